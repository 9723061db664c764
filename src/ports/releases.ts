import type { Instant } from '../domain/calendar.ts'
import type { FieldName } from '../domain/disclosure.ts'
import type { PlatformId, SourceId } from '../domain/ids.ts'
import type { AsOf, Moment } from '../domain/moment.ts'
import type { JobState } from './run-log.ts'

/** What a release and the changes between two moments are made of, and where releases lie. */

export type ReleaseTableName = 'ads' | 'versions' | 'statements' | 'advertisers' | 'files'

export interface ReleaseColumn {
  readonly name: string
  /** `money`: decimal text in major units, at most four decimals. `instant`: UTC. `json`: one JSON value. */
  readonly kind: 'text' | 'json' | 'count' | 'money' | 'date' | 'instant' | 'boolean'
  /** Null where there is none, and where another column names it. */
  readonly unit: string | null
  /** Meaning, and what an empty cell says. */
  readonly meaning: string
}

export interface ReleaseTable {
  readonly name: ReleaseTableName
  readonly meaning: string
  /** Names of the columns that no two rows share. */
  readonly key: readonly string[]
  /** The column of days by which its files are divided into years, and which tells their periods. */
  readonly period: string | null
  readonly columns: readonly ReleaseColumn[]
}

/** A cell for each column of its table, as text without a guard against spreadsheets. Null is an empty cell. */
export type ReleaseRow = readonly (string | null)[]

/** Rows of one file of a release, in their order. Those of a file follow one another. */
export interface ReleaseBatch {
  readonly table: ReleaseTableName
  /** The source or, of advertisers, the platform; null where a file holds those of all. */
  readonly of: string | null
  /** `undated` where the rows tell no day; null where a table has no years. */
  readonly year: string | null
  readonly rows: readonly ReleaseRow[]
}

/** `withdrawn` and `restored`: no more than that, or that among other news. `removed`: our reading takes it back. */
export type ChangeKind = 'added' | 'changed' | 'withdrawn' | 'restored' | 'removed'

export interface ReleaseChange {
  readonly table: ReleaseTableName
  readonly change: ChangeKind
  /** As it is now; of what was removed, as it was. */
  readonly row: ReleaseRow
}

/** A source whose full records may be published, and the platform whose advertisers it names. */
export interface ReleasedSource {
  readonly id: SourceId
  readonly platformId: PlatformId
  readonly neverDisclosed: readonly FieldName[]
}

export interface ReleaseMoment extends Moment {
  readonly madeAt: Instant
}

/** The archive at a moment of its history, row by row; and what changed between two of them. */
export interface ReleaseArchive {
  /** Raised when columns or their meaning change: what was taken under another number cannot be brought up to date. */
  readonly schemaVersion: number
  readonly tables: readonly ReleaseTable[]
  /** As `Archive.momentOf`; of null, the newest. */
  readonly momentOf: (asOf: AsOf | null) => Promise<ReleaseMoment | null>
  /**
   * All rows of a moment, in one order for ever, from one snapshot and in constant memory. Holds a connection until it is
   * read or left.
   */
  readonly read: (moment: Moment, sources: ReleasedSources) => AsyncGenerator<ReleaseBatch>
  /** Applied by key to the rows of `since`, they give those of `until`. @throws {Problem} `request.busy` */
  readonly changes: (between: Between, sources: ReleasedSources) => AsyncGenerator<ReleaseChange>
}

export interface Between {
  readonly since: Moment
  readonly until: Moment
}

export interface ReleasedSources {
  readonly released: readonly ReleasedSource[]
  /** Platforms of which a source is withheld: what is told of their advertisers must come from the others. */
  readonly mixedPlatforms: readonly PlatformId[]
}

/** What a release says of a source. */
export interface ManifestSource {
  readonly id: string
  readonly name: string
  readonly platform: string
  readonly publisherUrl: string
  readonly legalBasis: string
  readonly coverage: string
  readonly terms: string
  readonly isRedistributed: boolean
  /** Why it is not; null where it is. */
  readonly withheldBecause: string | null
}

export interface ManifestFile {
  /** Within the folder of the release. */
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly table: ReleaseTableName
  readonly of: string | null
  readonly year: string | null
  readonly format: 'csv.gz' | 'parquet'
  readonly rows: number
  /** First and last day of the rows; null where they tell none. */
  readonly period: { readonly from: string; readonly to: string } | null
}

/** `manifest.json`. The same moment, sources and terms give the same bytes. */
export interface ReleaseManifest {
  /** `2026-11-28.57`; also the token for what changed since. */
  readonly id: string
  readonly changesToken: string
  readonly asOf: { readonly day: string; readonly revision: number; readonly madeAt: Instant }
  readonly schemaVersion: number
  readonly sources: readonly ManifestSource[]
  readonly totals: readonly { readonly table: ReleaseTableName; readonly rows: number }[]
  readonly files: readonly ManifestFile[]
  /** What explains and checks them. */
  readonly documents: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
}

export interface ReleasePlan {
  readonly moment: ReleaseMoment
  readonly schemaVersion: number
  readonly tables: readonly ReleaseTable[]
  readonly sources: readonly ManifestSource[]
}

export interface ShelvedFile {
  /** Absolute. */
  readonly path: string
  readonly name: string
  readonly sha256: string
}

/** The folder in which releases lie, each in one of its own. */
export interface ReleaseShelf {
  readonly folder: string
  /** Newest first. */
  readonly releases: () => Promise<readonly ReleaseManifest[]>
  readonly release: (id: string) => Promise<ReleaseManifest | null>
  /** Of a release, what it names and nothing else. */
  readonly file: (id: string, name: string) => Promise<ShelvedFile | null>
  /** Files of a release that are missing or not as they were written. */
  readonly damaged: (id: string, signal: AbortSignal) => Promise<readonly string[]>
  /**
   * Writes a release: it is there as a whole, or not at all. Takes away what earlier builds left half done.
   * @throws {Problem} `folder.unusable` where it cannot be written; `import.stopped`
   */
  readonly build: (
    plan: ReleasePlan,
    batches: AsyncIterable<ReleaseBatch>,
    options: { readonly signal: AbortSignal; readonly onRows: (file: string, rows: number) => void },
  ) => Promise<ReleaseManifest>
}

export interface ChangesSince {
  readonly since: ReleaseMoment
  readonly until: ReleaseMoment
  readonly changes: AsyncGenerator<ReleaseChange>
}

/** What is given out for everybody to take: whole releases, and what changed since one. */
export interface PublishedReleases {
  /** What a release that is made now would say of its sources. */
  readonly sources: readonly ManifestSource[]
  readonly schemaVersion: number
  readonly tables: readonly ReleaseTable[]
  /** Newest first; none that holds a source which is withheld by now. */
  readonly releases: () => Promise<readonly ReleaseManifest[]>
  readonly file: (id: string, name: string) => Promise<ShelvedFile | null>
  /**
   * @param until null: the newest moment
   * @throws {Problem} `request.gone` where nothing can be said since then, `request.invalid` where there is no such end;
   * once they are read, `request.busy`
   */
  readonly changes: (since: Moment, until: Moment | null) => Promise<ChangesSince>
  /** How the job that makes releases stands; null where it never ran and is not scheduled. */
  readonly job: () => Promise<JobState | null>
}
