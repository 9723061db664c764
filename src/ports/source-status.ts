import type { CalendarDate, Instant } from '../domain/calendar.ts'
import type { SourceId } from '../domain/ids.ts'

/** A mass disappearance that waits for a person. While it does, nobody counts as missing by that file. */
export interface Hold {
  readonly id: number
  readonly source: SourceId
  readonly series: string
  readonly of: 'ads' | 'advertisers'
  readonly fileName: string
  readonly observedOn: CalendarDate
  /** How many the series listed before, and how many of them the file lacks. */
  readonly listed: number
  readonly absent: number
  readonly status: 'held' | 'accepted' | 'rejected'
  readonly decidedAt: Instant | null
}

export interface FileStatus {
  readonly name: string
  readonly format: string
  readonly observedOn: CalendarDate
  readonly importedAt: Instant
  readonly rows: number
  readonly loaded: number
  readonly changed: number
  readonly unchanged: number
  readonly quarantined: number
  /** What was new or gone in its shape, in words. */
  readonly drift: readonly string[]
}

export interface SeriesStatus {
  readonly name: string
  readonly of: 'ads' | 'advertisers'
  readonly files: number
  readonly firstDay: CalendarDate
  readonly lastDay: CalendarDate
  /** Days between first and last without a file, where files come daily; at most 60, newest first. */
  readonly missingDays: readonly CalendarDate[]
  readonly missingDayCount: number
  readonly missing: number
  readonly withdrawn: number
}

export interface SourceStatus {
  readonly source: SourceId
  readonly ads: number
  readonly statements: number
  readonly advertisers: number
  readonly files: number
  readonly lastObservedOn: CalendarDate | null
  /** Newest first, at most ten. */
  readonly lastFiles: readonly FileStatus[]
  /** At most 50, those with the newest files first. */
  readonly series: readonly SeriesStatus[]
  readonly quarantine: readonly { readonly code: string; readonly reason: string; readonly records: number }[]
  readonly holds: readonly Hold[]
}

export interface SourceStatuses {
  readonly sourceStatuses: () => Promise<readonly SourceStatus[]>
  /** Those that wait, and at most 100 that were decided, newest first. */
  readonly holds: () => Promise<readonly Hold[]>
}
