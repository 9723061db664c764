import { wrongs } from './units-sql.ts'

const DIFFER = {
  fewer_ads: 'each.held_ads < each.stated_ads',
  sum_below: 'each.held_upper < each.stated_lower',
  sum_above: 'each.held_lower > each.stated_upper',
}

/**
 * Sources whose own files list all their ads, and state of each advertiser how many these are and what they cost to date:
 * nothing may be missing. Compared once the list is as new as the sums. $1: the sources.
 *
 * The number of ads is told once an advertiser, money in each currency; in one in which no ad is told, it is told again.
 */
export const COMPARE_BUNDLES = `
CREATE TEMP TABLE bundled ON COMMIT DROP AS
WITH said AS (
  SELECT held.source, held.advertiser_id, held.currency, max(held.to_day) AS to_day, sum(held.ads)::bigint AS ads,
    sum(held.floor_minor)::bigint AS lower,
    CASE WHEN bool_and(held.ceiling_minor IS NOT NULL) THEN sum(held.ceiling_minor)::bigint END AS upper
  FROM spend_statement held
  WHERE held.is_current AND held.subject = 'advertiser' AND held.from_day = '-infinity' AND held.source = ANY ($1::text[])
    AND length(held.place) <= 2 -- what was spent in regions is told again
  GROUP BY 1, 2, 3
), newest AS (
  SELECT said.source, max(said.to_day) AS to_day FROM said GROUP BY 1
), whole AS (
  SELECT newest.source, newest.to_day FROM newest WHERE newest.to_day <= (
    SELECT max(file.observed_on) FROM source_file file -- source_file_standing
    WHERE file.source = newest.source AND file.series_kind = 'standing' AND file.series_of = 'ads'
  )
), held AS (
  SELECT ever.advertiser_id, ever.currency, sum(ever.ads)::bigint AS ads, sum(ever.lower_minor)::bigint AS lower,
    CASE WHEN sum(ever.open_tops) = 0 THEN sum(ever.upper_minor)::bigint END AS upper
  FROM ad_spend_ever ever WHERE ever.place = '' AND ever.advertiser_id IN (SELECT said.advertiser_id FROM said)
  GROUP BY 1, 2
), counted AS (
  SELECT said.source, said.advertiser_id, sum(said.ads)::bigint AS stated, coalesce(max(own.ads), 0)::bigint AS held
  FROM said
  LEFT JOIN (SELECT held.advertiser_id, sum(held.ads) AS ads FROM held GROUP BY 1) own
    ON own.advertiser_id = said.advertiser_id
  GROUP BY 1, 2 HAVING sum(said.ads) IS NOT NULL
)
SELECT counted.source, whole.to_day, counted.advertiser_id, NULL::character(3) AS currency, counted.stated AS stated_ads,
  CASE WHEN counted.held < counted.stated THEN (
    -- Ads that tell no price are in no sum.
    SELECT count(*) FROM disclosure_state state -- disclosure_state_of_advertiser
    WHERE state.advertiser_id = counted.advertiser_id AND state.to_revision IS NULL
  ) ELSE counted.held END AS held_ads,
  NULL::bigint AS stated_lower, NULL::bigint AS stated_upper, NULL::bigint AS held_lower, NULL::bigint AS held_upper
FROM counted JOIN whole ON whole.source = counted.source
UNION ALL
SELECT said.source, whole.to_day, said.advertiser_id, said.currency, NULL, NULL, said.lower, said.upper, held.lower,
  held.upper
FROM said JOIN whole ON whole.source = said.source
JOIN held ON held.advertiser_id = said.advertiser_id AND held.currency = said.currency`

export const BUNDLES = `
INSERT INTO reconciled (kind, source, ads_source, from_day, to_day, stated_ads, held_ads, compared, differing, wrong)
SELECT 'bundle', all_of.source, all_of.source, '-infinity', all_of.to_day, all_of.stated, all_of.held, all_of.compared,
  all_of.differing, ${wrongs({
    fewer_ads: 'all_of.held < all_of.stated',
    sum_below: 'all_of.below > 0',
    sum_above: 'all_of.above > 0',
  })}
FROM (
  SELECT each.source, each.to_day, sum(each.stated_ads)::bigint AS stated,
    sum(least(each.held_ads, each.stated_ads))::bigint AS held, count(DISTINCT each.advertiser_id) AS compared,
    count(DISTINCT each.advertiser_id) FILTER (WHERE ${Object.values(DIFFER).join(' OR ')}) AS differing,
    count(*) FILTER (WHERE ${DIFFER.sum_below}) AS below, count(*) FILTER (WHERE ${DIFFER.sum_above}) AS above
  FROM bundled each GROUP BY 1, 2
) all_of`

export const BUNDLED_ADVERTISERS = `
INSERT INTO reconciled (kind, source, ads_source, from_day, to_day, advertiser_id, currency, stated_ads, held_ads,
  stated_lower, stated_upper, held_lower, held_upper, wrong)
SELECT 'bundle', each.source, each.source, '-infinity', each.to_day, each.advertiser_id, each.currency, each.stated_ads,
  each.held_ads, each.stated_lower, each.stated_upper, each.held_lower, each.held_upper, ${wrongs(DIFFER)}
FROM bundled each WHERE ${Object.values(DIFFER).join(' OR ')}
ORDER BY each.source, each.advertiser_id, each.currency NULLS FIRST`
