import type { PublishedReleases } from '../../src/ports/releases.ts'

/** Of an archive of which no release was made. */
export function quietReleases(changes: Partial<PublishedReleases> = {}): PublishedReleases {
  return {
    sources: [],
    schemaVersion: 1,
    tables: [],
    releases: async () => [],
    file: async () => null,
    changes: () => Promise.reject(new Error('nobody asks for changes in this test')),
    job: async () => null,
    ...changes,
  }
}
