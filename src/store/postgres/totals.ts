import type { QueryRunner } from 'typeorm'

/** Adds what a revision opened and takes away what it closed: totals never need a look at the whole archive. */
export async function addRevisionToTotals(runner: QueryRunner, revision: string): Promise<void> {
  await runner.query(CHANGES, [revision])
  await runner.query(FACETS)
  await runner.query('DELETE FROM facet_total WHERE facet_total.ads = 0')
  await runner.query(CURRENCIES)
  await runner.query('DELETE FROM currency_total WHERE currency_total.ads = 0')
  await runner.query(SPONSORS)
  await runner.query('DELETE FROM sponsor_total WHERE sponsor_total.ads = 0')
  await runner.query(PLACES)
  await runner.query('DELETE FROM unresolved_place WHERE unresolved_place.records = 0')
}

const CHANGES = `
CREATE TEMP TABLE state_change ON COMMIT DROP AS
SELECT 1 AS sign, state.* FROM disclosure_state state JOIN composed USING (disclosure_id)
WHERE state.from_revision = $1
UNION ALL
SELECT -1, state.* FROM disclosure_state state JOIN composed USING (disclosure_id)
WHERE state.to_revision = $1`

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

const SPONSORS = `
INSERT INTO sponsor_total (source, name_hash, is_disclaimer, currency, name, ads, lower_minor, upper_minor, open_tops)
SELECT change.source, md5(coalesce(change.disclaimer, change.advertiser_name))::uuid, change.disclaimer IS NOT NULL,
  change.currency, coalesce(change.disclaimer, change.advertiser_name), sum(change.sign),
  sum(change.sign * change.spend_lower_minor), sum(change.sign * coalesce(change.spend_upper_minor, 0)),
  coalesce(sum(change.sign) FILTER (WHERE change.spend_upper_minor IS NULL), 0)
FROM state_change change
WHERE change.currency IS NOT NULL AND coalesce(change.disclaimer, change.advertiser_name) IS NOT NULL
GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (source, name_hash, is_disclaimer, currency) DO UPDATE SET
  ads = sponsor_total.ads + excluded.ads,
  lower_minor = sponsor_total.lower_minor + excluded.lower_minor,
  upper_minor = sponsor_total.upper_minor + excluded.upper_minor,
  open_tops = sponsor_total.open_tops + excluded.open_tops`

const PLACES = `
INSERT INTO unresolved_place (source, name_hash, name, records)
SELECT change.source, md5(place.name)::uuid, place.name, sum(change.sign)
FROM state_change change
CROSS JOIN LATERAL (
  SELECT item->>'name' AS name
  FROM jsonb_array_elements(told_list(change.content->'countries') || told_list(change.content->'regions')) item
  WHERE item->>'code' IS NULL
) place
GROUP BY 1, 2, 3
ON CONFLICT (source, name_hash) DO UPDATE SET records = unresolved_place.records + excluded.records`
