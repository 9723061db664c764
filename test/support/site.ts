import { resolve } from 'node:path'
import { rawRecord } from '../../src/pipeline/raw-record.ts'
import type { Quality } from '../../src/ports/quality.ts'
import type { PublishedReleases } from '../../src/ports/releases.ts'
import type { SourcePulls } from '../../src/ports/source-runs.ts'
import type { ReviewDesk } from '../../src/ports/sponsors.ts'
import { registries } from '../../src/registries/all.ts'
import { countryOfSeries, sources } from '../../src/sources/registry.ts'
import { recordReader } from '../../src/sources/shared/record-reader.ts'
import { postgresSponsorAds } from '../../src/store/postgres/creatives/sponsor-ads.ts'
import { postgresQuality } from '../../src/store/postgres/quality/quality.ts'
import { postgresRegistryStore } from '../../src/store/postgres/registries/store.ts'
import { postgresSponsors } from '../../src/store/postgres/sponsors/sponsors.ts'
import { createServer } from '../../src/web/server.ts'
import type { TestArchive } from './archive.ts'
import { quietHealth } from './quiet-health.ts'
import { quietPulls } from './quiet-pulls.ts'
import { quietReleases } from './quiet-releases.ts'

/** The site as it is served, over a test's own archive. */
export function siteOver(
  { archive, rawArchive, database }: TestArchive,
  quality: Quality = postgresQuality(database, { plans: [], countryOfSeries, now: () => new Date() }),
  releases: PublishedReleases = quietReleases(),
  pulls: SourcePulls = quietPulls(),
  reviewDesk: ReviewDesk | null = null,
): ReturnType<typeof createServer> {
  return createServer({
    currentArchive: async () => ({
      ...{ archive, isSample: false, quality, releases, reviewDesk },
      ...{ sponsors: postgresSponsors(database), sponsorAds: postgresSponsorAds(database) },
      registries: postgresRegistryStore(database),
      collecting: async () => [],
      pulls: async () => pulls,
      searchIndex: async () => null,
    }),
    manifests: sources.map(({ manifest }) => manifest),
    registries: registries.map(({ manifest }) => manifest),
    rawRecord: (pointer) => rawRecord({ rawArchive, reader: recordReader, sources }, pointer),
    viewsFolder: resolve('views'),
    isDevelopment: true,
    log: () => undefined,
    observe: () => undefined,
    health: quietHealth(),
    publicUrl: null,
    listensOn: '127.0.0.1',
    hasReviewDesk: reviewDesk !== null,
    now: () => new Date(),
    limits: { requestsPerMinute: null, trustedProxies: 0 },
    stopping: new AbortController().signal,
  })
}
