import { resolve } from 'node:path'
import request from 'supertest'
import type { RawRecordView } from '../../../src/ports/archive.ts'
import type { CollectingStatus } from '../../../src/ports/collecting-status.ts'
import type { Quality } from '../../../src/ports/quality.ts'
import type { PublishedReleases } from '../../../src/ports/releases.ts'
import type { SearchIndexStatus } from '../../../src/ports/search-outbox.ts'
import type { SourcePulls } from '../../../src/ports/source-runs.ts'
import type { ReviewDesk } from '../../../src/ports/sponsors.ts'
import { registries } from '../../../src/registries/all.ts'
import { createServer, type WebDeps } from '../../../src/web/server.ts'
import type { LogLine } from '../../../src/web/web-deps.ts'
import { quietHealth } from '../../support/quiet-health.ts'
import { quietQuality } from '../../support/quiet-quality.ts'
import { quietReleases } from '../../support/quiet-releases.ts'
import { aManifest, type KeptAd } from './builders.ts'
import { memoryArchive, type TwinExtras, type TwinFaults } from './memory-archive.ts'
import { memoryPulls } from './memory-pulls.ts'
import { memoryRegistries } from './memory-registries.ts'
import { memorySponsorAds, memorySponsors } from './memory-sponsors.ts'
import { sampleAds } from './sample-ads.ts'
import { sampleSponsors } from './sample-sponsors.ts'
import { sampleHolds, sampleStatements } from './sample-statements.ts'

interface TestAppSettings {
  readonly ads?: readonly KeptAd[]
  readonly isSample?: boolean
  readonly faults?: TwinFaults
  readonly extras?: TwinExtras
  readonly rawRecord?: RawRecordView | null
  readonly stopping?: AbortSignal
  readonly collecting?: readonly CollectingStatus[]
  readonly pulls?: SourcePulls
  readonly quality?: Quality
  readonly releases?: PublishedReleases
  readonly reviewDesk?: ReviewDesk
  readonly searchIndex?: SearchIndexStatus
}

const RAW: RawRecordView = {
  fields: [
    { name: 'PayingAdvertiserName', value: 'Friends of the Dam PAC' },
    { name: 'BillingAddress', value: null },
    { name: 'CommitteeName', value: '' },
    { name: 'Regions (Included)', value: '<b>Georgia</b>\u202e' },
  ],
}

const SAMPLE: TwinExtras = { statements: sampleStatements(), holds: sampleHolds(), sponsors: sampleSponsors() }

/** The site on the twin, with strict views, and everything it logged. */
export function testDeps(settings: TestAppSettings = {}): { deps: WebDeps; logged: LogLine[] } {
  const logged: LogLine[] = []
  const extras = settings.extras ?? (settings.ads === undefined ? SAMPLE : {})
  const ads = settings.ads ?? sampleAds()
  const archive = memoryArchive(ads, settings.faults, extras)
  const held = ads.map((each) => each.held)
  const sponsors = extras.sponsors ?? []
  const pulls = settings.pulls ?? memoryPulls()
  const rawRecord = settings.rawRecord === undefined ? RAW : settings.rawRecord
  const deps: WebDeps = {
    currentArchive: async () => ({
      archive,
      isSample: settings.isSample ?? true,
      collecting: async () => settings.collecting ?? [],
      pulls: async () => pulls,
      quality: settings.quality ?? quietQuality(),
      registries: memoryRegistries(),
      sponsors: memorySponsors(sponsors, held),
      sponsorAds: memorySponsorAds(sponsors, held),
      reviewDesk: settings.reviewDesk ?? null,
      releases: settings.releases ?? quietReleases(),
      searchIndex: async () => settings.searchIndex ?? null,
    }),
    manifests: [
      aManifest('meta'),
      aManifest('snap', { neverDisclosed: ['texts', 'audience'], adUrl: () => null }),
      aManifest('google', { holdsAllAds: false }),
    ],
    registries: registries.map(({ manifest }) => manifest),
    rawRecord: async () => rawRecord,
    viewsFolder: resolve('views'),
    isDevelopment: true,
    log: (line) => logged.push(line),
    observe: () => undefined,
    health: quietHealth(),
    publicUrl: null,
    listensOn: '127.0.0.1',
    hasReviewDesk: settings.reviewDesk !== undefined,
    now: () => new Date(),
    limits: { requestsPerMinute: null, trustedProxies: 0 },
    stopping: settings.stopping ?? new AbortController().signal,
  }
  return { deps, logged }
}

interface TestApp {
  readonly get: (url: string) => request.Test
  readonly head: (url: string) => request.Test
  readonly logged: readonly LogLine[]
}

export function testApp(settings: TestAppSettings = {}): TestApp {
  const { deps, logged } = testDeps(settings)
  const app = createServer(deps)
  return { get: (url) => request(app).get(url), head: (url) => request(app).head(url), logged }
}
