import type { Source } from '../ports/source.ts'
import { google } from './google/source.ts'
import { meta } from './meta/source.ts'
import { metaReport } from './meta-report/source.ts'
import { snap } from './snap/source.ts'

/** Every platform there is. A new one is a folder of the same shape and a line here. */
export const sources: readonly Source[] = [snap, meta, metaReport, google]

/** Of these, the ads that are held bound from above what was spent. */
export function platformsThatHoldAllAds(all: readonly Source[]): string[] {
  return all.filter(({ manifest }) => manifest.holdsAllAds).map(({ manifest }) => manifest.platformId)
}
