import type { Problems } from '../domain/data-quality.ts'
import type { DisclosureHistory } from '../ports/archive.ts'
import type { Manifest } from '../ports/source.ts'
import { disclosureJson, type Json } from './disclosure-json.ts'
import { mediaSentence, platformPageOf } from './platform-page.ts'

/** An ad with all its versions, newest first, each with the record it was read from. */
export function historyJson(history: DisclosureHistory, manifest: Manifest | undefined, problems: Problems): Json {
  const { held, events, versions, versionCount } = history
  const { url, state, since } = platformPageOf(held, manifest)
  return {
    ...disclosureJson(held, manifest, problems),
    media: { isCopied: false, reason: mediaSentence(manifest) },
    platformPage: { url, state, since },
    events: events.map((event) => ({ ...event })),
    versionCount,
    versions: versions.map((version, index) => {
      const { fields, notCollected, remarks } = disclosureJson({ ...held, fields: version.fields }, manifest, problems)
      return {
        number: versionCount - index,
        firstSeenAt: version.firstSeenAt,
        lastSeenAt: version.lastSeenAt,
        sightings: version.sightings,
        record: { ...version.record },
        fields: fields ?? null,
        notCollected: notCollected ?? [],
        remarks: remarks ?? [],
      }
    }),
  }
}
