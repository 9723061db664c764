import { type Currency, currency, minorUnits } from '../../domain/money.ts'
import { type Cells, cell } from './cells.ts'
import { malformed } from './malformed.ts'

/** What a column of money holds: a sum, or a bound of the range of one ad. */
interface MoneyColumn {
  readonly kind: 'sum' | 'min' | 'max'
  readonly currency: Currency
}

const DOLLAR = currency('USD')
const EURO = currency('EUR')

const columns = new Map<string, MoneyColumn | null>()

/**
 * Currencies are read off the names, so that one that Google adds or takes away needs nobody (G-14). `Total_Spend_USD`
 * is the name of 2018. Takes a plain column name.
 */
export function moneyColumn(name: string): MoneyColumn | null {
  const known = columns.get(name)
  if (known !== undefined) return known
  const match = /^(?:(?:total_)?spend_|spend_range_(min|max)_)([a-z]{3})$/.exec(name)
  const kind = match?.[1] ?? 'sum'
  const column = match?.[2] === undefined ? null : { kind: kind as MoneyColumn['kind'], currency: currency(match[2]) }
  columns.set(name, column)
  return column
}

/** The sums of a row by currency, as text, in the order of the file. */
export function sumTexts(cells: Cells): ReadonlyMap<Currency, string> {
  const sums = new Map<Currency, string>()
  for (const [name, text] of cells) {
    const column = moneyColumn(name)
    if (column?.kind === 'sum') sums.set(column.currency, text)
  }
  return sums
}

/** A range as its two columns write it; an empty `max` is an open top. */
export interface Pair {
  readonly min: string
  readonly max: string
}

/** The ranges of an ad by currency, in the order of the file. */
export function pairs(cells: Cells): ReadonlyMap<Currency, Pair> {
  const found = new Map<Currency, Pair>()
  for (const [name, min] of cells) {
    const column = moneyColumn(name)
    if (column?.kind === 'min') found.set(column.currency, { min, max: cell(cells, name.replace('_min_', '_max_')) })
  }
  return found
}

/**
 * The one column to take of an amount that is told in several currencies: the dollar, which every file of Google's has
 * first, else the euro, else the first. The same one for ads, totals, weeks and places, so that they can be compared.
 * @throws {RangeError} where there is none
 */
export function oneColumn(codes: Iterable<Currency>): Currency {
  const all = [...codes]
  const one = [DOLLAR, EURO].find((code) => all.includes(code)) ?? all[0]
  if (one === undefined) throw new RangeError('no column of money')
  return one
}

/** Zero, or blank. */
export function isNothing(text: string): boolean {
  return /^(?:0+(?:\.0+)?)?$/.test(text.trim())
}

/**
 * Whole units as text, to minor units; decimals are read (rupees and forints came with some), and `1e+05` as R writes.
 * @throws {Problem} `record.malformed`
 */
export function minorOf(text: string, code: Currency): bigint {
  const trimmed = text.trim()
  const isScientific = /^\d(?:\.\d+)?e\+?\d{1,2}$/i.test(trimmed)
  try {
    return minorUnits(isScientific ? String(Number(trimmed)) : trimmed, code)
  } catch (cause) {
    throw malformed(`The amount in ${code} cannot be read`, { field: `spend ${code}`, value: text, cause })
  }
}
