import { type Problems, windowQuality } from '../domain/data-quality.ts'
import type { CountryCode, RegionCode } from '../domain/place.ts'
import type { Window } from '../domain/spending.ts'
import type { Manifest } from '../ports/source.ts'

/** What is known against the days of a window in a place, of all sources of a platform: found out once a platform. */
export function platformQuality(
  { from, to, place }: Window & { readonly place: CountryCode | RegionCode | null },
  problems: Problems,
  manifests: readonly Manifest[],
): (platform: string) => string {
  const found = new Map<string, string>()
  return (platform) => {
    const known = found.get(platform)
    if (known !== undefined) return known
    const own = manifests.filter(({ platformId }) => platformId === platform)
    const codes = windowQuality(
      { from, to, country: place?.slice(0, 2) ?? null },
      own.flatMap(({ id }) => problems.get(id) ?? []),
    )
    found.set(platform, codes)
    return codes
  }
}
