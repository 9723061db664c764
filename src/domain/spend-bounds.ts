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

/** Strict bounds; `undivided` is the part of the upper bound that other places may own as well. */
export interface Bounds extends Range {
  readonly undivided: bigint
}

/**
 * What ads alone prove of a window: an ad counts its lower bound only when it lies wholly inside and belongs wholly
 * here, its upper bound whenever it touches the window. Null when none does.
 */
export function adBounds(ads: Iterable<AdSpend>, window: Window): Bounds | null {
  let lower = 0n
  let upper: bigint | null = 0n
  let undivided = 0n
  let count = 0
  for (const ad of ads) {
    if (!touches(ad, window)) continue
    count++
    if (ad.isWhole && isWithin(ad, window)) lower += ad.lower
    upper = upper === null || ad.upper === null ? null : upper + ad.upper
    if (!ad.isWhole) undivided += ad.upper ?? 0n
  }
  return count === 0 ? null : { lower, upper, undivided }
}

/**
 * Puts witnesses together. Every lower bound holds, so the greatest does. Statements that cover the window bound it
 * from above; so do the ads, but only of a source whose files hold every ad. Where statements prove more than the ads
 * at hand could have cost, ads are missing and their upper bound is none.
 */
export function combinedBounds(ads: Bounds | null, statements: Range | null, holdsAllAds: boolean): Bounds {
  const lower = greater(ads?.lower ?? 0n, statements?.lower ?? 0n)
  const byAds = ads === null || ads.upper === null || ads.upper < lower ? null : ads.upper
  const stated = statements?.upper ?? null
  if (stated === null)
    return { lower, upper: byAds, undivided: byAds === null ? 0n : least(ads?.undivided ?? 0n, byAds - lower) }
  const upper = holdsAllAds && byAds !== null ? least(byAds, greater(stated, lower)) : greater(stated, lower)
  return { lower, upper, undivided: least(ads?.undivided ?? 0n, upper - lower) }
}

function greater(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
