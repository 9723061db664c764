import type { CalendarDate } from './calendar.ts'
import type { SpendRange } from './money.ts'
import type { Country, Region } from './place.ts'

/**
 * What a source says was spent over a period and place, apart from single ads: the second witness beside what ads tell.
 * A row of a file may hold several, one a currency.
 */
export interface SpendStatement {
  /**
   * Tells it from the source's other statements: the same key in a later file is the same statement, perhaps with
   * news. Statements of one file with the same key are told apart by their order: a page and its disclaimer may stand
   * on several rows, and each counts.
   */
  readonly key: string
  /**
   * Where a file that states any of a subject's amounts in a place states all of them, what ties them together: of an
   * earlier file, those that it lacks are no longer the source's word. Missing: the period, or all sums to date.
   */
  readonly scope?: string
  readonly about: StatementSubject
  readonly period: StatementPeriod
  /** Null: no country told, or several that the amount is not divided among. */
  readonly country: Country | null
  /** Null: the whole country. A region without a code is kept by name and counts for no place of ours. */
  readonly region: Region | null
  /** As published: `≤100` is 0 to 100, a figure is itself. */
  readonly spend: SpendRange
  /** The step to which the source rounds its figures, in minor units; null where it does not. */
  readonly roundedTo: bigint | null
  /** How many ads the source counts for it. */
  readonly ads: number | null
  /** What else the row tells, by the source's own labels. */
  readonly facts?: Readonly<Record<string, string>>
}

/** An advertiser; a place, over all advertisers; a keyword; or somebody whom the source does not tell apart from others. */
export type StatementSubject =
  | {
      readonly kind: 'advertiser'
      readonly id: string
      /** Letter by letter; null where it is blank. */
      readonly name: string | null
      /** The “paid for by” text; null: the source says that there was none; missing: its rows tell of none. */
      readonly disclaimer?: string | null
    }
  | { readonly kind: 'place' }
  | { readonly kind: 'keyword'; readonly keyword: string }
  | { readonly kind: 'nobody'; readonly name: string | null; readonly disclaimer?: string | null }

/** Both days inclusive, as the source counts days. `from: null`: since the source's records begin. */
export interface StatementPeriod {
  readonly from: CalendarDate | null
  readonly to: CalendarDate
  /** What is stated was spent on these days, but perhaps not all that was: it bounds them from below alone. */
  readonly isPartial?: true
}

/** What a source tells about an advertiser beside ads and money. */
export interface AdvertiserFacts {
  readonly id: string
  readonly name: string | null
  /** Where the source says that its ads ran; missing: not told. An only country places amounts that tell none. */
  readonly countries?: readonly Country[]
  /** By the source's own labels: declared names, public ids. */
  readonly facts: Readonly<Record<string, string>>
  /** Ids under which the source used to list it. */
  readonly formerIds: readonly string[]
}

/** All that a record of such a file tells. */
export interface Statements {
  readonly statements: readonly SpendStatement[]
  readonly advertisers: readonly AdvertiserFacts[]
}
