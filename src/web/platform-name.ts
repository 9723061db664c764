import type { CalendarDate } from '../domain/calendar.ts'
import type { SourceTotal } from '../ports/archive.ts'
import type { Manifest } from '../ports/source.ts'

/** The company behind an id such as `meta`: “Meta”. Accounts of a library of its own stand under that: “Snap (EU)”. */
export function platformName(manifests: readonly Manifest[], platform: string): string {
  const known = manifests.find(({ platformId }) => platformId === platform)
  return (
    known?.platform ??
    libraryName(
      manifests.find(({ id }) => id === platform),
      platform,
    )
  )
}

/** The same of a source, told from the company’s other libraries: “Snap (EU)”. */
export function libraryName(manifest: Manifest | undefined, source: string): string {
  if (manifest === undefined) return source
  const { platform, library } = manifest
  return library === undefined ? platform : `${platform} (${library})`
}

/** The ids of all platforms, each once, in the order of their sources. */
export function platformIds(manifests: readonly Manifest[]): Manifest['platformId'][] {
  return [...new Set(manifests.map(({ platformId }) => platformId))]
}

/** The day of the newest file, of one platform or of all; null where there is none. */
export function newestDay(
  sources: readonly SourceTotal[],
  manifests: readonly Manifest[],
  platform: string | null,
): CalendarDate | null {
  const own = manifests.filter(({ platformId }) => platform === null || platformId === platform).map(({ id }) => id)
  const days = sources
    .filter(({ source }) => own.includes(source))
    .flatMap(({ lastObservedAt }) => (lastObservedAt === null ? [] : [lastObservedAt.slice(0, 10) as CalendarDate]))
  return days.sort().at(-1) ?? null
}

/** The same of each platform that has a file; of the one asked for alone. */
export function newestDays(
  sources: readonly SourceTotal[],
  manifests: readonly Manifest[],
  platform: string | null,
): { readonly platform: string; readonly newest: CalendarDate }[] {
  return platformIds(manifests)
    .filter((id) => platform === null || id === platform)
    .flatMap((id) => {
      const newest = newestDay(sources, manifests, id)
      return newest === null ? [] : [{ platform: id, newest }]
    })
}
