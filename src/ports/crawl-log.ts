import type { CalendarDate, Instant } from '../domain/calendar.ts'
import type { SourceId } from '../domain/ids.ts'
import type { CountryCode } from '../domain/place.ts'
import type { PublishedCount } from './crawling.ts'

/**
 * `whole`: all was had that there is. `part`: something was left out. `unknown`: it answered what may be no answer: nothing,
 * or far less than before.
 */
export type UnitState = 'whole' | 'part' | 'unknown'

/** How the last pass over a unit went. */
export interface UnitRecord {
  readonly country: CountryCode | null
  readonly days: { readonly from: CalendarDate; readonly to: CalendarDate } | null
  readonly state: UnitState
  /** When the pass began. */
  readonly passedAt: Instant
  /** When one was last `whole`; null: none was. */
  readonly wholeAt: Instant | null
  readonly records: number
  /** Records of the last passes that were believed, newest first, at most seven. */
  readonly recent: readonly number[]
  /** How often in a row it was `unknown`. */
  readonly doubts: number
  readonly pages: number
  readonly requests: number
  /** How often it was answered with what, in words for the operator. */
  readonly errors: Readonly<Record<string, number>>
  readonly remarks: readonly string[]
  /** What the platform said how many ads there are. */
  readonly counts: readonly PublishedCount[]
}

/** How a source that is asked over an API stands. */
export interface CrawlStanding {
  /** Nobody is asked before; null: may be asked. */
  readonly closedUntil: Instant | null
  readonly closedBecause: string | null
  /** `needed`: what we show is not accepted; a person must see to it. */
  readonly credential: 'unknown' | 'good' | 'needed'
  /** Null: not known, or never. */
  readonly tokenEndsAt: Instant | null
  readonly tokenSeenAt: Instant | null
  /** The last of the days before the end (14, 3, 1, 0) of which was told; null: of none. */
  readonly toldDays: number | null
  /** Null: it is not paused. */
  readonly pausedAt: Instant | null
  /** The fewest pages after which a cursor died; null: none did. */
  readonly diesAfter: number | null
}

/** What is known of the units of APIs. Held in the database, so that all processes agree. */
export interface CrawlLog {
  readonly units: (source: SourceId) => Promise<ReadonlyMap<string, UnitRecord>>
  readonly remember: (source: SourceId, unit: string, record: UnitRecord) => Promise<void>
  readonly standing: (source: SourceId) => Promise<CrawlStanding>
  readonly change: (source: SourceId, news: Partial<CrawlStanding>) => Promise<void>
  /** Takes one call out of the budget of a day; false: it is used up, and none was taken. Null: no limit. */
  readonly takeCall: (source: SourceId, day: CalendarDate, most: number | null) => Promise<boolean>
  readonly callsOn: (source: SourceId, day: CalendarDate) => Promise<number>
}
