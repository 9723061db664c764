import type { CalendarDate } from './calendar.ts'
import { dayNumber } from './days.ts'
import { type Currency, minorDigits } from './money.ts'
import type { Range } from './range.ts'

/** How much of a currency a euro bought on a day, as decimal text, letter by letter as it was published. */
export interface ReferenceRate {
  readonly day: CalendarDate
  readonly currency: Currency
  readonly perEuro: string
}

export const EURO = 'EUR' as Currency

/** A currency whose newest rate is so much older than the newest of all is quoted no more: it has no rate. */
const MOST_DAYS_BEHIND = 31

/**
 * The rates of one moment by currency, one each: the newest of each on or before the day; `all` may hold more. The euro has
 * no row, and needs none.
 */
export function ratesOfMoment(all: readonly ReferenceRate[]): ReadonlyMap<Currency, ReferenceRate> {
  const newest =
    all
      .map(({ day }) => day)
      .sort()
      .at(-1) ?? ''
  const found = new Map<Currency, ReferenceRate>()
  for (const rate of all) {
    if (dayNumber(newest) - dayNumber(rate.day) > MOST_DAYS_BEHIND) continue
    const known = found.get(rate.currency)
    if (known === undefined || rate.day > known.day) found.set(rate.currency, rate)
  }
  return found
}

/** A factor between minor units of two currencies, as a fraction of whole numbers: nothing is lost in it. */
export interface Factor {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** Null where one of the two has no rate. */
export function factorBetween(
  from: Currency,
  to: Currency,
  rates: ReadonlyMap<Currency, ReferenceRate>,
): Factor | null {
  const [source, target] = [perEuroOf(from, rates), perEuroOf(to, rates)]
  if (from === to) return { numerator: 1n, denominator: 1n }
  if (source === null || target === null) return null
  return {
    numerator: target.whole * source.scale * 10n ** BigInt(minorDigits(to)),
    denominator: source.whole * target.scale * 10n ** BigInt(minorDigits(from)),
  }
}

interface Decimal {
  readonly whole: bigint
  readonly scale: bigint
}

function perEuroOf(currency: Currency, rates: ReadonlyMap<Currency, ReferenceRate>): Decimal | null {
  if (currency === EURO) return { whole: 1n, scale: 1n }
  const rate = rates.get(currency)
  if (rate === undefined) return null
  const [major = '', fraction = ''] = rate.perEuro.split('.')
  return { whole: BigInt(major + fraction), scale: 10n ** BigInt(fraction.length) }
}

/** The lower bound rounded down and the upper one up: what was certain stays certain. */
export function converted({ lower, upper }: Range, factor: Factor): Range {
  return { lower: roundedDown(lower, factor), upper: upper === null ? null : roundedUp(upper, factor) }
}

export function roundedDown(minor: bigint, { numerator, denominator }: Factor): bigint {
  return (minor * numerator) / denominator
}

function roundedUp(minor: bigint, { numerator, denominator }: Factor): bigint {
  return (minor * numerator + denominator - 1n) / denominator
}
