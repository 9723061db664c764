import type { SpendingPosition } from '../../../domain/spending.ts'
import { kept } from '../as-of.ts'
import { type Asked, accountBounds } from './bounds-sql.ts'

/**
 * A page of the ranking, and the sums of all of it, as one JSON value. `known`: how many parameters the bounds take; the
 * position follows (lower, sponsor, account), then how many rows. Names are looked up for the rows of the page alone.
 * Amounts travel as text: JSON's numbers would round them.
 */
export function rankSql(asked: Asked, after: SpendingPosition | null, known: number): string {
  const parameter = (index: number) => `$${known + index}`
  const place = `(-${parameter(1)}::numeric, ${parameter(2)}::text COLLATE "C", ${parameter(3)}::bigint)`
  const behind =
    after === null ? 'true' : `(-ranked.lower, ranked.sponsor COLLATE "C", ranked.advertiser_id) > ${place}`
  return `
WITH unit AS MATERIALIZED (${accountBounds(asked)}), ranked AS (${asked.by === 'sponsor' ? BY_SPONSOR : BY_ADVERTISER}
), page AS MATERIALIZED (
  SELECT ranked.* FROM ranked WHERE ${behind}
  ORDER BY ranked.lower DESC, ranked.sponsor COLLATE "C", ranked.advertiser_id LIMIT ${parameter(after === null ? 1 : 4)}
), members AS (
  SELECT unit.sponsor, array_agg(DISTINCT unit.platform) AS platforms, count(*) AS accounts
  FROM unit JOIN page ON page.sponsor = unit.sponsor WHERE unit.sponsor <> '' GROUP BY 1
)
SELECT json_build_object('total', ${TOTAL}, 'rows', coalesce((${rows(asked)}), '[]'::json)) AS result`
}

const BY_ADVERTISER = `
  SELECT unit.advertiser_id, unit.sponsor, ${columns((name) => `unit.${name}`)} FROM unit`

const OF_UPPER = 'CASE WHEN summed.upper IS NULL THEN 0 ELSE summed.undivided END AS undivided'

/** As \`sumOfBounds\` of the domain adds the bounds of accounts; what is attributed to none stays as it is. */
const BY_SPONSOR = `
  SELECT unit.advertiser_id, unit.sponsor, ${columns((name) => `unit.${name}`)} FROM unit WHERE unit.sponsor = ''
  UNION ALL
  SELECT 0, summed.sponsor, ${columns((name) => (name === 'undivided' ? OF_UPPER : `summed.${name}`))}
  FROM (
    SELECT unit.sponsor, sum(unit.ads) AS ads, sum(unit.ads_lower) AS ads_lower,
      CASE WHEN bool_and(unit.ads IS NULL OR unit.ads_upper IS NOT NULL) THEN sum(unit.ads_upper) END AS ads_upper,
      sum(unit.ads_undivided) AS ads_undivided, sum(unit.stated_lower) AS stated_lower,
      CASE WHEN bool_and(unit.stated_lower IS NULL OR unit.stated_upper IS NOT NULL) THEN sum(unit.stated_upper) END
        AS stated_upper,
      sum(unit.lower) AS lower, CASE WHEN bool_and(unit.upper IS NOT NULL) THEN sum(unit.upper) END AS upper,
      sum(unit.undivided) AS undivided
    FROM unit WHERE unit.sponsor <> '' GROUP BY unit.sponsor
  ) summed`

function columns(of: (name: string) => string): string {
  const names = ['ads', 'ads_lower', 'ads_upper', 'ads_undivided', 'stated_lower', 'stated_upper']
  return [...names, 'lower', 'upper', 'undivided'].map(of).join(', ')
}

const TOTAL = `(
  SELECT json_build_object('rows', count(*)::text, 'sponsors', (count(*) FILTER (WHERE ranked.sponsor <> ''))::text,
    'lower', sum(ranked.lower)::text, 'upper', sum(ranked.upper)::text,
    'open_tops', (count(*) FILTER (WHERE ranked.upper IS NULL))::text, 'undivided', sum(ranked.undivided)::text)
  FROM ranked
)`

function rows({ at }: Asked): string {
  return `
  SELECT json_agg(json_build_object(
    'advertiser_id', page.advertiser_id::text, 'sponsor', page.sponsor, 'sponsor_name', sponsor.name,
    'platform', advertiser.platform, 'key', advertiser.key, 'name', (
      SELECT said.text FROM ${kept('advertiser_name', at)} said
      WHERE said.advertiser_id = page.advertiser_id AND said.kind = 'name'
      ORDER BY said.last_seen_at DESC, said.text LIMIT 1
    ), 'platforms', coalesce(members.platforms, ARRAY[advertiser.platform]),
    'accounts', coalesce(members.accounts, 1)::text,
    ${columns((name) => `'${name}', page.${name}::text`)}
  ) ORDER BY page.lower DESC, page.sponsor COLLATE "C", page.advertiser_id)
  FROM page
  LEFT JOIN advertiser ON advertiser.id = page.advertiser_id
  LEFT JOIN members ON members.sponsor = page.sponsor
  LEFT JOIN ${kept('sponsor', at)} sponsor ON sponsor.id = page.sponsor`
}
