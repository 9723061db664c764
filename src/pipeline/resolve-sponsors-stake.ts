import type { ReviewSide } from '../ports/sponsors.ts'

/** From here on, one person's word does not join two sponsors. In whole units. */
const MOST_FOR_ONE = 50_000n

/** An amount in whole US dollars, by the newest reference rate; null: no rate is loaded. */
export type InDollars = (minor: bigint, currency: string) => bigint | null

/** Nobody has told any rate: dollars are dollars, and everything else is counted as if it were. */
export const WITHOUT_RATES: InDollars = (minor, currency) => (currency === 'USD' ? minor / 100n : null)

/**
 * Whether two people must agree before these two are one: where what is certain to have been spent by both is more than
 * US$50,000. What no rate tells counts unit by unit: what is as much in another currency may be as much in dollars.
 */
export function needsTwo(a: ReviewSide, b: ReviewSide, inDollars: InDollars): boolean {
  if (a.sponsor === b.sponsor) return false
  let dollars = 0n
  for (const { currency, lower } of [...a.spend, ...b.spend]) dollars += inDollars(lower, currency) ?? lower / 100n
  return dollars > MOST_FOR_ONE
}
