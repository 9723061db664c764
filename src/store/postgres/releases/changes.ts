import type { DataSource } from 'typeorm'
import type { Between, ReleaseChange, ReleasedSources } from '../../../ports/releases.ts'
import { wasThere } from '../as-of.ts'
import { adRow, adsSql, versionRow, versionsSql } from './ad-rows.ts'
import { type AdvertiserRow, advertiserRow, advertisersSql } from './advertiser-rows.ts'
import { changedAdsSql, changedAdvertisersSql, changedStatementsSql } from './changed-sql.ts'
import { compared, type Told } from './compared.ts'
import { type FileRow, fileRow, filesSql } from './file-rows.ts'
import { allText, fetched, fetchedText, openSnapshot, type Snapshot } from './snapshot.ts'
import { type StatementRow, statementRow, statementsSql } from './statement-rows.ts'

const ROWS = 500

/**
 * What is different at the later moment. Who may have changed is found by indexes on revisions; their rows of both moments,
 * made as those of a release are, say whether they did.
 */
export async function* changesBetween(
  dataSource: DataSource,
  between: Between,
  sources: ReleasedSources,
): AsyncGenerator<ReleaseChange> {
  await using snapshot = await openSnapshot(dataSource)
  yield* newFiles(snapshot, between)
  for (const source of sources.released) {
    yield* compared(snapshot, {
      table: 'ads',
      candidates: { sql: changedAdsSql(between), parameters: [source.id] },
      rowsAt: async (revision, ids): Promise<Told[]> => {
        const sql = adsSql(revision, 'AND state.disclosure_id = ANY ($2::bigint[])')
        const rows = await allText(snapshot, sql, [source.id, ids])
        return rows.map((row) => ({ id: row[0] ?? '', cells: adRow(row, source)[1] }))
      },
      between,
    })
    const begun = `state.from_revision > ${between.since.revision} AND state.from_revision <= ${between.until.revision}`
    const sql = `${versionsSql(begun)} ORDER BY state.from_revision, state.disclosure_id` // disclosure_state_from
    for await (const rows of fetchedText(snapshot, sql, [source.id], ROWS)) {
      for (const row of rows) yield { table: 'versions', change: 'added', row: versionRow(row, source)[1] }
    }
    yield* compared(snapshot, {
      table: 'statements',
      candidates: { sql: changedStatementsSql(between), parameters: [source.id] },
      rowsAt: async (revision, ids): Promise<Told[]> => {
        const sql = statementsSql(revision, 'AND held.id = ANY ($2::bigint[])')
        const rows: StatementRow[] = await snapshot.runner.query(sql, [source.id, ids])
        return rows.map((row) => ({ id: row.id, cells: statementRow(row) }))
      },
      between,
    })
  }
  yield* changedAdvertisers(snapshot, between, sources)
}

async function* changedAdvertisers(
  snapshot: Snapshot,
  between: Between,
  { released, mixedPlatforms }: ReleasedSources,
): AsyncGenerator<ReleaseChange> {
  const sources = released.map(({ id }) => id)
  const platforms = [...new Set(released.map(({ platformId }) => platformId))]
  yield* compared(snapshot, {
    table: 'advertisers',
    candidates: { sql: changedAdvertisersSql(between), parameters: [] },
    rowsAt: async (revision, ids): Promise<Told[]> => {
      const sql = advertisersSql(revision, 'AND advertiser.id = ANY ($4::bigint[])')
      const rows: AdvertiserRow[] = await snapshot.runner.query(sql, [platforms, sources, mixedPlatforms, ids])
      return rows.map((row) => ({ id: row.id, cells: advertiserRow(row) }))
    },
    between,
  })
}

async function* newFiles(snapshot: Snapshot, { since, until }: Between): AsyncGenerator<ReleaseChange> {
  const condition = `NOT ${wasThere('file.id', since.revision)} AND ${wasThere('file.id', until.revision)}`
  for await (const rows of fetched<FileRow>(snapshot, filesSql(condition), [], ROWS)) {
    for (const row of rows) yield { table: 'files', change: 'added', row: fileRow(row) }
  }
}
