import type { CalendarDate } from '../domain/calendar.ts'

/** Facts about a register of bodies or persons, kept as data. */
export interface RegistryManifest {
  /** As on the command line and in URLs: `fec`. */
  readonly id: string
  readonly name: string
  readonly publisherUrl: string
  /** What may be done with its records, and on what ground. */
  readonly terms: string
  /** Under which name the operator's settings must say that their use is covered; null: anybody may use it. */
  readonly licence: string | null
  /** Schemes of the keys that it gives: `us-fec`. */
  readonly schemes: readonly string[]
  /** Its own page of a record, where its address is known. */
  readonly recordUrl: (scheme: string, key: string) => string | null
}

/** The beginning of a content, decompressed: bytes as Latin-1 text, without a byte-order mark. */
export interface RegistryHead {
  /** Base name of the file, or of the member of an archive. */
  readonly name: string
  readonly start: string
}

/** `name`: as in the row itself. `former`: the row says that it no longer bears it. `weak_alias`: broad, of little use alone. */
export type RegistryNameKind = 'name' | 'former' | 'alias' | 'weak_alias'

export interface RecordName {
  /** Letter by letter, decoded. */
  readonly name: string
  readonly kind: RegistryNameKind
}

/** What one row of a registry's file says of one record: all of it, or a part that other rows complete. */
export interface RegistryRecord {
  readonly scheme: string
  readonly key: string
  readonly names: readonly RecordName[]
  /** `campaign`, `party`, `committee`, `person`, `company`, `non_profit`, `government_body`, `unknown`; null: not told here. */
  readonly type: string | null
  /** ISO 3166-1 alpha-2; null: not told, or a name without a code (which is then among the facts). */
  readonly country: string | null
  /** As the registry has it: `GA`. */
  readonly state: string | null
  /** The years or days for which the row holds, where it or its file's name tells; an election cycle is a year. */
  readonly from: string | null
  readonly to: string | null
  /** What else it says, in its own words; nothing of where a person lives. */
  readonly facts: Readonly<Record<string, string>>
}

export interface RegistryKey {
  readonly scheme: string
  readonly key: string
}

/** `pays`: a donation. */
export type RegistryRelationKind =
  | 'candidate_committee'
  | 'registrant_principal'
  | 'direct_parent'
  | 'ultimate_parent'
  | 'pays'

/** What a row says of two records: `from` is the candidate, the registrant, the child, the payer. */
export interface RegistryRelation {
  readonly kind: RegistryRelationKind
  readonly subject: RegistryKey
  readonly object: RegistryKey
  /** Election cycle, or day from which; null: not told. */
  readonly from: string | null
  readonly to: string | null
  readonly facts: Readonly<Record<string, string>>
}

export interface ReadRow {
  /** Of the record in its file, counted from 1; in a file with a header the header is 1. */
  readonly number: number
  readonly records: readonly RegistryRecord[]
  readonly relations: readonly RegistryRelation[]
}

/** A row that could not be understood; `raw` are its bytes. */
export interface RejectedRow {
  readonly number: number
  readonly raw: Uint8Array
  readonly reason: string
}

/** One shape in which a registry's records come. */
export interface RegistryFormat {
  /** `fec-cm`, for ever. */
  readonly id: string
  readonly recognises: (head: RegistryHead) => boolean
  /** What a file is a complete copy of (`cm 2020`): copies of one series replace each other. Null: it is a part of something. */
  readonly series: (head: RegistryHead) => string | null
  /** The day that the content itself tells. */
  readonly dayOf?: (head: RegistryHead) => CalendarDate | null
  readonly rows: (content: AsyncIterable<Buffer>, head: RegistryHead) => AsyncIterable<ReadRow | RejectedRow>
}

export interface Registry {
  readonly manifest: RegistryManifest
  readonly formats: readonly RegistryFormat[]
}
