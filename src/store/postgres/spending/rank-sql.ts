import type { SpendingPosition } from '../../../domain/spending.ts'
import { newestName } from '../advertiser-names-sql.ts'
import { kept } from '../as-of.ts'
import { type Asked, accountBounds } from './bounds-sql.ts'
import { BOUNDS, sumsOf, WITNESSES } from './sums-sql.ts'

/** How a ranking is made of `unit`: what each of its rows has, and what witnesses say of the rows of a page, `own`. */
export interface Ranking {
  readonly ranked: string
  readonly told: string
}

/**
 * A page of the ranking, and the sums of all of it, as one JSON value. `known`: how many parameters the bounds take; the
 * position follows (lower, sponsor, account), then how many rows.
 */
export function rankSql(asked: Asked, after: SpendingPosition | null, known: number): string {
  const ranked = asked.by === 'sponsor' ? BY_SPONSOR : BY_ADVERTISER
  return pageSql(asked, { ranked, told: TOLD }, { after, known })
}

const TOLD = `SELECT own.sponsor, own.row_account, ${sumsOf('own', WITNESSES)} FROM own GROUP BY 1, 2`

const BY_ADVERTISER = 'SELECT unit.advertiser_id, unit.sponsor, unit.lower, unit.upper, unit.undivided FROM unit'

/** What is attributed to none stays as it is. */
const BY_SPONSOR = `
  ${BY_ADVERTISER} WHERE unit.sponsor = ''
  UNION ALL
  SELECT 0, summed.sponsor, summed.lower, summed.upper, summed.undivided
  FROM (SELECT unit.sponsor, ${sumsOf('unit', BOUNDS)} FROM unit WHERE unit.sponsor <> '' GROUP BY unit.sponsor) summed`

/** A row of the ranking is a sponsor, or an account that is attributed to none. */
export const ROW_ACCOUNT = "CASE WHEN unit.sponsor = '' THEN unit.advertiser_id ELSE 0 END"

interface Paged {
  readonly after: SpendingPosition | null
  readonly known: number
}

/** Witnesses are summed, and names looked up, for the rows of the page alone. Amounts travel as text: JSON's numbers would round them. */
export function pageSql(asked: Asked, { ranked, told }: Ranking, { after, known }: Paged): string {
  const parameter = (index: number) => `$${known + index}`
  const place = `(-${parameter(1)}::numeric, ${parameter(2)}::text COLLATE "C", ${parameter(3)}::bigint)`
  const behind =
    after === null ? 'true' : `(-ranked.lower, ranked.sponsor COLLATE "C", ranked.advertiser_id) > ${place}`
  return `
WITH unit AS MATERIALIZED (${accountBounds(asked)}), ranked AS (${ranked}
), page AS MATERIALIZED (
  SELECT ranked.* FROM ranked WHERE ${behind}
  ORDER BY ranked.lower DESC, ranked.sponsor COLLATE "C", ranked.advertiser_id LIMIT ${parameter(after === null ? 1 : 4)}
), own AS (
  SELECT unit.*, page.advertiser_id AS row_account, advertiser.platform FROM unit
  JOIN page ON page.sponsor = unit.sponsor AND page.advertiser_id = ${ROW_ACCOUNT}
  JOIN advertiser ON advertiser.id = unit.advertiser_id
), told AS (${told}
), members AS (
  SELECT own.sponsor, own.row_account, array_agg(DISTINCT own.platform) AS platforms,
    count(DISTINCT own.advertiser_id) AS accounts
  FROM own GROUP BY 1, 2
)
SELECT json_build_object('total', ${TOTAL}, 'rows', coalesce((${rows(asked)}), '[]'::json)) AS result`
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
    'platform', advertiser.platform, 'key', advertiser.key, 'name', ${newestName('page.advertiser_id', at)}, 'platforms', members.platforms, 'accounts', members.accounts::text,
    ${[...WITNESSES].map((name) => `'${name}', told.${name}::text`).join(', ')},
    ${[...BOUNDS].map((name) => `'${name}', page.${name}::text`).join(', ')}
  ) ORDER BY page.lower DESC, page.sponsor COLLATE "C", page.advertiser_id)
  FROM page
  JOIN told ON told.sponsor = page.sponsor AND told.row_account = page.advertiser_id
  JOIN members ON members.sponsor = page.sponsor AND members.row_account = page.advertiser_id
  LEFT JOIN advertiser ON advertiser.id = page.advertiser_id
  LEFT JOIN ${kept('sponsor', at)} sponsor ON sponsor.id = page.sponsor`
}
