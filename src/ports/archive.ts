import type { Instant } from '../domain/calendar.ts'
import type { AdDays } from '../domain/data-quality.ts'
import type { DisclosureFields } from '../domain/disclosure.ts'
import type { HeldDisclosure } from '../domain/held-disclosure.ts'
import type { DisclosureId, SourceId } from '../domain/ids.ts'
import type { AsOf, Moment } from '../domain/moment.ts'
import type { Currency } from '../domain/money.ts'
import type { Range } from '../domain/range.ts'
import type { FacetName, FacetValue, Position, SearchQuery } from '../domain/search.ts'
import type { SearchTerms, StemsOf } from '../domain/search-terms.ts'
import type { ReferenceRates } from './rates.ts'
import type { RecordPointer } from './record-pointer.ts'
import type { SourceStatuses } from './source-status.ts'
import type { SpendReport } from './spending.ts'
import type { SpendReasons } from './spending-why.ts'

/** Sums of what the ads of a list cost, within one currency. `ads` counts those that tell an amount. */
export interface MoneySum extends Range {
  readonly currency: Currency
  readonly ads: number
  /** How many of them have an open top: while there is one, `upper` is null. */
  readonly openTops: number
}

/** How many match a query, what they cost, and how they divide. */
export interface Counted {
  readonly total: number
  /**
   * True when more match than are counted (10,000 where the archive counts row by row): the total, each sum and each
   * facet value are then those of as many matches, and all of them hold at least so much. `upper` of a sum bounds only
   * those. What is below the bound is exact, and so are all ads together at the newest revision. A facet that is
   * filtered by and has too many other values to count shows the chosen one alone, exactly.
   */
  readonly isCapped: boolean
  readonly sums: readonly MoneySum[]
  readonly facets: Readonly<Record<FacetName, readonly FacetValue[]>>
}

/** Why an outside engine that is set did not answer. `behind`: the page goes on from a list that only the archive still knows. */
export type EngineAbsence = 'unavailable' | 'building' | 'behind'

export interface SearchResult extends Counted {
  readonly revision: number
  /** Who found them. */
  readonly engine: 'postgres' | 'elasticsearch'
  /** Null where the one that is set did, or none is. */
  readonly absence: EngineAbsence | null
  /** True where a later page of a list by relevance was asked for, and its beginning is shown: the order was the engine's own. */
  readonly isRestarted: boolean
  readonly hits: readonly HeldDisclosure[]
  /** Null on the last page. */
  readonly next: Position | null
  /** The stem of each word of the hits and of the query, per language: what highlighting asks. */
  readonly stemOf: (language: string | null, word: string) => string
}

/** From one sighting to the last before the source said something else. */
export interface Version {
  readonly fields: DisclosureFields
  readonly firstSeenAt: Instant
  readonly lastSeenAt: Instant
  readonly sightings: number
  /** The record in which it was first seen. */
  readonly record: RecordPointer
}

/** Something that befell the record of an ad beside what the source said in it. */
export interface HistoryEvent {
  /**
   * `missing`: a complete file lacks it; `withdrawn`: a second one does; `restored`: it is back; `held`: its absence
   * waits for a person; `hold_accepted`, `hold_rejected`: what that person decided; `reread`: our reading changed, not
   * the source.
   */
  readonly kind: 'missing' | 'withdrawn' | 'restored' | 'held' | 'hold_accepted' | 'hold_rejected' | 'reread'
  readonly at: Instant
  /** The file that showed it; null for what we did ourselves. */
  readonly fileName: string | null
  /** Within the source: `2024`. */
  readonly series: string | null
}

export interface DisclosureHistory {
  readonly held: HeldDisclosure
  /** Newest first. */
  readonly events: readonly HistoryEvent[]
  /** Newest first; at most the newest 200. */
  readonly versions: readonly Version[]
  readonly versionCount: number
}

export interface SourceTotal {
  readonly source: SourceId
  readonly ads: number
  readonly files: number
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly lastObservedAt: Instant | null
  readonly quarantined: number
}

export interface ArchiveSummary {
  readonly sources: readonly SourceTotal[]
  /** Currencies by number of ads that tell an amount in them. */
  readonly currencies: readonly { readonly currency: Currency; readonly ads: number }[]
  /** Place names that no table of ours knows yet, most frequent first. */
  readonly unresolvedPlaces: readonly { readonly source: SourceId; readonly name: string; readonly records: number }[]
}

/** All results of a query at one revision, for an export. */
export interface SearchStream {
  readonly revision: number
  readonly total: number
  readonly rows: AsyncIterable<HeldDisclosure>
}

/** The same as rows of the CSV of ads, each with its CRLF, without the header. */
export interface LineStream {
  readonly revision: number
  readonly total: number
  readonly rows: AsyncIterable<string>
}

/** What an outside engine found, to be shown as the archive held it at that revision. */
export interface FoundAds {
  readonly query: SearchQuery
  readonly revision: number
  readonly ids: readonly string[]
}

export interface ShownAds extends Pick<SearchResult, 'hits' | 'stemOf'> {
  /** In the order of the ids; those that the archive does not hold are left out. */
  readonly hits: readonly HeldDisclosure[]
  /** Where the last of them stands, for the next page; its keys are empty by relevance. Null: there are none. */
  readonly last: Pick<Position, 'keys' | 'id'> | null
  /** All ads together, of which the archive keeps exact totals: for a query of everything, or of everything but one facet. */
  readonly everything: Counted | null
}

/** What pages ask of the archive. Every call may throw Problem `request.too_slow`. */
export interface Archive extends SpendReport, SpendReasons, ReferenceRates, SourceStatuses {
  readonly isEmpty: () => Promise<boolean>
  readonly summary: () => Promise<ArchiveSummary>
  /** By relevance, where the total is capped, the newest 2,000 matches are ranked and listed, and no others. */
  readonly search: (query: SearchQuery, after: Position | null, size: number) => Promise<SearchResult>
  readonly shown: (found: FoundAds) => Promise<ShownAds>
  /** For an outside engine: what the words of these terms stem to. */
  readonly stemsOf: (terms: SearchTerms) => Promise<StemsOf>
  /** Holds a connection until its rows are read or the iteration is left. @throws {Problem} `request.busy` */
  readonly stream: (query: SearchQuery) => Promise<SearchStream>
  /** The same as lines, many times as fast. `quality` says what is known against an ad's days; null: nothing. */
  readonly lines: (query: SearchQuery, quality: (ad: AdDays) => string | null) => Promise<LineStream>
  readonly history: (id: DisclosureId) => Promise<DisclosureHistory | null>
  /** Null while nothing was ever loaded. */
  readonly newestMoment: () => Promise<Moment | null>
  /**
   * The moment that is meant: itself where the archive knows it, or the last one made by the end of the day. Null: there is
   * none. Whether the day is over is for the caller to judge.
   */
  readonly momentOf: (asOf: AsOf) => Promise<Moment | null>
  /** The moment of a revision, which a result names. Null: it cannot be shown again, or there is none. */
  readonly momentAt: (revision: number) => Promise<Moment | null>
  /**
   * The archive as it was at a moment: every answer about ads, advertisers, money and the summary is that of then, to the
   * letter, whatever is loaded later. `holds` and `sourceStatuses` stay those of now.
   */
  readonly asOf: (moment: Moment) => Archive
}

/** The public view of a raw record. A null value is masked: the archive has it and does not show it. */
export interface RawRecordView {
  readonly fields: readonly { readonly name: string; readonly value: string | null }[]
}
