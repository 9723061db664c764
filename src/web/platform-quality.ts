import { type Problems, windowQuality } from '../domain/data-quality.ts'
import type { Window } from '../domain/spending.ts'
import type { Manifest } from '../ports/source.ts'

/** What is known against the days of a window, of all sources of a platform: found out once a platform. */
export function platformQuality(
  window: Window,
  problems: Problems,
  manifests: readonly Manifest[],
): (platform: string) => string {
  const found = new Map<string, string>()
  return (platform) => {
    const known = found.get(platform)
    if (known !== undefined) return known
    const own = manifests.filter(({ platformId }) => platformId === platform)
    const codes = windowQuality(
      window,
      own.flatMap(({ id }) => problems.get(id) ?? []),
    )
    found.set(platform, codes)
    return codes
  }
}
