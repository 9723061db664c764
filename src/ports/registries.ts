import type { CalendarDate, Instant } from '../domain/calendar.ts'
import type { Sha256 } from '../domain/ids.ts'
import type { RegistryEntry } from '../sponsors/resolution.ts'

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
  /** Which part of the record the row tells: parts complete each other, the newest rows of a part replace the older. */
  readonly part: string
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
  /** What it is known by within the registry and its kind: the newest row of a key is what holds. */
  readonly key: string
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

/** A copy on its way into the archive of registries. */
export interface RegistryFile {
  readonly registry: string
  readonly format: string
  /** Empty: it is a part of something. */
  readonly series: string
  readonly name: string
  readonly blob: Sha256
  readonly blobBytes: number
  /** Path within the archive; null for a file of its own. */
  readonly member: string | null
  readonly retrievedOn: CalendarDate
  /** Who told the day: the operator, the content, the name of the file or its folder, or the file's own date. */
  readonly retrievedBy: 'operator' | 'content' | 'name' | 'folder' | 'modified'
}

export interface RegistryLoadReport {
  readonly rows: number
  readonly rejected: number
  /** Records that no copy held before. */
  readonly added: number
  /** True: these bytes were loaded before, and nothing was done. */
  readonly wasKnown: boolean
  readonly retrievedOn: CalendarDate
}

export interface HeldRegistryFile extends Omit<RegistryFile, 'blobBytes'> {
  readonly id: number
  readonly isCurrent: boolean
  readonly supersedes: number | null
  readonly rows: number
  readonly rejected: number
  readonly loadedAt: Instant
}

export interface HeldReject {
  readonly registry: string
  readonly fileName: string
  readonly retrievedOn: CalendarDate
  readonly row: number
  readonly reason: string
  readonly bytes: number
}

/** Where a statement stands: the row of a copy. */
export interface RegistryPin {
  readonly file: string
  readonly blob: Sha256
  readonly retrievedOn: CalendarDate
  readonly row: number
  /** Whether that copy is the newest of its series. */
  readonly isCurrent: boolean
}

export interface HeldName extends RecordName {
  /** First and last cycle, or day of a copy, in which it was read. */
  readonly from: string
  readonly to: string
}

export interface HeldRelation extends RegistryRelation {
  /** Newest name of the end that is not the record itself; null: none is held. */
  readonly otherName: string | null
  readonly pin: RegistryPin
}

export interface HeldVersion extends Omit<RegistryRecord, 'scheme' | 'key' | 'names'> {
  readonly pin: RegistryPin
}

/** All that the loaded copies say of a record, as of the newest. */
export interface HeldRecord extends RegistryKey {
  readonly registry: string
  /** The one that holds now first. */
  readonly names: readonly HeldName[]
  readonly type: string | null
  readonly country: string | null
  readonly state: string | null
  readonly facts: Readonly<Record<string, string>>
  /** The newest first. */
  readonly versions: readonly HeldVersion[]
  readonly relations: readonly HeldRelation[]
  /** How many relations there are; `relations` holds the first of them. */
  readonly relationCount: number
}

export interface NamedRecord extends RegistryKey, HeldName {
  readonly registry: string
}

/** What registries say, by copies. */
export interface RegistryStore {
  /**
   * A copy, all of it or nothing.
   * @param acceptFewer takes a copy that lacks much of what the one before it held
   * @throws {Problem} `file.shrunk` for such a copy otherwise, and for one of which most rows are rejected; `database.unavailable`
   */
  readonly load: (
    file: RegistryFile,
    rows: AsyncIterable<ReadRow | RejectedRow>,
    acceptFewer: boolean,
  ) => Promise<RegistryLoadReport>
  /** Every copy, by registry, the newest first. */
  readonly files: () => Promise<readonly HeldRegistryFile[]>
  readonly rejects: (atMost: number) => AsyncIterable<HeldReject>
  /** Null: no copy holds it. */
  readonly record: (scheme: string, key: string) => Promise<HeldRecord | null>
  /** Records that have, or had, a name with the same key (`domain/registry-name.ts`). */
  readonly named: (name: string, atMost: number) => Promise<readonly NamedRecord[]>
  /** For matching, by scheme and id: every name of every copy, all else as of the newest. @param schemes empty: all */
  readonly entries: (schemes: readonly string[]) => AsyncIterable<RegistryEntry>
}
