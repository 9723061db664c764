import type { CalendarDate } from '../domain/calendar.ts'
import type { Disclosure, FieldName } from '../domain/disclosure.ts'
import type { PlatformId, SourceId } from '../domain/ids.ts'
import type { CountryCode } from '../domain/place.ts'
import type { Statements } from '../domain/spend-statement.ts'
import type { Collecting } from './collecting.ts'
import type { Crawling } from './crawling.ts'

/** Facts about a source, kept as data. */
export interface Manifest {
  readonly id: SourceId
  /** As readers know it: “Snap Political Ads Library”. */
  readonly name: string
  /** The company: “Snap”. */
  readonly platform: string
  /** What tells its ads from those of the company’s other libraries: “EU”. */
  readonly library?: string
  /** Sources of one company that name advertisers by the same ids share it: `meta`. */
  readonly platformId: PlatformId
  /** True where its files, taken together, hold every ad it discloses: then the ads bound what was spent from above. */
  readonly holdsAllAds: boolean
  readonly publisherUrl: string
  /** Under what duty or policy it is published. */
  readonly legalBasis: string
  readonly coverage: string
  readonly cadence: string
  /** What may be done with the records, and on what ground. */
  readonly terms: string
  /** Whether full records may go into releases: `withheld` ones only where the operator answers for it. */
  readonly redistribution: 'full' | 'withheld'
  /** Whether what the source withdrew may not be shown on; missing: it may, and is kept as it was. */
  readonly honoursRemoval?: boolean
  /** Fields this source tells about no ad, ever: absent means not disclosed, not “not collected”. */
  readonly neverDisclosed: readonly FieldName[]
  /** The platform's own page of an ad, without any secret; null when there is none. Some need the advertiser's id there. */
  readonly adUrl: (adId: string, advertiserId?: string | null) => string | null
  /** Why its images and video are not copied, in a sentence or two: rights, links that expire, pages that want a login. */
  readonly media?: string
}

/** The first bytes of a file, after decompression, read as what they seem to be. */
export type FileHead =
  | { readonly shape: 'csv'; readonly header: readonly string[]; readonly marks?: readonly HeadMark[] }
  | { readonly shape: 'xlsx'; readonly header: readonly string[] }
  | { readonly shape: 'json'; readonly start: string }

/** How the bytes are laid out, apart from what they say: the content begins with a byte-order mark; its header ends in CR LF. */
export type HeadMark = 'byte_order_mark' | 'crlf'

/** A record as it was cut out of the file, not yet understood. */
export interface RawRecord {
  /** Counted from 1; in a CSV the header is record 1. In JSON the first ad is record 1. */
  readonly number: number
  /** The bytes the record stands on in the file; of a workbook its row as a line of CSV. */
  readonly raw: Uint8Array
  /** Cells by header name for CSV and workbooks, the parsed object for JSON. */
  readonly value: Readonly<Record<string, unknown>>
}

/** What is known of a content before its records are read. */
export interface FileContext {
  /** Base name; `x.zip!folder/a.csv` for a member of an archive. */
  readonly name: string
  /** Name of the folder that the file lay in; empty when unknown. */
  readonly folder: string
  /** When it was published. */
  readonly observedOn: CalendarDate
}

/** One shape in which a source's records come: how to know it, and how to read a record of it. */
interface RecordFormat {
  /** `snap-csv`: the `kind` of an import. */
  readonly id: string
  /** `csv-lines`: no cell holds a line break, and quoting is not to be trusted. `xlsx`: the first sheet of a workbook. */
  readonly shape: 'csv' | 'csv-lines' | 'json' | 'xlsx'
  /** Of JSON: the keys that lead to an answer’s list of records, where it is not `data`; an answer without is a record itself. */
  readonly items?: readonly (readonly string[])[]
  /** Raised when the normaliser would read the same record differently. */
  readonly version: number
  /**
   * Keys whose values the public may see in a raw record, blind to case and blanks; all others are masked. Of JSON also keys
   * within keys: `ad.reach`.
   */
  readonly publicKeys: ReadonlySet<string>
  /** Of a record that is about a private person nothing is shown. */
  readonly isPrivate?: (record: Readonly<Record<string, unknown>>) => boolean
  /** Takes the content's name where the head alone cannot tell. */
  readonly recognises: (head: FileHead, name: string) => boolean
  /** For the sentence that refuses a file: the columns that it would need to be of this format. */
  readonly lacks?: (head: FileHead) => readonly string[]
  /** Columns new to us, and known ones that are gone: reported in the import that meets them. */
  readonly drift?: (head: FileHead) => readonly string[]
}

/** Records that each tell about one ad. */
export interface AdFormat extends RecordFormat {
  readonly tells: 'ads'
  /**
   * Pure. `file` tells what was asked for, where the record does not.
   * @throws {Problem} `record.…` when the record cannot be understood: it is quarantined, not guessed.
   */
  readonly normalise: (record: Readonly<Record<string, unknown>>, file?: FileContext) => Disclosure
}

/** Records about advertisers, places and what was spent, apart from single ads. */
export interface StatementFormat extends RecordFormat {
  readonly tells: 'statements'
  /** Pure. @throws {Problem} as above */
  readonly normalise: (record: Readonly<Record<string, unknown>>, file: FileContext) => Statements
  /** The latest day that the source itself wrote into the record. Throws nothing. */
  readonly latestDay: (record: Readonly<Record<string, unknown>>) => CalendarDate | null
}

/** A file whose record says when the archive or folder around it was published; it holds nothing else. */
export interface DayFormat extends RecordFormat {
  readonly tells: 'day'
  /** Throws nothing. */
  readonly latestDay: (record: Readonly<Record<string, unknown>>) => CalendarDate | null
}

export type WireFormat = AdFormat | StatementFormat | DayFormat

/** Files that follow one another: what an earlier one lists and a later one does not is absent from it. */
export interface Series {
  /** Within the source: `2024`, `US lifelong`. */
  readonly name: string
  /** `running`: each file lists what its own days hold; who is gone has merely stopped. `standing`: each lists all. */
  readonly kind: 'standing' | 'running'
}

/** A platform's public ad library, as we read its files. */
export interface Source {
  readonly manifest: Manifest
  readonly formats: readonly WireFormat[]
  /** The day the file was published, if its name tells in a way this source's files are named; null otherwise. */
  readonly dateInName: (fileName: string) => CalendarDate | null
  /** The latest day that the source itself wrote into the record and that had come when the file was written. */
  readonly latestDay: (disclosure: Disclosure) => CalendarDate | null
  /**
   * The day told by the folder that a loose file lay in, and whether it tells no more than a month, by its last day.
   * Only for sources whose files carry no date of their own.
   */
  readonly dateInFolder?: (folder: string) => { readonly day: CalendarDate; readonly isMonth: boolean } | null
  /** The series that a content belongs to; null: nothing can be absent from it. */
  readonly seriesOf?: (file: FileContext, formatId: string) => Series | null
  /** The one country of which the files of a series tell, by the name of the series; missing or null: they may tell of any. */
  readonly countryOfSeries?: (series: string) => CountryCode | null
  /** Why an archive with these members (base names) must be refused as a whole; null when it is in order. */
  readonly refuseArchive?: (members: readonly string[]) => string | null
  /** Where and when it is pulled; only for sources that lie at a public address. */
  readonly collecting?: Collecting
  /** How it is asked page by page; only for sources with an API. */
  readonly crawling?: Crawling
}
