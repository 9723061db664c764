import type { SourceId } from '../domain/ids.ts'
import type { CollectingStatus } from './collecting-status.ts'
import type { CrawlStanding, UnitRecord } from './crawl-log.ts'
import type { RunRecord } from './run-log.ts'

/** How one source is pulled. */
export interface SourceRuns extends CollectingStatus {
  /** Newest first; as many as are kept. */
  readonly runs: readonly RunRecord[]
  /** Null: it is pulled as files, and not asked over an API. */
  readonly api: ApiRuns | null
}

/** How a source stands that is asked over an API. */
export interface ApiRuns {
  readonly standing: CrawlStanding
  /** Whether it wants to be shown who asks. */
  readonly wantsCredential: boolean
  readonly callsToday: number
  /** Null: no limit. */
  readonly callsPerDay: number | null
  /** Those that were ever walked, by key. */
  readonly units: ReadonlyMap<string, UnitRecord>
}

/** How sources are pulled, and what an operator may do about it. */
export interface SourcePulls {
  /** Null: there is no such source, or it is pulled from nowhere. */
  readonly runs: (source: SourceId) => Promise<SourceRuns | null>
  /** A run that is at work ends at its next request. @returns false: it has no API that could be left in peace */
  readonly pause: (source: SourceId) => Promise<boolean>
  /** What was left is gone on with, at once where it is pulled by itself. @returns as above */
  readonly resume: (source: SourceId) => Promise<boolean>
}
