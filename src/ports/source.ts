import type { CalendarDate } from '../domain/calendar.ts'
import type { Disclosure, FieldName } from '../domain/disclosure.ts'
import type { SourceId } from '../domain/ids.ts'

/** Facts about a source, kept as data. */
export interface Manifest {
  readonly id: SourceId
  /** As readers know it: “Snap Political Ads Library”. */
  readonly name: string
  /** The company: “Snap”. */
  readonly platform: string
  readonly publisherUrl: string
  /** Under what duty or policy it is published. */
  readonly legalBasis: string
  readonly coverage: string
  readonly cadence: string
  /** What may be done with the records, and on what ground. */
  readonly terms: string
  /** Fields this source tells about no ad, ever: absent means not disclosed, not “not collected”. */
  readonly neverDisclosed: readonly FieldName[]
  /** The platform's own page of an ad, without any secret; null when there is none. */
  readonly adUrl: (adId: string) => string | null
}

/** The first bytes of a file, after decompression, read as what they seem to be. */
export type FileHead =
  | { readonly shape: 'csv'; readonly header: readonly string[] }
  | { readonly shape: 'json'; readonly start: string }

/** A record as it was cut out of the file, not yet understood. */
export interface RawRecord {
  /** Counted from 1; in a CSV the header is record 1. In JSON the first ad is record 1. */
  readonly number: number
  /** The bytes the record stands on in the file. */
  readonly raw: Uint8Array
  /** Cells by header name for CSV, the parsed object for JSON. */
  readonly value: Readonly<Record<string, unknown>>
}

/** One shape in which a source's records come: how to know it, and how to read a record of it. */
export interface WireFormat {
  /** `snap-csv`: the `kind` of an import. */
  readonly id: string
  readonly shape: 'csv' | 'json'
  /** Raised when the normaliser would read the same record differently. */
  readonly version: number
  /** Keys whose values the public may see in a raw record, blind to case and blanks; all others are masked. */
  readonly publicKeys: ReadonlySet<string>
  readonly recognises: (head: FileHead) => boolean
  /** For the sentence that refuses a file: the columns that it would need to be of this format. */
  readonly lacks?: (head: FileHead) => readonly string[]
  /**
   * Pure.
   * @throws {Problem} `record.…` when the record cannot be understood: it is quarantined, not guessed.
   */
  readonly normalise: (record: Readonly<Record<string, unknown>>) => Disclosure
}

/** A platform's public ad library, as we read its files. */
export interface Source {
  readonly manifest: Manifest
  readonly formats: readonly WireFormat[]
  /** The day the file was published, if its name tells in a way this source's files are named; null otherwise. */
  readonly dateInName: (fileName: string) => CalendarDate | null
  /** The latest day that the source itself wrote into the record and that had come when the file was written. */
  readonly latestDay: (disclosure: Disclosure) => CalendarDate | null
}
