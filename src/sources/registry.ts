import type { FieldName } from '../domain/disclosure.ts'
import type { SourceId } from '../domain/ids.ts'
import type { CountryCode } from '../domain/place.ts'
import type { Source } from '../ports/source.ts'
import { google } from './google/source.ts'
import { linkedIn } from './linkedin/source.ts'
import { meta } from './meta/source.ts'
import { metaReport } from './meta-report/source.ts'
import { microsoft } from './microsoft/source.ts'
import { reddit } from './reddit/source.ts'
import { snap } from './snap/source.ts'
import { snapEu } from './snap-eu/source.ts'
import { tiktok } from './tiktok/source.ts'
import { x } from './x/source.ts'
import { xArchive } from './x-archive/source.ts'
import { xEu } from './x-eu/source.ts'

/** Every platform there is. A new one is a folder of the same shape and a line here. */
export const sources: readonly Source[] = [
  snap,
  meta,
  metaReport,
  google,
  microsoft,
  linkedIn,
  tiktok,
  snapEu,
  reddit,
  x,
  xEu,
  xArchive,
]

/** Fields of which a source tells nothing of any ad, ever. */
export function neverDisclosedBy(source: SourceId): readonly FieldName[] {
  return sources.find(({ manifest }) => manifest.id === source)?.manifest.neverDisclosed ?? []
}

/** Sources that never tell a payer: there, the account itself is who pays. */
export const accountsPay: ReadonlySet<string> = new Set(
  sources.flatMap(({ manifest }) => (manifest.neverDisclosed.includes('disclaimer') ? [manifest.id] : [])),
)

/** The one country of which a series of a source tells; null: it may tell of any. */
export function countryOfSeries(source: SourceId, series: string): CountryCode | null {
  return sources.find(({ manifest }) => manifest.id === source)?.countryOfSeries?.(series) ?? null
}

/** What an archive must know of them. */
export const sourceFacts = {
  all: sources.map(({ manifest }) => manifest.id),
  holdsAllAds: sources.filter(({ manifest }) => manifest.holdsAllAds).map(({ manifest }) => manifest.platformId),
  neverDisclosed: neverDisclosedBy,
}
