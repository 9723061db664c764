import { isWithin, touches } from './days.ts'
import type { Range } from './range.ts'
import type { Window } from './spending.ts'

/** Days as they stand in a comparison: ISO dates; null is without end on that side. */
export interface Days {
  readonly from: string | null
  readonly to: string | null
}

/** What ads of the same days and places cost together. `isWhole: false`: an unknown part of it belongs here. */
export interface AdSpend extends Range, Days {
  readonly isWhole: boolean
}

/** What statements prove of a window: the sum of those inside it, and of those that together cover it. */
export interface StatedBounds extends Range {
  /** The last day that those covering hold, where the window has no end: later ads are not among them. Null: all of it. */
  readonly upTo: string | null
}

/** What ads prove of it, and the last day on which one of them may have run; null without an end. */
export interface AdBounds extends Bounds {
  readonly lastDay: string | null
}

/** Strict bounds; `undivided` is the part of the upper bound that other places may own as well. */
export interface Bounds extends Range {
  readonly undivided: bigint
}

/**
 * What ads alone prove of a window: an ad counts its lower bound only when it lies wholly inside and belongs wholly
 * here, its upper bound whenever it touches the window. Null when none does.
 */
export function adBounds(ads: Iterable<AdSpend>, window: Window): AdBounds | null {
  let lower = 0n
  let upper: bigint | null = 0n
  let undivided = 0n
  let lastDay: string | null = ''
  let count = 0
  for (const ad of ads) {
    if (!touches(ad, window)) continue
    count++
    if (ad.isWhole && isWithin(ad, window)) lower += ad.lower
    upper = upper === null || ad.upper === null ? null : upper + ad.upper
    if (!ad.isWhole) undivided += ad.upper ?? 0n
    lastDay = laterOf(lastDay, ad.to)
  }
  return count === 0 ? null : { lower, upper, undivided, lastDay }
}

/**
 * Puts witnesses together. Every lower bound holds, so the greatest does. Statements that cover the window bound it
 * from above; so do the ads, but only of a source whose files hold every ad. Where statements prove more than the ads
 * at hand could have cost, ads are missing and their upper bound is none; where a witness proves more than statements allow,
 * theirs is none. With no statement that covers the window, the upper bound is that of the ads at hand.
 */
export function combinedBounds(ads: AdBounds | null, statements: StatedBounds | null, holdsAllAds: boolean): Bounds {
  const lower = greater(ads?.lower ?? 0n, statements?.lower ?? 0n)
  const byAds = ads === null || ads.upper === null || ads.upper < lower ? null : ads.upper
  const stated =
    isRefuted(statements, lower) || runsOn(ads, statements?.upTo ?? null) ? null : (statements?.upper ?? null)
  const upper = upperBound({ byAds, stated, holdsAllAds })
  return { lower, upper, undivided: upper === null ? 0n : least(ads?.undivided ?? 0n, upper - lower) }
}

/**
 * A sponsor's bounds: the sum over its accounts, each bounded by its own witnesses. An account of which nothing is known has
 * no part in it.
 */
export function sumOfBounds(accounts: Iterable<Bounds>): Bounds {
  let lower = 0n
  let upper: bigint | null = 0n
  let undivided = 0n
  for (const each of accounts) {
    lower += each.lower
    upper = upper === null || each.upper === null ? null : upper + each.upper
    undivided += each.undivided
  }
  return { lower, upper, undivided: upper === null ? 0n : undivided }
}

/**
 * Whether what is stated of an account proves anything of one sponsor: not where it tells no payer, and the account has
 * money of several. It is then about all of them together.
 */
export function provesOfOne({
  tellsPayer,
  sponsors,
}: {
  readonly tellsPayer: boolean
  readonly sponsors: number
}): boolean {
  return tellsPayer || sponsors < 2
}

interface Upper {
  readonly byAds: bigint | null
  readonly stated: bigint | null
  readonly holdsAllAds: boolean
}

function upperBound({ byAds, stated, holdsAllAds }: Upper): bigint | null {
  if (stated === null) return byAds
  return holdsAllAds && byAds !== null ? least(byAds, stated) : stated
}

/** One witness proves more than another allows: neither is then sure from above. */
function isRefuted(statements: StatedBounds | null, lower: bigint): boolean {
  return statements !== null && statements.upper !== null && statements.upper < lower
}

function runsOn(ads: AdBounds | null, upTo: string | null): boolean {
  return ads !== null && upTo !== null && (ads.lastDay === null || ads.lastDay > upTo)
}

/** Null has no end. */
function laterOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return null
  return a > b ? a : b
}

function greater(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
