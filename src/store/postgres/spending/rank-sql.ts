import type { SpendingPosition } from '../../../domain/spending.ts'
import { kept } from '../as-of.ts'
import { type Asked, accountBounds } from './bounds-sql.ts'

/**
 * A page of the ranking, and the sums of all of it, as one JSON value. `known`: how many parameters the bounds take; the
 * position follows (lower, sponsor, account), then how many rows. Names are looked up for the rows of the page alone.
 * Amounts travel as text: JSON's numbers would round them.
 */
export function rankSql(asked: Asked, after: SpendingPosition | null, known: number): string {
  const ranked = asked.by === 'sponsor' ? BY_SPONSOR : BY_ADVERTISER
  return pageSql({ asked, ranked }, after, known)
}

/** The same with whatever is made of `unit`. */
export function pageSql(
  { asked, ranked }: { readonly asked: Asked; readonly ranked: string },
  after: SpendingPosition | null,
  known: number,
): string {
  const parameter = (index: number) => `$${known + index}`
  const place = `(-${parameter(1)}::numeric, ${parameter(2)}::text COLLATE "C", ${parameter(3)}::bigint)`
  const behind =
    after === null ? 'true' : `(-ranked.lower, ranked.sponsor COLLATE "C", ranked.advertiser_id) > ${place}`
  return `
WITH unit AS MATERIALIZED (${accountBounds(asked)}), ranked AS (${ranked}
), page AS MATERIALIZED (
  SELECT ranked.* FROM ranked WHERE ${behind}
  ORDER BY ranked.lower DESC, ranked.sponsor COLLATE "C", ranked.advertiser_id LIMIT ${parameter(after === null ? 1 : 4)}
), members AS (
  SELECT unit.sponsor, array_agg(DISTINCT unit.platform) AS platforms,
    count(DISTINCT unit.advertiser_id) AS accounts
  FROM unit JOIN page ON page.sponsor = unit.sponsor WHERE unit.sponsor <> '' GROUP BY 1
)
SELECT json_build_object('total', ${TOTAL}, 'rows', coalesce((${rows(asked)}), '[]'::json)) AS result`
}

const BY_ADVERTISER = `
  SELECT unit.advertiser_id, unit.sponsor, ${columns((name) => `unit.${name}`)} FROM unit`

/** As `sumOfBounds` of the domain adds bounds, of whatever has them; with no upper bound, nothing is a part of it. */
export function sumsOf(table: string): string {
  const sum = (name: string) => `sum(${table}.${name}) AS ${name}`
  const top = (name: string, isTold: string) => `CASE WHEN bool_and(${isTold}) THEN sum(${table}.${name}) END`
  return [
    ...['ads', 'ads_lower', 'ads_undivided', 'stated_lower', 'lower'].map(sum),
    `${top('ads_upper', `${table}.ads IS NULL OR ${table}.ads_upper IS NOT NULL`)} AS ads_upper`,
    `${top('stated_upper', `${table}.stated_lower IS NULL OR ${table}.stated_upper IS NOT NULL`)} AS stated_upper`,
    `${top('upper', `${table}.upper IS NOT NULL`)} AS upper`,
    `coalesce(${top('undivided', `${table}.upper IS NOT NULL`)}, 0) AS undivided`,
  ].join(', ')
}

/** What is attributed to none stays as it is. */
const BY_SPONSOR = `
  SELECT unit.advertiser_id, unit.sponsor, ${columns((name) => `unit.${name}`)} FROM unit WHERE unit.sponsor = ''
  UNION ALL
  SELECT 0, summed.sponsor, ${columns((name) => `summed.${name}`)}
  FROM (SELECT unit.sponsor, ${sumsOf('unit')} FROM unit WHERE unit.sponsor <> '' GROUP BY unit.sponsor) summed`

export function columns(of: (name: string) => string): string {
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
