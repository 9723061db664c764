import type { CalendarDate } from '../domain/calendar.ts'
import type { Disclosure } from '../domain/disclosure.ts'
import type { Sha256, SourceId } from '../domain/ids.ts'
import type { Currency } from '../domain/money.ts'
import type { Range } from '../domain/range.ts'
import type { Statements } from '../domain/spend-statement.ts'
import type { Series } from './source.ts'

/** A content of a kept file, about to be loaded. It is known by name and content together. */
export interface SourceFile {
  readonly source: SourceId
  readonly name: string
  readonly blob: Sha256
  readonly blobBytes: number
  readonly member: string | null
  readonly format: string
  readonly formatVersion: number
  readonly cutTokens: number
  readonly observedOn: CalendarDate
  /** The source's name for the files that this one follows; null where nothing can be absent from it. */
  readonly series: Series | null
  /** What is new or gone in its shape, in words. */
  readonly drift: readonly string[]
  readonly observedBy: ObservedBy
  /** Name of the folder that it lay in; empty when unknown. */
  readonly folder: string
}

/** Who said when a file was published: its name, the operator, its own content, its neighbours, its folder. */
export type ObservedBy = 'name' | 'operator' | 'content' | 'neighbours' | 'folder'

/** What search knows of a disclosure: folded words by field, and the language to stem them in. */
export interface SearchWords {
  readonly advertiserName?: string
  readonly disclaimer?: string
  readonly otherFacts?: string
  readonly texts?: string
  readonly language?: string
}

export interface ReadRecord {
  readonly recordNumber: number
  readonly disclosure: Disclosure
  readonly fingerprint: Sha256
  readonly words: SearchWords
}

/** A record of a file about advertisers, places and money. */
export interface ReadStatements extends Statements {
  readonly recordNumber: number
}

export interface QuarantinedRecord {
  readonly recordNumber: number
  readonly code: string
  readonly reason: string
  readonly raw: Uint8Array
}

/** Each row counts in exactly one of loaded (a new ad), changed (news on a known ad), unchanged and quarantined. */
export interface LoadReport {
  readonly rows: number
  readonly loaded: number
  readonly changed: number
  readonly unchanged: number
  readonly quarantined: number
  /** Sums over the rows of the file, in minor units. */
  readonly money: ReadonlyMap<Currency, Range>
  readonly observedOn: CalendarDate
  /** Rows alike in every cell to an earlier row of the file, and counted all the same. */
  readonly repeated: number
  /** A mass disappearance that this file would mean, and that waits for a person. */
  readonly held: { readonly listed: number; readonly absent: number } | null
}

/** What reading a kept file again changed: none of it is news from the source. */
export interface ReplayReport {
  readonly rows: number
  readonly changed: number
  /** Records that were in quarantine and are understood now. */
  readonly recovered: number
  /** Records still, or newly, not understood. What was understood of them before stays. */
  readonly quarantined: number
}

export interface DisclosureStore {
  /**
   * Loads all records of a content in one transaction, or none. Loading it again changes nothing. An older observation
   * never replaces a newer one, and the result does not depend on the order in which files arrive.
   */
  readonly load: (file: SourceFile, records: AsyncIterable<ReadRecord | QuarantinedRecord>) => Promise<LoadReport>
  /** Takes the records of a loaded content as they are read now, and marks what that changes as ours. */
  readonly replay: (file: SourceFile, records: AsyncIterable<ReadRecord | QuarantinedRecord>) => Promise<ReplayReport>
}

/** The same for files about advertisers, places and money. */
export interface StatementStore {
  readonly load: (file: SourceFile, records: AsyncIterable<ReadStatements | QuarantinedRecord>) => Promise<LoadReport>
  readonly replay: (
    file: SourceFile,
    records: AsyncIterable<ReadStatements | QuarantinedRecord>,
  ) => Promise<ReplayReport>
}
