import { LEAST_PER_MILLE } from '../../../domain/reconciliation.ts'
import { NO_DAY } from '../crawl-log.ts'

/** Whether too few of the stated ads are held: two SQL expressions of whole numbers. */
export const tooFew = (held: string, stated: string) => `${held} * 1000 < ${stated} * ${LEAST_PER_MILLE}`

/** The disagreements whose conditions hold, as an array. */
export function wrongs(conditions: Readonly<Record<string, string>>): string {
  const each = Object.entries(conditions).map(([code, condition]) => `CASE WHEN ${condition} THEN '${code}' END`)
  return `array_remove(ARRAY[${each.join(', ')}]::text[], NULL)`
}

/** Units of which a total of all their days was stated: of their last pass, the ads are counted. */
export const COUNTED_UNITS = `
SELECT unit.source, unit.unit, unit.passed_at FROM crawl_unit unit
WHERE EXISTS (
  SELECT FROM published_count said -- published_count_pkey
  WHERE said.source = unit.source AND said.unit = unit.unit AND said.day = '${NO_DAY}'
)`

/**
 * Each unit: what the platform said it had, and what its last pass brought. $1 to $3: sources, units and names of the files
 * that a last pass may be kept as. Days that have not come are not told; of a unit of all days, those of the ads held are.
 */
export const UNITS = `
WITH pass AS (
  SELECT known.source, known.unit, max(file.id) AS file_id
  FROM unnest($1::text[], $2::text[], $3::text[]) AS known (source, unit, name)
  JOIN source_file file ON file.source = known.source AND file.name = known.name -- source_file_known_by_name_and_content
  GROUP BY 1, 2
), told AS (
  SELECT unit.source, unit.unit, unit.state, coalesce(nullif(said.country, ''), unit.country) AS country, said.ads AS stated,
    (unit.passed_at AT TIME ZONE 'UTC')::date AS passed_on, unit.from_day, unit.to_day,
    CASE WHEN said.ads IS NULL THEN NULL
      WHEN said.country IN ('', coalesce(unit.country, '')) THEN coalesce(brought.ads, 0)
      ELSE least(coalesce(brought.ads, 0), coalesce(place.records, 0)) END AS held
  FROM crawl_unit unit
  LEFT JOIN published_count said ON said.source = unit.source AND said.unit = unit.unit AND said.day = '${NO_DAY}'
  LEFT JOIN pass ON pass.source = unit.source AND pass.unit = unit.unit
  LEFT JOIN LATERAL (
    SELECT count(DISTINCT o.disclosure_id) AS ads FROM observation o WHERE o.file_id = pass.file_id -- observation_pkey
  ) brought ON said.ads IS NOT NULL
  LEFT JOIN file_place place ON place.file_id = pass.file_id AND place.place = said.country
), first_day AS (
  SELECT unit.source, (
    SELECT min(state.starts_on) FROM disclosure_state state WHERE state.source = unit.source -- disclosure_state_by_source
  ) AS day
  FROM (SELECT DISTINCT unit.source FROM crawl_unit unit WHERE unit.from_day IS NULL) unit
)
INSERT INTO reconciled (kind, source, ads_source, unit, country, from_day, to_day, stated_ads, held_ads, wrong)
SELECT 'unit', told.source, told.source, told.unit, told.country,
  coalesce(told.from_day, least(first_day.day, told.passed_on), told.passed_on),
  greatest(told.from_day, least(coalesce(told.to_day, told.passed_on), told.passed_on)), told.stated, told.held,
  ${wrongs({
    pass_part: "told.state = 'part'",
    pass_unknown: "told.state = 'unknown'",
    fewer_ads: tooFew('told.held', 'told.stated'),
  })}
FROM told LEFT JOIN first_day ON first_day.source = told.source
ORDER BY told.source, told.from_day, told.country, told.unit`

/**
 * Ads that began on a day. Where several units were told a number of the same day, the greatest counts: searches overlap.
 */
export const DAYS = `
WITH said AS (
  SELECT said.source, said.country, said.day, max(said.ads) AS stated FROM published_count said
  WHERE said.day <> '${NO_DAY}' GROUP BY 1, 2, 3
), held AS (
  SELECT day.source, day.day, place.country, count(*) AS ads
  FROM (SELECT DISTINCT said.source, said.day FROM said) day
  JOIN disclosure_state state -- disclosure_state_by_source
    ON state.source = day.source AND state.starts_on = day.day AND state.to_revision IS NULL
  CROSS JOIN LATERAL unnest(state.countries || ''::text) AS place (country)
  GROUP BY 1, 2, 3
)
INSERT INTO reconciled (kind, source, ads_source, country, from_day, to_day, stated_ads, held_ads, wrong)
SELECT 'day', said.source, said.source, nullif(said.country, ''), said.day, said.day, said.stated, coalesce(held.ads, 0),
  ${wrongs({ fewer_ads: tooFew('coalesce(held.ads, 0)', 'said.stated') })}
FROM said LEFT JOIN held ON held.source = said.source AND held.day = said.day AND held.country = said.country
ORDER BY said.source, said.day, said.country`
