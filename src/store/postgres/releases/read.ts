import type { DataSource } from 'typeorm'
import type { Moment } from '../../../domain/moment.ts'
import type {
  ReleaseBatch,
  ReleasedSource,
  ReleasedSources,
  ReleaseRow,
  ReleaseTableName,
} from '../../../ports/releases.ts'
import { wasThere } from '../as-of.ts'
import { adRow, adsSql, type DatedRow, versionRow, versionsSql } from './ad-rows.ts'
import { type AdvertiserRow, advertiserRow, advertisersSql } from './advertiser-rows.ts'
import { yearOf } from './cells.ts'
import { type FileRow, fileRow, filesSql } from './file-rows.ts'
import { fetched, fetchedText, openSnapshot, type Snapshot } from './snapshot.ts'
import { type StatementRow, statementRow, statementsSql } from './statement-rows.ts'

const WIDE_ROWS = 1_000
const NARROW_ROWS = 2_000

/** Every row of a moment, in the order of the files of a release. */
export async function* readAll(
  dataSource: DataSource,
  { revision }: Moment,
  { released, mixedPlatforms }: ReleasedSources,
): AsyncGenerator<ReleaseBatch> {
  await using snapshot = await openSnapshot(dataSource)
  for (const source of released) yield* adsOf(snapshot, source, revision)
  for (const source of released) yield* versionsOf(snapshot, source, revision)
  for (const source of released) yield* statementsOf(snapshot, source, revision)
  const sources = released.map(({ id }) => id)
  for (const platform of [...new Set(released.map(({ platformId }) => platformId))].sort()) {
    const sql = `${advertisersSql(revision)} ORDER BY advertiser.key COLLATE "C"`
    for await (const rows of fetched<AdvertiserRow>(
      snapshot,
      sql,
      [[platform], sources, mixedPlatforms],
      NARROW_ROWS,
    )) {
      yield { table: 'advertisers', of: platform, year: null, rows: rows.map(advertiserRow) }
    }
  }
  for await (const rows of fetched<FileRow>(snapshot, filesSql(wasThere('file.id', revision)), [], NARROW_ROWS)) {
    yield { table: 'files', of: null, year: null, rows: rows.map(fileRow) }
  }
}

/** Walked along disclosure_state_by_source: only ads of one day are sorted among themselves. */
const BY_DAY = 'ORDER BY state.starts_on, state.disclosure_id'

async function* adsOf(snapshot: Snapshot, source: ReleasedSource, revision: number): AsyncGenerator<ReleaseBatch> {
  await alongIndex(snapshot, true)
  for await (const rows of fetchedText(snapshot, `${adsSql(revision)} ${BY_DAY}`, [source.id], WIDE_ROWS)) {
    yield* byYear('ads', source.id, rows, (row) => adRow(row, source))
  }
}

async function* versionsOf(snapshot: Snapshot, source: ReleasedSource, revision: number): AsyncGenerator<ReleaseBatch> {
  await alongIndex(snapshot, true)
  const sql = `${versionsSql(`state.from_revision <= ${Math.trunc(revision)}`)} ${BY_DAY}, state.from_revision`
  for await (const rows of fetchedText(snapshot, sql, [source.id], WIDE_ROWS)) {
    yield* byYear('versions', source.id, rows, (row) => versionRow(row, source))
  }
}

async function* statementsOf(
  snapshot: Snapshot,
  { id }: ReleasedSource,
  revision: number,
): AsyncGenerator<ReleaseBatch> {
  await alongIndex(snapshot, false)
  const sql = `${statementsSql(revision)} ORDER BY held.to_day, held.statement_key, held.fingerprint`
  for await (const rows of fetched<StatementRow>(snapshot, sql, [id], NARROW_ROWS)) {
    yield* byYear('statements', id, rows, (row) => [row.to_day, statementRow(row)])
  }
}

/** Whole ads are too wide to be sorted all at once. */
async function alongIndex({ runner }: Snapshot, isWide: boolean): Promise<void> {
  await runner.query(`SET LOCAL enable_sort = ${isWide ? 'off' : 'on'}`)
}

/** Rows that come by day, cut where a year ends. */
function* byYear<Row>(
  table: ReleaseTableName,
  of: string,
  rows: readonly Row[],
  told: (row: Row) => DatedRow,
): Generator<ReleaseBatch> {
  let year: string | null = null
  let pending: ReleaseRow[] = []
  for (const row of rows) {
    const [day, cells] = told(row)
    if (year !== null && year !== yearOf(day)) {
      yield { table, of, year, rows: pending }
      pending = []
    }
    year = yearOf(day)
    pending.push(cells)
  }
  if (pending.length > 0) yield { table, of, year, rows: pending }
}
