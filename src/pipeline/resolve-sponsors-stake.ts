import { currency } from '../domain/money.ts'
import { factorBetween, type ReferenceRate, ratesOfMoment, roundedDown } from '../domain/reference-rate.ts'
import type { ReviewSide } from '../ports/sponsors.ts'

/** From here on, one person's word does not join two sponsors. In whole units. */
const MOST_FOR_ONE = 50_000n

/** An amount in whole US dollars, rounded down; null: no rate of its currency is loaded. */
export type InDollars = (minor: bigint, currency: string) => bigint | null

const DOLLAR = currency('USD')

/** By the newest of these rates; by none, dollars alone are known. */
export function dollarsBy(rates: readonly ReferenceRate[]): InDollars {
  const byCurrency = ratesOfMoment(rates)
  return (minor, code) => {
    const factor = factorBetween(currency(code), DOLLAR, byCurrency)
    return factor === null ? null : roundedDown(minor, factor) / 100n
  }
}

/**
 * Whether two people must agree before these two are one: where what is certain to have been spent by both is more than
 * US$50,000. What no rate tells counts unit by unit: what is as much in another currency may be as much in dollars.
 */
export function needsTwo(a: ReviewSide, b: ReviewSide, inDollars: InDollars): boolean {
  if (a.sponsor === b.sponsor) return false
  let dollars = 0n
  for (const { currency: code, lower } of [...a.spend, ...b.spend]) dollars += inDollars(lower, code) ?? lower / 100n
  return dollars > MOST_FOR_ONE
}
