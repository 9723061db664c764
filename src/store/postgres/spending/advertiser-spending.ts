import type { DataSource } from 'typeorm'
import { type CalendarDate, calendarDate } from '../../../domain/calendar.ts'
import { choosePeriods } from '../../../domain/choose-periods.ts'
import { dayNumber, dayOfNumber } from '../../../domain/days.ts'
import type { AdvertiserRef } from '../../../domain/ids.ts'
import type { Currency } from '../../../domain/money.ts'
import type { CountryCode, RegionCode } from '../../../domain/place.ts'
import type { Range } from '../../../domain/range.ts'
import { type AdSpend, adBounds, combinedBounds } from '../../../domain/spend-bounds.ts'
import type { AdvertiserSpending, SpendBounds, SpendWeek } from '../../../ports/spending.ts'
import { type At, kept, wasThere } from '../as-of.ts'
import { advertiserRow } from './advertiser.ts'
import type { SpendingScope } from './spending.ts'
import { STATEMENT_COLUMNS, type StatementRow, statementView } from './statements.ts'

const MOST_WEEKS = 260
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
    weeks: weeks(known),
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

interface CellRow {
  readonly place: string
  readonly is_whole: boolean
  readonly starts_on: string
  readonly ends_on: string
  readonly lower: string
  readonly upper: string | null
}

interface StatedRow {
  readonly place: string
  readonly from_day: string
  readonly to_day: string
  readonly lower: string
  readonly upper: string | null
}

type Cell = AdSpend & { readonly place: string }
type Stated = Range & { readonly place: string; readonly from: string; readonly to: string }

interface Known {
  readonly ads: readonly Cell[]
  readonly stated: readonly Stated[]
  readonly isWhole: boolean
}

const cellsSql = (at: At) => `
SELECT spend.place, spend.is_whole, spend.starts_on::text, spend.ends_on::text, spend.lower_minor AS lower,
  CASE WHEN spend.open_tops = 0 THEN spend.upper_minor END AS upper
FROM ${kept('ad_spend', at)} spend WHERE spend.advertiser_id = $1 AND spend.currency = $2`

const statedSql = (at: At) => `
SELECT held.place, held.from_day::text, held.to_day::text, sum(held.floor_minor)::text AS lower,
  CASE WHEN bool_and(held.ceiling_minor IS NOT NULL) THEN sum(held.ceiling_minor)::text END AS upper
FROM ${kept('spend_statement', at)} held -- spend_statement_by_advertiser
WHERE held.advertiser_id = $1 AND held.currency = $2 AND held.is_current AND held.place IS NOT NULL
GROUP BY 1, 2, 3`

const shownSql = (at: At) => `
SELECT ${STATEMENT_COLUMNS}, held.count
FROM (
  SELECT held.*, count(*) OVER () AS count FROM ${kept('spend_statement', at)} held -- spend_statement_by_advertiser
  WHERE held.advertiser_id = $1 AND held.currency = $2 AND held.is_current
  ORDER BY held.to_day DESC, held.from_day, held.lower_minor DESC, held.id LIMIT $3
) held
JOIN LATERAL (
  SELECT o.file_id, o.record_number FROM statement_observation o
  WHERE o.statement_id = held.id AND ${wasThere('o.file_id', at)}
  ORDER BY o.observed_at DESC, o.file_id LIMIT 1
) o ON true
JOIN source_file file ON file.id = o.file_id
ORDER BY held.to_day DESC, held.from_day, held.lower_minor DESC, held.id`

function cell(row: CellRow): Cell {
  return {
    place: row.place,
    isWhole: row.is_whole,
    from: row.starts_on === '-infinity' ? null : row.starts_on,
    to: row.ends_on === 'infinity' ? null : row.ends_on,
    lower: BigInt(row.lower),
    upper: row.upper === null ? null : BigInt(row.upper),
  }
}

function statedAmount(row: StatedRow): Stated {
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
  const toDate = own.filter(({ from }) => from === '-infinity')
  const { inside } = choosePeriods(
    own.filter(({ from }) => from !== '-infinity'),
    ALWAYS,
  )
  const lower = [sum(toDate, 'lower') ?? 0n, sum(inside, 'lower') ?? 0n].reduce((a, b) => (a > b ? a : b))
  const upTo = firstEnd(toDate)
  // What is stated up to a day bounds no later statement.
  const isWithin = upTo !== null && inside.every(({ to }) => to <= upTo)
  const statements = own.length === 0 ? null : { lower, upper: isWithin ? sum(toDate, 'upper') : null, upTo }
  return combinedBounds(
    adBounds(
      ads.filter((ad) => ad.place === place),
      ALWAYS,
    ),
    statements,
    isWhole,
  )
}

function firstEnd(stated: readonly Stated[]): string | null {
  return stated.map(({ to }) => to).sort()[0] ?? null
}

function sum(stated: readonly Stated[], side: 'lower' | 'upper'): bigint | null {
  return stated.reduce<bigint | null>((total, each) => {
    const bound = each[side]
    return total === null || bound === null ? null : total + bound
  }, 0n)
}

/** Sunday to Saturday, from the first day told to the last; the newest weeks where there are too many. */
function weeks({ ads, stated, isWhole }: Known): SpendWeek[] {
  const everywhere = ads.filter(({ place }) => place === '')
  const limited = stated.filter(({ from, place }) => from !== '-infinity' && place.length <= 2)
  const starts = [...everywhere, ...limited].flatMap(({ from }) => (from === null ? [] : [dayNumber(from)]))
  const ends = [...everywhere, ...limited].flatMap(({ from, to }) => (to === null ? (from ?? []) : to)).map(dayNumber)
  if (starts.length === 0 || ends.length === 0) return []
  const last = sundayOf(ends.reduce((a, b) => Math.max(a, b)))
  const first = Math.max(sundayOf(starts.reduce((a, b) => Math.min(a, b))), last - 7 * (MOST_WEEKS - 1))
  const found: SpendWeek[] = []
  for (let sunday = first; sunday <= last; sunday += 7) {
    const week = { from: day(sunday), to: day(sunday + 6) }
    const { inside, covering } = choosePeriods(limited, week)
    const isTold = inside.length > 0 || covering !== null
    const statements = isTold
      ? { lower: sum(inside, 'lower') ?? 0n, upper: covering === null ? null : sum(covering, 'upper'), upTo: null }
      : null
    const { lower, upper } = combinedBounds(adBounds(everywhere, week), statements, isWhole)
    found.push({ ...week, lower, upper: upper ?? (isTold || everywhere.length > 0 ? null : 0n) })
  }
  return found
}

/** Day 0 was a Thursday. */
function sundayOf(number: number): number {
  return number - ((number + 4) % 7)
}

function day(number: number): CalendarDate {
  return calendarDate(dayOfNumber(number))
}

function mostFirst(a: { lower: bigint; place: string }, b: { lower: bigint; place: string }): number {
  return a.lower === b.lower ? (a.place < b.place ? -1 : 1) : a.lower > b.lower ? -1 : 1
}
