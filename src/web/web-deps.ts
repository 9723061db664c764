import type { Archive, RawRecordView } from '../ports/archive.ts'
import type { CollectingStatus } from '../ports/collecting-status.ts'
import type { Quality } from '../ports/quality.ts'
import type { RecordPointer } from '../ports/record-pointer.ts'
import type { RegistryManifest, RegistryStore } from '../ports/registries.ts'
import type { PublishedReleases } from '../ports/releases.ts'
import type { SearchIndexStatus } from '../ports/search-outbox.ts'
import type { Manifest } from '../ports/source.ts'
import type { SourcePulls } from '../ports/source-runs.ts'
import type { SponsorAds } from '../ports/sponsor-ads.ts'
import type { ReviewDesk, Sponsors } from '../ports/sponsors.ts'

import type { HealthDeps } from './routes/health.ts'

export interface CurrentArchive {
  readonly archive: Archive
  readonly isSample: boolean
  /** How its sources are pulled. */
  readonly collecting: () => Promise<readonly CollectingStatus[]>
  /** The same of one, run by run; and what operators may do about it. */
  readonly pulls: () => Promise<SourcePulls>
  /** Whether what it holds is complete. */
  readonly quality: Quality
  /** What public registries say, by copies. */
  readonly registries: Pick<RegistryStore, 'files' | 'record' | 'named'>
  /** Who is behind the ads. */
  readonly sponsors: Sponsors
  readonly sponsorAds: SponsorAds
  /** What people decide about sponsors; null: no desk is open here. */
  readonly reviewDesk: ReviewDesk | null
  /** What is given out of it for everybody to take. */
  readonly releases: PublishedReleases
  /** How the engine stands that searches it; null: none is set, it searches itself. */
  readonly searchIndex: () => Promise<SearchIndexStatus | null>
}

/** One line of the log, as data. Never holds what a reader searched for. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'error'
  readonly message: string
  readonly [key: string]: unknown
}

/** A request that has been answered, as it may be counted. */
export interface AnsweredRequest {
  /** The pattern of the route: `/ads/:source/:adId`; `/assets/*` for files; `none` where no route answers. */
  readonly route: string
  readonly method: string
  readonly status: number
  readonly seconds: number
}

/** How much a network may ask, and who is believed about where a request comes from. */
export interface Limits {
  /** Null: as much as it likes. */
  readonly requestsPerMinute: number | null
  /** How many proxies in front may say for whom they ask; 0: none, the connection's own address counts. */
  readonly trustedProxies: number
}

/** What the site asks of the rest of the product. */
export interface WebDeps {
  /** Chosen anew for each request: the sample until the first real import, then the real archive. */
  readonly currentArchive: () => Promise<CurrentArchive>
  readonly manifests: readonly Manifest[]
  /** Facts about every registry whose copies can be loaded. */
  readonly registries: readonly RegistryManifest[]
  /** The public view of a raw record: allowed keys with their text, masked keys by name. Null: no such record. */
  readonly rawRecord: (pointer: RecordPointer, isSample: boolean) => Promise<RawRecordView | null>
  /** Absolute. */
  readonly viewsFolder: string
  /** Templates are read anew for each page, and reading a field their view lacks is an error. */
  readonly isDevelopment: boolean
  readonly log: (line: LogLine) => void
  /** Counts what has been answered. */
  readonly observe: (answered: AnsweredRequest) => void
  readonly health: HealthDeps
  /** Scheme and host under which readers know the site; null: those of each request. */
  readonly publicUrl: string | null
  /** The address it listens on: `127.0.0.1` where only this machine is served. */
  readonly listensOn: string
  /** Whether people decide about sponsors here: then the desk answers who sits at this machine. */
  readonly hasReviewDesk: boolean
  /** Which day it is. */
  readonly now: () => Date
  readonly limits: Limits
  /** Aborted when the site is asked to stop: files that are being written end with the line that says so. */
  readonly stopping: AbortSignal
}
