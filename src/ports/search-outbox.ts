import type { Instant } from '../domain/calendar.ts'
import type { IndexedAd, SearchPoint } from './search-engine.ts'

/** `building`: being filled, not yet searched. `live`: searched. `retired`: kept in step for a while, to go back to. */
export type IndexState = 'building' | 'live' | 'retired'

export interface KnownIndex {
  readonly name: string
  readonly state: IndexState
  /** Up to which key all ads were copied into it. */
  readonly copiedTo: string
  /** Whether all ads that there were have been copied. */
  readonly isCopied: boolean
  /** Up to which key it was found to hold what the archive holds. */
  readonly checkedTo: string
  readonly createdAt: Instant
  readonly liveAt: Instant | null
  readonly retiredAt: Instant | null
}

/** A change that waits to be indexed, with the ad as it stands at the revision that is being indexed. */
export interface WaitingAd {
  readonly revision: number
  readonly attempts: number
  /** Null where the ad is no longer there; nothing is to be done then. */
  readonly ad: IndexedAd | null
  readonly id: string
}

export interface DeadLetter {
  readonly index: string
  readonly id: string
  readonly revision: number
  readonly reason: string
  readonly at: Instant
}

/** How the outside index stands to the archive. */
export interface IndexLag {
  readonly indexes: readonly KnownIndex[]
  /** Changes that wait, and since when the oldest does. */
  readonly waiting: number
  readonly oldestAt: Instant | null
  readonly deadLetters: number
  /** The newest revision that can be searched there; null: none. */
  readonly searchable: number | null
  readonly newest: number
  /** When the indexer last worked; null: never. */
  readonly workedAt: Instant | null
  /** What it met with last, in words; null: nothing. */
  readonly trouble: string | null
}

/** How the outside engine stands, as readers and operators are told. */
export interface SearchIndexStatus {
  /** `Elasticsearch 8.19.21`; null until it has answered. It is not waited for. */
  readonly engine: string | null
  readonly lag: IndexLag
}

/** The right to index. It ends with the process that holds it, or with its connection. */
export interface Lead {
  readonly isHeld: () => Promise<boolean>
  [Symbol.asyncDispose](): Promise<void>
}

/** What the archive notes for an outside engine, in the transaction of the change itself. Nothing, while no index is known. */
export interface SearchOutbox {
  /** The name of this archive, for ever: whose an index is. */
  readonly archiveName: () => Promise<string>
  /** One process indexes at a time: a point in time must show one revision. Null while another does. */
  readonly lead: () => Promise<Lead | null>
  readonly indexes: () => Promise<readonly KnownIndex[]>
  /** From here on changes are noted. Where one is being built already, that one. */
  readonly begin: (name: string) => Promise<KnownIndex>
  readonly advance: (
    name: string,
    to: Partial<Pick<KnownIndex, 'copiedTo' | 'isCopied' | 'checkedTo'>>,
  ) => Promise<void>
  /** Makes it the live one, with a point in time of it where there is one already; the one before is retired. */
  readonly promote: (
    name: string,
    opened: { readonly point: SearchPoint; readonly seconds: number } | null,
  ) => Promise<void>
  readonly forget: (name: string) => Promise<void>
  /** Nothing is noted from here on: no index, no change, no dead letter. */
  readonly forgetAll: () => Promise<void>
  readonly newestRevision: () => Promise<number>
  /** Changes up to a revision whose time has come, with the ads as of that revision; the oldest first. */
  readonly claim: (upTo: number, most: number) => Promise<readonly WaitingAd[]>
  /** Whether changes up to a revision still wait, due or not. */
  readonly isWaiting: (upTo: number) => Promise<boolean>
  /** These ads are indexed as they stood at that revision. */
  readonly done: (ids: readonly string[], upTo: number) => Promise<void>
  /** Not before so many seconds from now, each its own. */
  readonly postpone: (
    later: readonly { readonly id: string; readonly seconds: number }[],
    upTo: number,
  ) => Promise<void>
  readonly bury: (letters: readonly Omit<DeadLetter, 'at'>[]) => Promise<void>
  readonly deadLetters: (most: number) => Promise<readonly DeadLetter[]>
  /** Forgets the dead letters of ads that were written after all. */
  readonly revive: (index: string, ids: readonly string[]) => Promise<void>
  /** Ads with `from < id`, as of a revision, by key ascending, at most so many. */
  readonly adsAfter: (from: string, upTo: number, most: number) => Promise<readonly IndexedAd[]>
  /** The same as keys and versions alone. */
  readonly versionsAfter: (
    from: string,
    upTo: number,
    most: number,
  ) => Promise<readonly Pick<IndexedAd, 'id' | 'revision'>[]>
  readonly adsOf: (ids: readonly string[], upTo: number) => Promise<readonly IndexedAd[]>
  /** Makes a point in time known to all processes, for so long. @returns those that are over, to be closed */
  readonly publish: (point: SearchPoint, seconds: number) => Promise<readonly SearchPoint[]>
  /** The point of a revision, or the newest of the live index; null: there is none (any more). */
  readonly point: (revision: number | null) => Promise<SearchPoint | null>
  /** It is over before its time, and so are all of its index at its revision: the engine has lost them, or a repair came after. */
  readonly losePoint: (pit: string) => Promise<void>
  readonly note: (trouble: string | null) => Promise<void>
  readonly lag: () => Promise<IndexLag>
}
