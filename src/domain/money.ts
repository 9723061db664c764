import type { Range } from './range.ts'

/** ISO 4217 code, upper case. `XXX` is the standard's own code for "no currency": the source named none. */
export type Currency = string & { readonly brand: 'Currency' }

/** What a source says an ad cost: bounds in minor units (cents) of `currency`, the top may be open. */
export interface SpendRange extends Range {
  readonly currency: Currency
}

export const NO_CURRENCY = 'XXX' as Currency

/** @throws {RangeError} when the text is not three letters. */
export function currency(code: string): Currency {
  const upper = code.trim().toUpperCase()
  if (!/^[A-Z]{3}$/.test(upper)) throw new RangeError(`“${code}” is not a currency code of three letters`)
  return upper as Currency
}

/**
 * How many decimal places the currency has: 2 for USD, 0 for JPY. Ours, since stored amounts depend on it and the tables
 * of a runtime change. Source: ISO 4217, list one, 2026.
 */
export function minorDigits(code: Currency): number {
  return DIGITS.get(code) ?? 2
}

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
])

/**
 * Decimal text in major units (“187”, “0.5”) to minor units, exactly.
 * @throws {RangeError} when it is not a plain non-negative decimal, or finer than the currency's minor unit.
 */
export function minorUnits(text: string, code: Currency): bigint {
  const match = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (match?.[1] === undefined) throw new RangeError(`“${text}” is not an amount`)
  const digits = minorDigits(code)
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  if (fraction.length > digits) throw new RangeError(`“${text}” is finer than the minor unit of ${code}`)
  return BigInt(match[1] + fraction.padEnd(digits, '0'))
}

/** Minor units to decimal text in major units, without superfluous digits: 18700 USD is “187”, 50 is “0.5”. */
export function majorText(minor: bigint, code: Currency): string {
  const digits = minorDigits(code)
  if (digits === 0) return minor.toString()
  const text = minor.toString().padStart(digits + 1, '0')
  const fraction = text.slice(-digits).replace(/0+$/, '')
  return fraction === '' ? text.slice(0, -digits) : `${text.slice(0, -digits)}.${fraction}`
}

/** Both bounds as decimal text in major units; an open top stays null. */
export function majorBounds({ lower, upper }: Range, code: Currency): { lower: string; upper: string | null } {
  return { lower: majorText(lower, code), upper: upper === null ? null : majorText(upper, code) }
}
