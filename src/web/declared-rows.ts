import { BrokenCsv, csvRecords } from '../csv-records.ts'
import { type CalendarDate, calendarDate } from '../domain/calendar.ts'
import type { DeclaredReturn } from '../domain/declared-return.ts'
import { type PlatformId, platformId } from '../domain/ids.ts'
import { type Currency, currency, minorUnits } from '../domain/money.ts'
import type { CountryCode, RegionCode } from '../domain/place.ts'
import { placeOf } from './place-of.ts'
import { visibleText } from './visible-text.ts'

/** What holds for rows that do not say it themselves. */
export interface ReturnDefaults {
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
  readonly currency: Currency | null
  readonly place: CountryCode | RegionCode | null
}

/** A cell that cannot be used: the whole file is then refused, so that no table is half of what was declared. */
export interface ReturnError {
  readonly line: number
  readonly column: string
  readonly sentence: string
}

export type ReadReturns =
  | { readonly rows: readonly DeclaredReturn[]; readonly errors: readonly [] }
  | { readonly rows: readonly []; readonly errors: readonly ReturnError[] }

/** Each is a search for a name, and a ranking of one: as many as are answered while somebody waits. */
export const MOST_RETURNS = 200
const MOST_ERRORS = 50
const COLUMNS = ['sponsor', 'declared', 'currency', 'from', 'to', 'place', 'platform', 'note'] as const
type Column = (typeof COLUMNS)[number]
type Cells = Readonly<Partial<Record<Column, string>>>

/** Reads a CSV of returns, with commas or semicolons; column names are ours, in any order. */
export function readReturns(text: string, defaults: ReturnDefaults, platforms: readonly string[]): ReadReturns {
  const cut = cutCsv(text)
  if ('sentence' in cut) return { rows: [], errors: [cut] }
  const headErrors = errorsOfHeader(cut.header)
  if (headErrors.length > 0) return { rows: [], errors: headErrors }
  if (cut.records.length === 0) return refused(2, 'sponsor', 'the file has a header and no row')
  if (cut.records.length > MOST_RETURNS) {
    return refused(MOST_RETURNS + 2, 'sponsor', `the file has more than ${MOST_RETURNS} rows: cut it into several`)
  }
  const errors: ReturnError[] = []
  const rows = cut.records.flatMap(({ line, cells }) => {
    const read = readRow(line, cells, defaults, platforms)
    if ('sponsor' in read) return [read]
    errors.push(...read.errors)
    return []
  })
  return errors.length > 0 ? { rows: [], errors: errors.slice(0, MOST_ERRORS) } : { rows, errors: [] }
}

function refused(line: number, column: string, sentence: string): ReadReturns {
  return { rows: [], errors: [{ line, column, sentence }] }
}

interface Cut {
  readonly header: readonly string[]
  readonly records: readonly { readonly line: number; readonly cells: Cells }[]
}

function cutCsv(text: string): Cut | ReturnError {
  const first = text.split(/\r?\n/, 1)[0] ?? ''
  const delimiter = first.includes(';') && !first.includes(',') ? ';' : ','
  try {
    const [names, ...rest] = csvRecords(text, { delimiter, longest: 20_000 })
    const header = (names?.cells ?? []).map((name) => name.trim().toLowerCase())
    const records = rest.map(({ cells, line }) => ({
      line,
      cells: Object.fromEntries(header.map((name, at) => [name, (cells[at] ?? '').trim()])),
    }))
    return { header, records }
  } catch (problem) {
    if (!(problem instanceof BrokenCsv)) throw problem
    const sentence = `this is no CSV that can be read (${problem.code}): check the quotes`
    return { line: problem.line, column: '', sentence }
  }
}

function errorsOfHeader(header: readonly string[]): ReturnError[] {
  const lacking = ['sponsor', 'declared'].filter((name) => !header.includes(name))
  const strange = header.filter((name) => !COLUMNS.some((known) => known === name))
  const twice = header.filter((name, index) => header.indexOf(name) !== index)
  return [
    ...lacking.map((name) => headerError(name, `the column “${name}” is missing from the first line`)),
    ...strange.map((name) => headerError(name, `there is no column “${name}”; known are ${COLUMNS.join(', ')}`)),
    ...twice.map((name) => headerError(name, `the column “${name}” stands there twice`)),
  ]
}

function headerError(column: string, sentence: string): ReturnError {
  return { line: 1, column: visibleText(column.slice(0, 60)), sentence: visibleText(sentence.slice(0, 300)) }
}

type RowErrors = { readonly errors: readonly ReturnError[] }

function readRow(
  line: number,
  cells: Cells,
  defaults: ReturnDefaults,
  platforms: readonly string[],
): DeclaredReturn | RowErrors {
  const errors: ReturnError[] = []
  const read = <Value>(column: Column, understand: (text: string) => Value, missing: Value | null): Value | null => {
    const text = cells[column] ?? ''
    try {
      return text === '' ? missing : understand(text)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      errors.push({ line, column, sentence: error.message })
      return null
    }
  }
  const money = read('currency', currency, defaults.currency)
  const found = {
    sponsor: read('sponsor', nameOf, null),
    currency: money,
    declared: money === null ? null : read('declared', (text) => minorUnits(text, money), null),
    from: read('from', calendarDate, defaults.from),
    to: read('to', calendarDate, defaults.to),
  }
  const place = read('place', placeOf, defaults.place)
  const platform = read('platform', (text) => knownPlatform(text, platforms), null)
  const { sponsor, declared, from, to } = found
  if (errors.length === 0 && sponsor !== null && money !== null && declared !== null && from !== null && to !== null) {
    if (from > to) return { errors: [{ line, column: 'to', sentence: 'the period ends before it begins' }] }
    const note = (cells.note ?? '').slice(0, 200)
    return { line, sponsor, declared, currency: money, from, to, place, platform, note }
  }
  return { errors: [...errors, ...lackingIn(line, found, errors)] }
}

function lackingIn(line: number, found: Readonly<Record<string, unknown>>, errors: readonly ReturnError[]) {
  return Object.entries(found)
    .filter(([column, value]) => value === null && !errors.some((error) => error.column === column))
    .map(([column]) => ({ line, column, sentence: LACKING[column] ?? 'it is empty' }))
}

const LACKING: Readonly<Record<string, string>> = {
  sponsor: 'it is empty: write the name, or the permanent id of a sponsor',
  declared: 'it is empty, or has no currency to be read in: write an amount such as 1234.56',
  currency: 'it is empty: write a code such as EUR, or choose one for all rows',
  from: 'it is empty: write a day such as 2026-10-01, or choose one for all rows',
  to: 'it is empty: write a day such as 2026-11-03, or choose one for all rows',
}

function nameOf(text: string): string {
  if (text.length > 500) throw new RangeError('it holds more than 500 characters')
  return text
}

function knownPlatform(text: string, platforms: readonly string[]): PlatformId {
  const asked = text.toLowerCase()
  if (platforms.includes(asked)) return platformId(asked)
  throw new RangeError(`“${visibleText(text.slice(0, 40))}” is no platform here; known are ${platforms.join(', ')}`)
}
