import { everChange } from './ever-sql.ts'
import { findMentions, isMentionOf, newMentions } from './mentions-sql.ts'

const FACETS = `
INSERT INTO facet_total (facet, value_hash, value, ads)
SELECT item.facet, md5(item.value)::uuid, item.value, sum(change.sign)
FROM state_change change
CROSS JOIN LATERAL (
  SELECT 'source', change.source
  UNION ALL SELECT 'country', unnest(change.countries)
  UNION ALL SELECT 'region', unnest(change.regions)
  UNION ALL SELECT 'format', unnest(change.formats)
  UNION ALL SELECT 'currency', change.currency
  UNION ALL SELECT 'payer', change.disclaimer
) AS item (facet, value)
WHERE item.value IS NOT NULL
GROUP BY 1, 2, 3
HAVING sum(change.sign) <> 0
ON CONFLICT (facet, value_hash) DO UPDATE SET ads = facet_total.ads + excluded.ads`

const CURRENCIES = `
INSERT INTO currency_total (currency, ads, lower_minor, upper_minor, open_tops)
SELECT change.currency, sum(change.sign), sum(change.sign * change.spend_lower_minor),
  sum(change.sign * coalesce(change.spend_upper_minor, 0)),
  coalesce(sum(change.sign) FILTER (WHERE change.spend_upper_minor IS NULL), 0)
FROM state_change change
WHERE change.currency IS NOT NULL
GROUP BY change.currency
ON CONFLICT (currency) DO UPDATE SET
  ads = currency_total.ads + excluded.ads,
  lower_minor = currency_total.lower_minor + excluded.lower_minor,
  upper_minor = currency_total.upper_minor + excluded.upper_minor,
  open_tops = currency_total.open_tops + excluded.open_tops`

/**
 * What ads cost, by account and payer, place and days. A place that is the only one told took all of it, be the others understood
 * or not; of several, each took an unknown part. Days without a word are infinite. `ever_change` has what is added, too.
 */
const AD_SPEND = `
WITH cell AS (
  SELECT change.advertiser_id, mentioned.mention_id, cell.place, change.currency, cell.is_whole,
    least(days.starts_on, days.ends_on) AS starts_on, greatest(days.starts_on, days.ends_on) AS ends_on,
    sum(change.sign) AS ads, sum(change.sign * change.spend_lower_minor)::bigint AS lower_minor,
    sum(change.sign * coalesce(change.spend_upper_minor, 0))::bigint AS upper_minor,
    coalesce(sum(change.sign) FILTER (WHERE change.spend_upper_minor IS NULL), 0) AS open_tops
  FROM state_change change
  JOIN mentioned ON ${isMentionOf('change')}
  CROSS JOIN LATERAL (
    SELECT coalesce(change.starts_on, '-infinity') AS starts_on, coalesce(change.ends_on, 'infinity') AS ends_on
  ) days
  CROSS JOIN LATERAL (
    SELECT '' AS place, true AS is_whole
    UNION ALL SELECT unnest(change.countries), change.country_places IS NULL AND cardinality(change.countries) = 1
    UNION ALL SELECT unnest(change.regions), change.region_places IS NULL AND change.country_places IS NULL
      AND cardinality(change.regions) = 1 AND cardinality(change.countries) <= 1
      AND coalesce(change.region_share, 1) >= 0.9999
  ) cell
  WHERE change.currency IS NOT NULL
  GROUP BY 1, 2, 3, 4, 5, 6, 7
  HAVING sum(change.sign) <> 0 OR sum(change.sign * change.spend_lower_minor) <> 0
    OR sum(change.sign * coalesce(change.spend_upper_minor, 0)) <> 0
    OR sum(change.sign) FILTER (WHERE change.spend_upper_minor IS NULL) <> 0
), ever AS (
  ${everChange('cell')}
)
INSERT INTO ad_spend (advertiser_id, mention_id, place, currency, is_whole, starts_on, ends_on, ads, lower_minor,
  upper_minor, open_tops)
SELECT cell.advertiser_id, cell.mention_id, cell.place, cell.currency, cell.is_whole, cell.starts_on, cell.ends_on,
  cell.ads, cell.lower_minor, cell.upper_minor, cell.open_tops
FROM cell
ON CONFLICT (advertiser_id, currency, place, is_whole, mention_id, starts_on, ends_on) DO UPDATE SET
  ads = ad_spend.ads + excluded.ads,
  lower_minor = ad_spend.lower_minor + excluded.lower_minor,
  upper_minor = ad_spend.upper_minor + excluded.upper_minor,
  open_tops = ad_spend.open_tops + excluded.open_tops`

/** Ads without a word on money count, too. */
const MENTION_TOTALS = `
INSERT INTO mention_total (mention_id, ads)
SELECT mentioned.mention_id, sum(change.sign)
FROM state_change change JOIN mentioned ON ${isMentionOf('change')}
GROUP BY 1
HAVING sum(change.sign) <> 0
ON CONFLICT (mention_id) DO UPDATE SET ads = mention_total.ads + excluded.ads`

const PLACE_TOTALS = `
INSERT INTO place_total (place, currency, platform, ads, statements)
SELECT cell.place, change.currency, platform_of(change.source), sum(change.sign), 0
FROM state_change change
CROSS JOIN LATERAL (
  SELECT '' UNION ALL SELECT unnest(change.countries) UNION ALL SELECT unnest(change.regions)
) AS cell (place)
WHERE change.currency IS NOT NULL AND change.advertiser_id IS NOT NULL
GROUP BY 1, 2, 3
HAVING sum(change.sign) <> 0
ON CONFLICT (place, currency, platform) DO UPDATE SET ads = place_total.ads + excluded.ads`

const PLACES = `
INSERT INTO unresolved_place (source, name_hash, name, records)
SELECT change.source, md5(place.name)::uuid, place.name, sum(change.sign)
FROM state_change change
CROSS JOIN LATERAL (
  SELECT item->>'name' AS name
  FROM jsonb_array_elements(told_list(change.country_places) || told_list(change.region_places)) item
  WHERE item->>'code' IS NULL
) place
WHERE change.country_places IS NOT NULL OR change.region_places IS NOT NULL
GROUP BY 1, 2, 3
ON CONFLICT (source, name_hash) DO UPDATE SET records = unresolved_place.records + excluded.records`

const ANY_CLOSED = 'EXISTS (SELECT FROM state_change change WHERE change.sign = -1)'

/**
 * Adds what a revision opened and takes away what it closed, as \`state_change\` has it: totals never need a look at the
 * whole archive. Where nothing was closed, nothing can have come to nought.
 */
export const TOTALS: readonly string[] = [
  newMentions('state_change'),
  findMentions('state_change'),
  FACETS,
  CURRENCIES,
  AD_SPEND,
  MENTION_TOTALS,
  PLACE_TOTALS,
  PLACES,
  `DELETE FROM facet_total WHERE facet_total.ads = 0 AND ${ANY_CLOSED}`,
  `DELETE FROM currency_total WHERE currency_total.ads = 0 AND ${ANY_CLOSED}`,
  `DELETE FROM ad_spend spend USING (
     SELECT DISTINCT change.advertiser_id FROM state_change change WHERE change.sign = -1
   ) closed
   WHERE spend.advertiser_id = closed.advertiser_id AND spend.ads = 0`,
  `DELETE FROM place_total WHERE place_total.ads = 0 AND place_total.statements = 0 AND ${ANY_CLOSED}`,
  `DELETE FROM unresolved_place WHERE unresolved_place.records = 0 AND ${ANY_CLOSED}`,
]
