import type { CalendarDate } from '../domain/calendar.ts'
import type { Disclosure } from '../domain/disclosure.ts'
import type { Sha256, SourceId } from '../domain/ids.ts'
import type { Currency } from '../domain/money.ts'
import type { Range } from '../domain/range.ts'

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
  /** Who said so: the file's name, the operator, or the latest day in the file. */
  readonly observedBy: 'name' | 'operator' | 'content'
}

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
}

export interface DisclosureStore {
  /**
   * Loads all records of a content in one transaction, or none. Loading it again changes nothing. An older observation
   * never replaces a newer one, and the result does not depend on the order in which files arrive.
   */
  readonly load: (file: SourceFile, records: AsyncIterable<ReadRecord | QuarantinedRecord>) => Promise<LoadReport>
}
