import type { CalendarDate } from '../domain/calendar.ts'
import { type Cell, csvHeader, csvRow } from '../domain/csv.ts'
import { type Currency, majorBounds, majorText } from '../domain/money.ts'
import type { Range } from '../domain/range.ts'
import type { SpendingQuery } from '../domain/spending.ts'
import type { EffectiveDates, SpendBounds, SpendingRow } from '../ports/spending.ts'
import { advertiserUrl } from './advertiser-url.ts'
import type { Json } from './disclosure-json.ts'

/** What the rows of a file share. */
export interface SpendingFileContext {
  readonly query: SpendingQuery
  /** The day of the platform's newest file. */
  readonly asOf: (platform: string) => CalendarDate | null
  /** The periods of the statements that a platform's sources made. */
  readonly effectiveOf: (platform: string) => readonly EffectiveDates[]
  /** What is known against the days of the window, of the platform's sources: codes, or the empty text. */
  readonly qualityOf: (platform: string) => string
}

export interface RankedRow {
  readonly rank: number
  readonly row: SpendingRow
}

const COLUMNS = [
  ...['rank', 'advertiser_platform', 'advertiser_key', 'advertiser_name', 'advertiser_page', 'place', 'from', 'to'],
  ...['currency', 'lower', 'upper', 'undivided', 'ads', 'ads_lower', 'ads_upper', 'stated_lower', 'stated_upper'],
  ...['method', 'as_of', 'effective_inside_from', 'effective_inside_to'],
  ...['effective_covering_from', 'effective_covering_to', 'data_quality'],
]

export function spendingCsvHeader(): string {
  return csvHeader(COLUMNS)
}

/** A row of the ranking: amounts in major units, an open top empty beside its lower bound. */
export function spendingCsvRow({ rank, row }: RankedRow, context: SpendingFileContext): string {
  const { query, asOf, effectiveOf, qualityOf } = context
  const { advertiser, name, ads, statements } = row
  const { currency, place, from, to } = query
  const both = (range: Range | null): Cell[] => {
    const bounds = range === null ? null : majorBounds(range, currency)
    return [number(bounds?.lower), number(bounds?.upper)]
  }
  return csvRow([
    number(String(rank)),
    text(advertiser.platform),
    text(advertiser.key),
    text(name),
    text(advertiserUrl(advertiser)),
    text(place),
    date(from),
    date(to),
    text(currency),
    ...both(row),
    number(majorText(row.undivided, currency)),
    number(ads === null ? null : String(ads.count)),
    ...both(ads),
    ...both(statements),
    text(methodOf(row)),
    date(asOf(advertiser.platform)),
    ...effectiveCells(statements === null ? [] : effectiveOf(advertiser.platform)),
    text(qualityOf(advertiser.platform)),
  ])
}

/** The same row for programs; with an open top, `upper` is null. */
export function spendingJsonRow({ rank, row }: RankedRow, { query, asOf, qualityOf }: SpendingFileContext): Json {
  const { advertiser, name, ads, statements } = row
  const { currency } = query
  return {
    rank,
    advertiser: { ...advertiser, name, page: advertiserUrl(advertiser) },
    ...boundsJson(row, currency),
    ads: ads === null ? null : { count: ads.count, ...boundsJson(ads, currency) },
    stated: statements === null ? null : majorBounds(statements, currency),
    method: methodOf(row),
    asOf: asOf(advertiser.platform),
    dataQuality: qualityOf(advertiser.platform),
  }
}

/** Bounds in major units as decimal text. */
export function boundsJson(
  bounds: SpendBounds,
  currency: Currency,
): { lower: string; upper: string | null; undivided: string } {
  return { ...majorBounds(bounds, currency), undivided: majorText(bounds.undivided, currency) }
}

/** Which witnesses made the bounds. */
export function methodOf({ ads, statements }: Pick<SpendingRow, 'ads' | 'statements'>): string {
  return [ads === null ? [] : ['ads'], statements === null ? [] : ['statements']].flat().join('+')
}

/** Several sources of one platform stand in one cell, in the same order in all four. */
function effectiveCells(effective: readonly EffectiveDates[]): Cell[] {
  const joined = (read: (dates: EffectiveDates) => string | null | undefined) =>
    text(effective.map((dates) => read(dates) ?? '').join(' | '))
  return [
    joined(({ inside }) => inside?.from),
    joined(({ inside }) => inside?.to),
    joined(({ covering }) => covering?.from),
    joined(({ covering }) => covering?.to),
  ]
}

function text(value: string | null): Cell {
  return { kind: 'text', value }
}

function number(value: string | null | undefined): Cell {
  return { kind: 'number', value: value ?? null }
}

function date(value: string | null): Cell {
  return { kind: 'date', value }
}
