import type { DataSource } from 'typeorm'
import type { AdvertiserRef } from '../../../domain/ids.ts'
import type { Currency } from '../../../domain/money.ts'
import type { CountryCode, RegionCode } from '../../../domain/place.ts'
import { type AdSpend, adBounds, combinedBounds } from '../../../domain/spend-bounds.ts'
import type { AdvertiserSpending, SpendBounds } from '../../../ports/spending.ts'
import { type At, kept } from '../as-of.ts'
import { advertiserRow } from './advertiser.ts'
import type { SpendingScope } from './spending.ts'
import { type Stated, statedOverAllTime } from './stated.ts'
import { STATEMENT_COLUMNS, type StatementRow, statementRecord, statementView } from './statements.ts'
import { type Told, weeks } from './weeks.ts'

const MOST_STATEMENTS = 200

/** One advertiser in one currency: by week, by place, and what was stated. Its rows are read whole, and no others. */
export async function advertiserSpending(
  dataSource: DataSource,
  ref: AdvertiserRef,
  currency: Currency,
  { holdsAllAds, at }: SpendingScope,
): Promise<AdvertiserSpending> {
  const row = await advertiserRow(dataSource, ref, at)
  const id = row?.id ?? '0'
  const [ads, stated, shown]: [CellRow[], StatedRow[], (StatementRow & { count: string })[]] = await Promise.all([
    dataSource.query(cellsSql(at), [id, currency]),
    dataSource.query(statedSql(at), [id, currency]),
    dataSource.query(shownSql(at), [id, currency, MOST_STATEMENTS]),
  ])
  const known = { ads: ads.map(cell), stated: stated.map(statedAmount), isWhole: holdsAllAds.includes(ref.platform) }
  const places = [...new Set([...known.ads, ...known.stated].map(({ place }) => place))].filter((place) => place !== '')
  const byPlace = places.map((place) => ({ place, ...boundsAt(known, place) })).sort(mostFirst)
  return {
    currency,
    weeks: weeks({ ...known, ads: known.ads.filter(({ place }) => place === '') }),
    countries: byPlace.flatMap(({ place, ...bounds }) =>
      place.length === 2 ? [{ country: place as CountryCode, ...bounds }] : [],
    ),
    regions: byPlace.flatMap(({ place, ...bounds }) =>
      place.length > 2 ? [{ region: place as RegionCode, ...bounds }] : [],
    ),
    statements: shown.map(statementView),
    statementCount: Number(shown[0]?.count ?? 0),
  }
}

export interface CellRow {
  readonly place: string
  readonly is_whole: boolean
  readonly starts_on: string
  readonly ends_on: string
  readonly lower: string
  readonly upper: string | null
}

export interface StatedRow {
  readonly place: string
  readonly from_day: string
  readonly to_day: string
  readonly lower: string
  readonly upper: string | null
}

type Cell = AdSpend & { readonly place: string }

interface Known extends Told {
  readonly ads: readonly Cell[]
}

const cellsSql = (at: At) => `
SELECT spend.place, spend.is_whole, spend.starts_on::text, spend.ends_on::text, sum(spend.lower_minor)::text AS lower,
  CASE WHEN sum(spend.open_tops) = 0 THEN sum(spend.upper_minor)::text END AS upper
FROM ${kept('ad_spend', at)} spend -- ad_spend_pkey
WHERE spend.advertiser_id = $1 AND spend.currency = $2 GROUP BY 1, 2, 3, 4`

/** The greatest first: of periods of the same days in several places one is taken, and every lower bound holds. */
const statedSql = (at: At) => `
SELECT held.place, held.from_day::text, held.to_day::text, sum(held.floor_minor)::text AS lower,
  CASE WHEN bool_and(held.ceiling_minor IS NOT NULL) THEN sum(held.ceiling_minor)::text END AS upper
FROM ${kept('spend_statement', at)} held -- spend_statement_by_advertiser
WHERE held.advertiser_id = $1 AND held.currency = $2 AND held.is_current AND held.place IS NOT NULL
GROUP BY 1, 2, 3 ORDER BY sum(held.floor_minor) DESC, 1, 2, 3`

const shownSql = (at: At) => `
SELECT ${STATEMENT_COLUMNS}, held.count
FROM (
  SELECT held.*, count(*) OVER () AS count FROM ${kept('spend_statement', at)} held -- spend_statement_by_advertiser
  WHERE held.advertiser_id = $1 AND held.currency = $2 AND held.is_current
  ORDER BY held.to_day DESC, held.from_day, held.lower_minor DESC, held.id LIMIT $3
) held
${statementRecord(at)}
ORDER BY held.to_day DESC, held.from_day, held.lower_minor DESC, held.id`

export function cell(row: CellRow): Cell {
  return {
    place: row.place,
    isWhole: row.is_whole,
    from: row.starts_on === '-infinity' ? null : row.starts_on,
    to: row.ends_on === 'infinity' ? null : row.ends_on,
    lower: BigInt(row.lower),
    upper: row.upper === null ? null : BigInt(row.upper),
  }
}

export function statedAmount(row: StatedRow): Stated {
  return {
    place: row.place,
    from: row.from_day,
    to: row.to_day,
    lower: BigInt(row.lower),
    upper: row.upper === null ? null : BigInt(row.upper),
  }
}

const ALWAYS = { from: null, to: null }

function boundsAt({ ads, stated, isWhole }: Known, place: string): SpendBounds {
  const own = stated.filter((each) => each.place === place)
  return combinedBounds(
    adBounds(
      ads.filter((ad) => ad.place === place),
      ALWAYS,
    ),
    statedOverAllTime(own),
    isWhole,
  )
}

/** The greatest lower bound first. */
export function mostFirst(a: { lower: bigint; place: string }, b: { lower: bigint; place: string }): number {
  return a.lower === b.lower ? (a.place < b.place ? -1 : 1) : a.lower > b.lower ? -1 : 1
}
