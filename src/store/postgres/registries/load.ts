import type { DataSource, QueryRunner } from 'typeorm'
import type { CalendarDate } from '../../../domain/calendar.ts'
import type { RegistryFile, RegistryLoadReport, RegistryStore } from '../../../ports/registries.ts'
import { copyInto, inLoadTransaction } from '../load-transaction.ts'
import { ADD_RECORDS, MERGE, ORDER_SERIES } from './merge-sql.ts'
import { refuseShrunk } from './shrunk.ts'
import { STAGING, type Staged, stagedLines } from './staging.ts'

/** Copies follow one another: which of a series is the newest is known when the next one comes. */
const REGISTRY_LOCK = 7_205_759_411

/** Loads by streaming COPY into a staging table, merged in sets at its end. Constant memory. */
export function loadInto(dataSource: DataSource): RegistryStore['load'] {
  return async (file, rows, acceptFewer) =>
    (await knownReport(dataSource, file)) ??
    inLoadTransaction(dataSource, file.name, async (runner) => {
      await runner.query('SELECT pg_advisory_xact_lock($1)', [REGISTRY_LOCK])
      const known = await knownReport(runner, file)
      if (known !== null) return known
      const counts: Staged = { rows: 0, rejected: 0 }
      await runner.query(STAGING)
      await copyInto(runner, 'staged_registry', stagedLines(rows, counts))
      await refuseShrunk(runner, { file, counts, acceptFewer })
      return merge(runner, file, counts)
    })
}

async function knownReport(
  database: Pick<DataSource | QueryRunner, 'query'>,
  { registry, series, blob, member }: RegistryFile,
): Promise<RegistryLoadReport | null> {
  const [row] = await database.query(
    `SELECT file.rows, file.rejected, file.retrieved_on::text FROM registry_file file -- registry_file_known_by_content
     WHERE file.registry = $1 AND file.series = $2 AND file.blob_sha256 = $3 AND file.member = $4`,
    [registry, series, blob, member ?? ''],
  )
  if (row === undefined) return null
  const { rows, rejected, retrieved_on: day } = row
  return { rows, rejected, added: 0, wasKnown: true, retrievedOn: day as CalendarDate }
}

async function merge(runner: QueryRunner, file: RegistryFile, counts: Staged): Promise<RegistryLoadReport> {
  const fileId = await insertFile(runner, file, counts)
  const [{ added }] = await runner.query(ADD_RECORDS, [file.registry])
  const given = { registry: [file.registry], file: [fileId], both: [file.registry, fileId] }
  for (const { sql, wants } of MERGE) await runner.query(sql, given[wants])
  if (file.series !== '') await runner.query(ORDER_SERIES, [file.registry, file.series])
  // Whoever reads next must not be planned for an empty table.
  await runner.query('ANALYZE registry_record, registry_version, registry_name, registry_relation')
  return { ...counts, added, wasKnown: false, retrievedOn: file.retrievedOn }
}

async function insertFile(runner: QueryRunner, file: RegistryFile, { rows, rejected }: Staged): Promise<string> {
  await runner.query('INSERT INTO blob (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    file.blob,
    file.blobBytes,
  ])
  const [{ id }] = await runner.query(
    `INSERT INTO registry_file
       (registry, format, series, name, blob_sha256, member, retrieved_on, retrieved_by, rows, rejected)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      file.registry,
      file.format,
      file.series,
      file.name,
      file.blob,
      file.member ?? '',
      file.retrievedOn,
      file.retrievedBy,
      rows,
      rejected,
    ],
  )
  return id
}
