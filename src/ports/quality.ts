import type { CalendarDate, Instant } from '../domain/calendar.ts'
import type { Problems } from '../domain/data-quality.ts'
import type { SourceId } from '../domain/ids.ts'
import type { Moment } from '../domain/moment.ts'
import type { DayStatus } from '../domain/source-days.ts'
import type { Totals } from './reconciling.ts'
import type { JobName } from './run-log.ts'

/** Which days are asked about, both inclusive. */
export interface QualityQuery {
  readonly source: SourceId | null
  /** ISO 3166-1; the empty text: records whose country is not known. Null: all. */
  readonly country: string | null
  /** Null: from the oldest of the newest sixty days that hold files. */
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
}

/** What is held of the files that a source published on a day, and what is known against that day. */
export interface DayOfSource {
  readonly source: SourceId
  readonly day: CalendarDate
  readonly status: DayStatus
  /** One sentence each; empty for a day that is complete. */
  readonly reasons: readonly string[]
  /** The countries of which that is so, where it is not so of all; of the others, the day stands as `elsewhere`. */
  readonly countries: readonly string[] | null
  readonly elsewhere: DayStatus
  readonly files: number
  /** Records in these files; of the country asked about alone, where one is. Null: there is no file that would tell. */
  readonly reported: number | null
  readonly held: number
  /** Records that could not be understood, and whose country therefore nobody knows. */
  readonly quarantined: number
  /** Held records by country, the most first; under the empty code, those that name none we know. */
  readonly places: readonly { readonly country: string; readonly records: number }[]
}

/** How many ads a source itself says that its advertisers ran to date, against those that the archive holds. */
export interface Reconciliation {
  readonly source: SourceId
  /** Up to which day the newest of the sums reaches. */
  readonly to: CalendarDate
  readonly stated: number
  /** Ads of this very source. Null: it tells of no single ads, and what another holds was chosen by others. */
  readonly held: number | null
}

/** How a source that lies at a public address is pulled. */
export interface PullPlan {
  readonly source: SourceId
  readonly job: JobName
  readonly everyHours: number
  /** Whether this installation pulls it by itself. */
  readonly isScheduled: boolean
}

export interface SourceStanding {
  readonly source: SourceId
  /** When a pull last ended well; null: none ever did, or it is not pulled. */
  readonly lastGoodPullAt: Instant | null
  readonly isScheduled: boolean
  /** The day of its newest file; null: it is pulled and none came yet. */
  readonly newest: CalendarDate | null
}

/** Whether what is held is complete. Every call may throw Problem `request.too_slow`. */
export interface Quality {
  /**
   * What is known against the days of every source. As of a moment, by the files and holds known then, and the same for
   * ever; what pulls and passes answered is known of now alone.
   */
  readonly problems: (at: Moment | null) => Promise<Problems>
  /** Days about which there is something to say, newest first. */
  readonly days: (query: QualityQuery) => Promise<readonly CalendarDate[]>
  /** Of those days, given newest first; of each day by source. */
  readonly cells: (query: QualityQuery, days: readonly CalendarDate[]) => Promise<readonly DayOfSource[]>
  readonly standings: () => Promise<readonly SourceStanding[]>
  /** Countries of which any record is held, in their order. */
  readonly countries: () => Promise<readonly string[]>
  readonly reconciliations: () => Promise<readonly Reconciliation[]>
  /** What sources state of themselves, beside what is held, as it was last compared. */
  readonly totals: Totals
}
