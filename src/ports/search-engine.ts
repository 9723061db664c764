import type { DisclosureFields } from '../domain/disclosure.ts'
import type { Listing } from '../domain/held-disclosure.ts'
import type { AdvertiserRef, SourceId } from '../domain/ids.ts'
import type { RecordedFact } from '../domain/recorded-abroad.ts'
import type { Position, SearchQuery } from '../domain/search.ts'
import type { StemsOf } from '../domain/search-terms.ts'
import type { Counted } from './archive.ts'

/** An ad as an outside engine indexes it: all that is searched, filtered, counted or sorted by. */
export interface IndexedAd {
  /** The archive's own key of it, in decimal: the last sort key everywhere. */
  readonly id: string
  /** Since which revision it stands so: the version of its document. */
  readonly revision: number
  readonly source: SourceId
  readonly adId: string
  readonly fields: DisclosureFields
  /** What its words stem to in its language, each once and under the language's name: `@en:elect @en:honest`. Empty: nothing. */
  readonly stems: string
  readonly listing: Listing
  readonly recordedAbroad: readonly RecordedFact[]
  readonly advertiser: AdvertiserRef | null
}

/** A point in time of an index, open for search: it shows exactly one revision of the archive. */
export interface SearchPoint {
  readonly index: string
  readonly revision: number
  /** The engine's name of it. */
  readonly pit: string
}

export interface EngineHit {
  readonly id: string
  /** The rank as the engine has it, for its own next page; null unless the query is sorted by relevance. */
  readonly rank: string | null
}

export interface EngineAnswer {
  /** In the order of the query: no more than were asked for. */
  readonly hits: readonly EngineHit[]
  /** Whether more follow. */
  readonly hasMore: boolean
  /** Null for a query without terms and filters: of everything, the archive keeps totals that are exact. */
  readonly counted: Counted | null
}

/** Where an engine's page begins: behind these keys, as a `Position` has them. */
export interface EnginePage {
  /** The archive's own stemmer: engines differ in theirs, and from version to version. */
  readonly stemsOf: StemsOf
  readonly after: Pick<Position, 'keys' | 'id'> | null
  readonly size: number
}

/** What became of one document of a bulk request. `stale`: the index has it in this or a newer version already. */
export type WriteOutcome =
  | { readonly id: string; readonly index: string; readonly kind: 'written' | 'stale' }
  /** The engine has no room for it now. */
  | { readonly id: string; readonly index: string; readonly kind: 'later'; readonly reason: string }
  /** It will never take it as it is. */
  | { readonly id: string; readonly index: string; readonly kind: 'refused'; readonly reason: string }
  /** There is no such index (any more). */
  | { readonly id: string; readonly index: string; readonly kind: 'lost'; readonly reason: string }

/** How an index stands with the engine. */
export interface IndexStanding {
  readonly exists: boolean
  /** Whether its mapping and settings are those that we would give it, and its archive ours. */
  readonly isSound: boolean
  /** Whether readers' alias leads to it, and to it alone. */
  readonly isServed: boolean
}

/** A document as the index holds it. */
export interface HeldDocument {
  readonly id: string
  readonly version: number
  /** Its JSON, letter by letter as `bodyOf` makes it; null unless it was asked for. */
  readonly body: string | null
}

/**
 * An outside search engine behind the archive, never its record. Every call but `bodyOf` may throw Problem
 * `search.unavailable`, when the engine does not answer, answers late or answers only in part.
 */
export interface SearchEngine {
  /** Within the budget of a page, without a second try. */
  readonly find: (query: SearchQuery, page: EnginePage, point: SearchPoint) => Promise<EngineAnswer>
  /** @throws {Problem} `search.unsupported` for a product or version that we cannot speak with */
  readonly version: () => Promise<string>
  /** Makes the index, strict and empty, where it is not there yet. @param archive whose it is */
  readonly create: (index: string, archive: string) => Promise<void>
  readonly standing: (index: string, archive: string) => Promise<IndexStanding>
  /** Leads readers' alias to this index and away from all others, at once. */
  readonly serve: (index: string) => Promise<void>
  readonly remove: (index: string) => Promise<void>
  /** Indexes of ours (by name) that the engine holds. */
  readonly indexes: () => Promise<readonly string[]>
  /** Writes each ad to each index. One outcome for each, whatever happens to the others. @param isRepair also over the same version */
  readonly write: (
    indexes: readonly string[],
    ads: readonly IndexedAd[],
    isRepair?: boolean,
  ) => Promise<readonly WriteOutcome[]>
  readonly drop: (index: string, ids: readonly string[]) => Promise<void>
  /** Makes what was written visible, and opens a point in time on it. */
  readonly open: (index: string) => Promise<string>
  readonly close: (pit: string) => Promise<void>
  /** Documents with `from < id <= to` of a point in time, by id ascending. @param to null: to the end */
  readonly documents: (
    pit: string,
    range: { readonly from: string; readonly to: string | null; readonly withBody: boolean },
  ) => AsyncIterable<HeldDocument>
  /** The body that a document of this ad has; pure. */
  readonly bodyOf: (ad: IndexedAd) => string
}
