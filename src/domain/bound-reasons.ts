import type { Range } from './range.ts'

/** Which witness decided the lower bound: the greater of the two, or both alike; `none` proves anything. */
export type LowerReason = 'ads' | 'statements' | 'both' | 'none'

/**
 * What decided the upper bound. `ads`: no statement covers the window; `statements`: they do, and ads may be missing;
 * `least_ads`, `least_statements`: the files hold every ad, and the lesser of the two holds; `refuted`: another witness
 * proves more than statements allow, so that the ads alone bound it. There is none where `open`: an ad has no top;
 * `ads_missing`: statements prove more than the ads at hand can have cost; `refuted_open`: neither witness allows what is
 * proven; `unbounded`: no statement covers the window, and no ad is at hand.
 */
export type UpperReason =
  | 'ads'
  | 'statements'
  | 'least_ads'
  | 'least_statements'
  | 'refuted'
  | 'open'
  | 'ads_missing'
  | 'refuted_open'
  | 'unbounded'

interface Witnessed {
  readonly ads: Range | null
  readonly statements: Range | null
  readonly lower: bigint
  readonly upper: bigint | null
}

export function lowerReason({ ads, statements }: Pick<Witnessed, 'ads' | 'statements'>): LowerReason {
  const [byAds, stated] = [ads?.lower ?? 0n, statements?.lower ?? 0n]
  if (byAds === 0n && stated === 0n) return 'none'
  if (byAds === stated) return 'both'
  return byAds > stated ? 'ads' : 'statements'
}

/** As `combinedBounds` decides. */
export function upperReason({ ads, statements, lower, upper }: Witnessed, holdsAllAds: boolean): UpperReason {
  const stated = statements?.upper ?? null
  const isRefuted = stated !== null && stated < lower
  if (upper === null) return noUpperReason({ ads, lower, isRefuted })
  if (stated === null) return 'ads'
  if (isRefuted) return 'refuted'
  const byAds = ads?.upper ?? null
  if (!holdsAllAds || byAds === null || byAds < lower) return 'statements'
  return byAds < stated ? 'least_ads' : 'least_statements'
}

function noUpperReason({
  ads,
  lower,
  isRefuted,
}: Pick<Witnessed, 'ads' | 'lower'> & { readonly isRefuted: boolean }): UpperReason {
  if (isRefuted) return 'refuted_open'
  if (ads === null) return 'unbounded'
  if (ads.upper === null) return 'open'
  return ads.upper < lower ? 'ads_missing' : 'unbounded'
}
