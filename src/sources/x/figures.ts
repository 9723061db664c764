import { NOT_DISCLOSED, type Told } from '../../domain/disclosure.ts'
import { currency, type SpendRange } from '../../domain/money.ts'
import { exactly, type Range, range } from '../../domain/range.ts'
import { malformed } from './malformed.ts'

const USD = currency('USD')

/** USD whatever the country, by the name of the column. An amount finer than a cent lies between two cents. */
export function spend(cell: string): Told<SpendRange> {
  const amount = decimal(cell, 'Spend_USD')
  if (amount === null) return NOT_DISCLOSED
  const cents = BigInt(amount.whole + amount.fraction.slice(0, 2).padEnd(2, '0'))
  const isFiner = /[1-9]/.test(amount.fraction.slice(2))
  return { ...range(cents, isFiner ? cents + 1n : cents), currency: USD }
}

export function impressions(cell: string): Told<Range> {
  const count = decimal(cell, 'Impressions')
  if (count === null) return NOT_DISCLOSED
  if (/[1-9]/.test(count.fraction)) throw malformed('Impressions', cell, 'no whole number')
  return exactly(BigInt(count.whole))
}

interface Decimal {
  readonly whole: string
  readonly fraction: string
}

const PLAIN = /^(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,20})?$/
const FLOAT = /^\d(?:\.\d{1,20})?[eE][+-]?\d{1,2}$/

/** Null: the cell is blank. Spreadsheets write thousands apart, and small and large numbers as `5.0000000000000003E-2`. */
function decimal(cell: string, column: string): Decimal | null {
  const text = cell.trim().replace(/^(?:US)?\$\s?/, '')
  if (text === '') return null
  if (!PLAIN.test(text) && !FLOAT.test(text)) throw malformed(column, cell, 'no number as X writes it')
  const [whole = '', fraction = ''] = asSpreadsheetsShow(text.replaceAll(',', '')).split('.')
  return { whole, fraction }
}

const SHOWN_DIGITS = 15

/** A number has fifteen digits in a spreadsheet; what a file has beyond is how a float is stored. */
function asSpreadsheetsShow(text: string): string {
  const digits = text
    .replace(/[eE].*$/, '')
    .replace('.', '')
    .replace(/^0+/, '')
  if (!/e/i.test(text) && digits.length <= SHOWN_DIGITS) return text
  const shown = Number(text).toPrecision(SHOWN_DIGITS)
  // Beyond what is shown without an exponent it is far less than a cent, or more than anybody spends.
  return shown.includes('e') ? Number(shown).toFixed(20) : shown
}
