/**
 * Mentions with all that speaks of them, row by row: looked up by index each, so that one costs little and all of them
 * need no memory. Names by their last day, so that the order of loads does not show.
 */

/**
 * Something was said of it: an ad that is shown, or a statement. Which others there are depends on the order of loads. Looked
 * up one by one: of a few, the planner would else gather all that there are.
 */
export const IS_TOLD = `(
  (SELECT total.ads > 0 FROM mention_total total WHERE total.mention_id = mention.id) IS TRUE -- mention_total_pkey
  OR (
    SELECT true FROM spend_statement held -- spend_statement_of_mention
    WHERE held.mention_id = mention.id LIMIT 1
  )
)`

/** So many hosts a mention say enough. */
const MOST_DOMAINS = 20

const NAMES = `
SELECT array_agg(said.text ORDER BY said.last_seen_at DESC, said.text COLLATE "C") AS names,
  min(said.first_seen_at) AS first_seen_at, max(said.last_seen_at) AS last_seen_at
FROM advertiser_name said -- advertiser_name_pkey
WHERE said.advertiser_id = mention.advertiser_id AND said.kind = 'name'`

const PAYER_SPAN = `
SELECT said.first_seen_at, said.last_seen_at FROM advertiser_name said -- advertiser_name_pkey
WHERE said.advertiser_id = mention.advertiser_id AND said.kind = 'disclaimer' AND said.text_hash = mention.payer_hash
  AND mention.payer IS NOT NULL`

const DOMAINS = `
SELECT array_agg(led.domain ORDER BY led.ads DESC, led.domain) AS domains
FROM (
  SELECT leads.domain, leads.ads FROM mention_domain leads -- mention_domain_pkey
  WHERE leads.mention_id = mention.id AND leads.ads > 0 ORDER BY leads.ads DESC, leads.domain LIMIT ${MOST_DOMAINS}
) led`

const IDS = `
SELECT array_agg(DISTINCT fact.label || E'\\t' || fact.value) AS facts
FROM advertiser_fact fact -- advertiser_fact_pkey
WHERE fact.advertiser_id = mention.advertiser_id AND fact.label IN ('FEC id', 'EIN', 'State registration')`

/** Countries have two letters, regions more; a mention has a state where all that is told of places tells one. */
const PLACES = `
SELECT count(DISTINCT left(told.place, 2)) AS countries, min(left(told.place, 2)) AS country,
  count(DISTINCT told.place) FILTER (WHERE length(told.place) > 2) AS states,
  min(told.place) FILTER (WHERE length(told.place) > 2) AS state
FROM (
  SELECT ever.place FROM ad_spend_ever ever -- ad_spend_ever_pkey
  WHERE ever.advertiser_id = mention.advertiser_id AND ever.mention_id = mention.id AND ever.place <> ''
  UNION ALL
  SELECT held.place FROM spend_statement held -- spend_statement_of_mention
  WHERE held.mention_id = mention.id AND held.is_current AND held.place <> ''
) told`

/** Whole units, whatever the currency: it orders what people look at, and is no figure. Of statements the greatest alone, for periods lie in one another. */
export const WEIGHT = `
SELECT sum(told.units)::float8 AS weight
FROM (
  SELECT greatest(
    (SELECT sum(ever.lower_minor) FROM ad_spend_ever ever -- ad_spend_ever_pkey
     WHERE ever.advertiser_id = mention.advertiser_id AND ever.place = '' AND ever.mention_id = mention.id
       AND ever.currency = money.currency),
    (SELECT max(held.floor_minor) FROM spend_statement held -- spend_statement_of_mention
     WHERE held.mention_id = mention.id AND held.is_current AND held.currency = money.currency)
  ) / 100 AS units
  FROM (
    SELECT ever.currency FROM ad_spend_ever ever -- ad_spend_ever_pkey
    WHERE ever.advertiser_id = mention.advertiser_id AND ever.place = '' AND ever.mention_id = mention.id
    UNION SELECT held.currency FROM spend_statement held WHERE held.mention_id = mention.id AND held.is_current
  ) money
) told`

/** @param which a condition on `mention` */
export function mentionsSql(which: string): string {
  return `
SELECT mention.id, advertiser.platform,
  CASE WHEN advertiser.account_id IS NULL THEN '' ELSE advertiser.key END AS account_id,
  coalesce(mention.payer, '') AS payer, names.names, domains.domains, ids.facts,
  CASE WHEN places.countries = 1 THEN places.country END AS country,
  CASE WHEN places.countries = 1 AND places.states = 1 THEN places.state END AS state,
  coalesce(payer.first_seen_at, names.first_seen_at)::date::text AS first_seen,
  coalesce(payer.last_seen_at, names.last_seen_at)::date::text AS last_seen,
  weights.weight, placed.sponsor_id
FROM mention
JOIN advertiser ON advertiser.id = mention.advertiser_id
LEFT JOIN mention_sponsor placed ON placed.mention_id = mention.id
LEFT JOIN LATERAL (${NAMES}) names ON true
LEFT JOIN LATERAL (${PAYER_SPAN}) payer ON true
LEFT JOIN LATERAL (${DOMAINS}) domains ON true
LEFT JOIN LATERAL (${IDS}) ids ON true
LEFT JOIN LATERAL (${PLACES}) places ON true
LEFT JOIN LATERAL (${WEIGHT}) weights ON true
WHERE ${which} AND ${IS_TOLD}
ORDER BY mention.id`
}
