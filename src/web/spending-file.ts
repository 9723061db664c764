import type { CalendarDate } from '../domain/calendar.ts'
import { type Cell, cell, csvHeader, csvRow } from '../domain/csv.ts'
import { type Currency, majorBounds, majorText } from '../domain/money.ts'
import type { Range } from '../domain/range.ts'
import type { SpendingQuery } from '../domain/spending.ts'
import { sponsorPage } from '../domain/sponsor.ts'
import type { EffectiveDates, SpendBounds, SpendingRow } from '../ports/spending.ts'
import { advertiserUrl } from './advertiser-url.ts'
import type { Json } from './disclosure-json.ts'
import { type InOneCurrency, ratesCell } from './one-currency.ts'
import { sharesOf } from './shares.ts'
import { whyUrl } from './why-url.ts'

/** What the rows of a file share. */
export interface SpendingFileContext {
  readonly query: SpendingQuery
  /** All currencies in the query's; null: it alone is asked about. */
  readonly one: InOneCurrency | null
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
  ...['effective_covering_from', 'effective_covering_to', 'data_quality', 'sponsor_id', 'sponsor_name', 'sponsor_page'],
  ...['platforms', 'accounts', 'exact_percent', 'range_percent', 'not_regional_percent', 'why', 'converted_by'],
]

export function spendingCsvHeader(): string {
  return csvHeader(COLUMNS)
}

/**
 * A row of the ranking: amounts in major units, an open top empty beside its lower bound. Of a sponsor, the cells of the
 * account are empty, and the other way round.
 */
export function spendingCsvRow({ rank, row }: RankedRow, context: SpendingFileContext): string {
  const { advertiser, name, ads, statements } = row
  const { currency, place, from, to } = context.query
  const both = (range: Range | null): Cell[] => {
    const bounds = range === null ? null : majorBounds(range, currency)
    return [cell('number', bounds?.lower), cell('number', bounds?.upper)]
  }
  return csvRow([
    cell('number', String(rank)),
    cell('text', advertiser?.platform ?? null),
    cell('text', advertiser?.key ?? null),
    cell('text', advertiser === null ? null : name),
    cell('text', advertiser === null ? null : advertiserUrl(advertiser)),
    cell('text', place),
    cell('date', from),
    cell('date', to),
    cell('text', currency),
    ...both(row),
    cell('number', majorText(row.undivided, currency)),
    cell('number', ads === null ? null : String(ads.count)),
    ...both(ads),
    ...both(statements),
    cell('text', methodOf(row)),
    cell('date', rowAsOf(row, context)),
    ...effectiveCells(statements === null ? [] : row.platforms.flatMap(context.effectiveOf)),
    cell('text', rowQuality(row, context)),
    ...sponsorCells(row, context),
  ])
}

function sponsorCells(row: SpendingRow, { query, one }: SpendingFileContext): Cell[] {
  const { sponsor, platforms, accounts } = row
  const shares = sharesOf(row)
  return [
    cell('text', sponsor?.id ?? null),
    cell('text', sponsor?.name ?? null),
    cell('text', sponsor === null ? null : sponsorPage(sponsor.id)),
    cell('text', platforms.join(' | ')),
    cell('number', String(accounts)),
    ...[shares?.certain, shares?.between, shares?.undivided].map((share) => cell('number', share?.toFixed(1))),
    cell('text', rowWhy(row, query, { isOne: one !== null })),
    cell('text', one === null ? null : ratesCell(one)),
  ]
}

/** The same row for programs; with an open top, `upper` is null. */
export function spendingJsonRow({ rank, row }: RankedRow, context: SpendingFileContext): Json {
  const { sponsor, advertiser, name, platforms, accounts, ads, statements } = row
  const { currency } = context.query
  const shares = sharesOf(row)
  return {
    rank,
    sponsor: sponsor === null ? null : { ...sponsor, page: sponsorPage(sponsor.id) },
    advertiser: advertiser === null ? null : { ...advertiser, name, page: advertiserUrl(advertiser) },
    platforms: [...platforms],
    accounts,
    ...boundsJson(row, currency),
    shares:
      shares === null
        ? null
        : { exact: shares.certain / 100, range: shares.between / 100, notRegional: shares.undivided / 100 },
    ads: ads === null ? null : { count: ads.count, ...boundsJson(ads, currency) },
    stated: statements === null ? null : majorBounds(statements, currency),
    method: methodOf(row),
    asOf: rowAsOf(row, context),
    dataQuality: rowQuality(row, context),
    why: rowWhy(row, context.query, { isOne: context.one !== null }),
  }
}

/** Of several platforms, the one that is furthest behind counts. */
function rowAsOf({ platforms }: SpendingRow, { asOf }: SpendingFileContext): CalendarDate | null {
  const days = platforms.flatMap((platform) => asOf(platform) ?? [])
  return days.reduce<CalendarDate | null>((first, day) => (first === null || day < first ? day : first), null)
}

/** What is known against any of its platforms, each once. */
function rowQuality({ platforms }: SpendingRow, { qualityOf }: SpendingFileContext): string {
  const codes = platforms.map(qualityOf).flatMap((each) => (each === '' ? [] : each.split(' | ')))
  return [...new Set(codes)].join(' | ')
}

/** Where the figures of a row are taken apart. `asOf`: the moment that links keep; `isOne`: all currencies stand in the query's. */
export function rowWhy(
  { sponsor, advertiser }: SpendingRow,
  query: SpendingQuery,
  { asOf, isOne }: { readonly asOf?: string | undefined; readonly isOne: boolean },
): string {
  const { place, from, to, platform } = query
  const currency = isOne ? { in: query.currency } : { currency: query.currency }
  const by = advertiser !== null && query.by === 'sponsor' ? query.by : null
  return whyUrl({ sponsor: sponsor?.id, account: advertiser, place, from, to, platform, by, ...currency, as_of: asOf })
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
    cell('text', effective.map((dates) => read(dates) ?? '').join(' | '))
  return [
    joined(({ inside }) => inside?.from),
    joined(({ inside }) => inside?.to),
    joined(({ covering }) => covering?.from),
    joined(({ covering }) => covering?.to),
  ]
}
