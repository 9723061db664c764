import { type Currency, currency, minorUnits, NO_CURRENCY, type SpendRange } from '../../domain/money.ts'
import { type Range, range } from '../../domain/range.ts'
import { malformed } from './malformed.ts'
import type { Maybe, RawBounds } from './raw-ad.ts'

const TOP_OF_IMPRESSIONS = '1000000'

/** A bound as text, from what JSON gives. */
export function rawBounds(value: {
  readonly lower_bound?: string | number | null | undefined
  readonly upper_bound?: string | number | null | undefined
}): RawBounds | null {
  const lower = value.lower_bound?.toString() ?? null
  const upper = value.upper_bound?.toString() ?? null
  return lower === null && upper === null ? null : { lower, upper }
}

/**
 * Spend in the currency of the advertiser's account (MA-15), which is not that of the country. `XXX` when the file names
 * none. No upper bound is an open top.
 * @throws {Problem} `record.malformed` on bounds that are unreadable or reversed.
 */
export function spendRange(bounds: RawBounds, code: Maybe<string>): SpendRange {
  const money = code === null || code === undefined ? NO_CURRENCY : currencyOf(code)
  return { ...rangeOf('spend', bounds, (text) => minorUnits(plainNumber(text), money)), currency: money }
}

/** A count of impressions or people. @throws {Problem} `record.malformed` on bounds that are unreadable or reversed. */
export function countRange(field: string, bounds: RawBounds): Range {
  const open = field === 'impressions' && isTopWrittenAsPoint(bounds) ? { ...bounds, upper: null } : bounds
  return rangeOf(field, open, wholeNumber)
}

/** MA-14: the open top bucket of 2019, saved as `1000000-1000000`. */
export function isTopWrittenAsPoint(bounds: Maybe<RawBounds>): boolean {
  return bounds?.lower === TOP_OF_IMPRESSIONS && bounds.upper === TOP_OF_IMPRESSIONS
}

/** MA-9: Meta's spend ranges end in 99; a range from hundred to hundred was altered by whoever saved it. */
export function hasRoundUpperBound(bounds: Maybe<RawBounds>): boolean {
  const upper = Number(bounds?.upper ?? 0)
  return upper > 0 && upper % 100 === 0 && Number(bounds?.lower ?? Number.NaN) % 100 === 0
}

function rangeOf(field: string, { lower, upper }: RawBounds, read: (text: string) => bigint): Range {
  const value = `${lower ?? ''}–${upper ?? ''}`
  if (lower === null) throw malformed(`The lower bound of ${field} is missing`, { field, value })
  try {
    return range(read(lower), upper === null ? null : read(upper))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw malformed(`The bounds of ${field} cannot be read`, { field, value, cause: error })
  }
}

function currencyOf(code: string): Currency {
  try {
    return currency(code)
  } catch (error) {
    throw malformed('The currency cannot be read', { field: 'currency', value: code, cause: error })
  }
}

function wholeNumber(text: string): bigint {
  const match = /^(\d{1,18})(?:\.0+)?$/.exec(plainNumber(text))
  if (match?.[1] === undefined) throw new RangeError(`“${text}” is not a whole number`)
  return BigInt(match[1])
}

/** R writes `1e+05` for 100000. */
function plainNumber(text: string): string {
  const trimmed = text.trim()
  const isScientific = /^\d(?:\.\d+)?e\+?\d{1,2}$/i.test(trimmed)
  return isScientific && Number.isSafeInteger(Number(trimmed)) ? String(Number(trimmed)) : trimmed
}
