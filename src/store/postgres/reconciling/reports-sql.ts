import { tooFew, wrongs } from './units-sql.ts'

/** Two sums exclude each other. An open top allows all. */
const DISAGREE = {
  sum_below: 'each.held_upper < each.stated_lower',
  sum_above: 'each.held_lower > each.stated_upper',
}
const DIFFER = { fewer_ads: tooFew('each.held_ads', 'each.stated_ads'), ...DISAGREE }
const SUMS = 'stated_ads, held_ads, stated_lower, stated_upper, held_lower, held_upper'

/**
 * What reports of a platform state of advertisers, beside their ads. Compared are countries and days in which all ads were
 * asked for: by units whose key is a country and days and nothing else. Ads of other currencies are in no report.
 */
export const COMPARE_REPORTS = `
CREATE TEMP TABLE compared ON COMMIT DROP AS
WITH walked AS (
  SELECT unit.source AS ads_source, unit.country,
    range_agg(daterange(unit.from_day, least(unit.to_day, (unit.passed_at AT TIME ZONE 'UTC')::date - 1), '[]')) AS days
  FROM crawl_unit unit
  WHERE unit.unit = concat_ws('.', unit.country, unit.from_day, unit.to_day)
    AND unit.from_day < (unit.passed_at AT TIME ZONE 'UTC')::date
  GROUP BY 1, 2
), said AS (
  SELECT held.source, walked.ads_source, held.place AS country, held.from_day, held.to_day, held.advertiser_id,
    held.currency, sum(held.ads)::bigint AS stated_ads, sum(held.floor_minor)::bigint AS stated_lower,
    CASE WHEN bool_and(held.ceiling_minor IS NOT NULL) THEN sum(held.ceiling_minor)::bigint END AS stated_upper
  FROM walked
  JOIN statement_period period -- statement_period_by_place
    ON period.place = walked.country AND platform_of(period.source) = platform_of(walked.ads_source)
      AND NOT period.is_partial AND isfinite(period.from_day)
      AND walked.days @> daterange(period.from_day, period.to_day, '[]')
  JOIN spend_statement held -- spend_statement_by_place
    ON held.place = period.place AND held.currency = period.currency AND held.to_day = period.to_day
      AND held.from_day = period.from_day AND held.source = period.source
  WHERE held.is_current AND held.subject = 'advertiser' AND held.ads IS NOT NULL
  GROUP BY 1, 2, 3, 4, 5, 6, 7
)
SELECT said.*, ads.held_ads, ads.held_lower, ads.held_upper
FROM said CROSS JOIN LATERAL (
  SELECT coalesce(sum(spend.ads), 0)::bigint AS held_ads,
    coalesce(sum(spend.lower_minor) FILTER (
      WHERE spend.is_whole AND spend.starts_on >= said.from_day AND spend.ends_on <= said.to_day), 0)::bigint AS held_lower,
    CASE WHEN coalesce(sum(spend.open_tops), 0) = 0 THEN coalesce(sum(spend.upper_minor), 0)::bigint END AS held_upper
  FROM ad_spend spend -- ad_spend_pkey
  WHERE spend.advertiser_id = said.advertiser_id AND spend.currency = said.currency AND spend.place = said.country
    AND spend.starts_on <= said.to_day AND spend.ends_on >= said.from_day
) ads`

/** A country and the days of a report, over its advertisers: what one has too much of makes up for no other. */
export const REPORTS = `
WITH each AS (
  SELECT one.source, one.ads_source, one.country, one.from_day, one.to_day, one.currency,
    sum(one.stated_ads)::bigint AS stated_ads, sum(least(one.held_ads, one.stated_ads))::bigint AS held_ads,
    sum(one.stated_lower)::bigint AS stated_lower,
    CASE WHEN bool_and(one.stated_upper IS NOT NULL) THEN sum(one.stated_upper)::bigint END AS stated_upper,
    sum(one.held_lower)::bigint AS held_lower,
    CASE WHEN bool_and(one.held_upper IS NOT NULL) THEN sum(one.held_upper)::bigint END AS held_upper,
    count(*) AS compared, count(*) FILTER (WHERE one.differs) AS differing
  FROM (SELECT each.*, coalesce(${Object.values(DIFFER).join(' OR ')}, false) AS differs FROM compared each) one
  GROUP BY 1, 2, 3, 4, 5, 6
)
INSERT INTO reconciled (kind, source, ads_source, country, from_day, to_day, currency, ${SUMS}, compared, differing, wrong)
SELECT 'report', each.source, each.ads_source, each.country, each.from_day, each.to_day, each.currency, ${SUMS},
  each.compared, each.differing, ${wrongs(DIFFER)}
FROM each ORDER BY each.source, each.country, each.from_day, each.to_day`

export const REPORTED_ADVERTISERS = `
INSERT INTO reconciled (kind, source, ads_source, country, from_day, to_day, advertiser_id, currency, ${SUMS}, wrong)
SELECT 'report', each.source, each.ads_source, each.country, each.from_day, each.to_day, each.advertiser_id, each.currency,
  ${SUMS}, ${wrongs(DIFFER)}
FROM compared each WHERE ${Object.values(DIFFER).join(' OR ')}
ORDER BY each.source, each.country, each.from_day, each.to_day, each.advertiser_id`

/**
 * A report counts accounts in the currency of its country alone; what ads of others cost is missing from it. What each of
 * them cost in the country is bounded as anywhere: from below by ads that ran nowhere else.
 */
export const OTHER_CURRENCIES = `
WITH report AS (
  SELECT period.source, period.place, array_agg(DISTINCT period.currency) AS currencies
  FROM statement_period period WHERE length(period.place) = 2 AND platform_of(period.source) <> period.source
  GROUP BY 1, 2
), teller AS (
  SELECT platform_of(total.value) AS platform, min(total.value) AS source
  FROM facet_total total WHERE total.facet = 'source' AND total.ads > 0 GROUP BY 1 -- facet_total_pkey
)
INSERT INTO reconciled (kind, source, ads_source, country, from_day, to_day, advertiser_id, currency, held_ads, held_lower,
  held_upper, is_reported)
SELECT 'currency', report.source, teller.source, report.place, '-infinity', max(ever.last_day), ever.advertiser_id,
  ever.currency, sum(ever.ads), coalesce(sum(ever.lower_minor) FILTER (WHERE ever.is_whole), 0),
  CASE WHEN sum(ever.open_tops) = 0 THEN sum(ever.upper_minor) END,
  EXISTS (
    SELECT FROM spend_statement held -- spend_statement_by_advertiser
    WHERE held.advertiser_id = ever.advertiser_id AND held.is_current AND held.source = report.source
      AND held.place = report.place
  )
FROM report
JOIN ad_spend_ever ever ON ever.place = report.place AND ever.currency <> ALL (report.currencies) -- ad_spend_ever_by_place
JOIN advertiser ON advertiser.id = ever.advertiser_id AND advertiser.platform = platform_of(report.source)
JOIN teller ON teller.platform = advertiser.platform
WHERE ever.currency <> 'XXX'
GROUP BY report.source, teller.source, report.place, ever.advertiser_id, ever.currency
ORDER BY report.source, report.place, ever.advertiser_id, ever.currency`
