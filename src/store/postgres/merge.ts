import type { QueryRunner } from 'typeorm'
import type { CalendarDate } from '../../domain/calendar.ts'
import { type Currency, currency } from '../../domain/money.ts'
import type { Range } from '../../domain/range.ts'
import type { LoadReport, SourceFile } from '../../ports/disclosure-store.ts'
import * as sql from './merge-sql.ts'
import { addRevisionToTotals } from './totals.ts'

/** Loads follow one another here: revisions are numbered in the order in which they are committed. */
const LOAD_LOCK = 7_205_759_404

/** Takes what is staged into the archive, in sets. Called within the transaction that staged it. */
export async function mergeStaged(runner: QueryRunner, file: SourceFile): Promise<LoadReport> {
  await runner.query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK])
  const known = await knownFile(runner, file)
  await runner.query(sql.NEW_DISCLOSURES, [file.source])
  await runner.query(sql.SIGHTINGS, [file.source, known?.id ?? null])
  await runner.query('ANALYZE sighting')
  const counts = await countRows(runner)
  const fileId = known?.id ?? (await insertFile(runner, file, counts))
  await runner.query(sql.NEW_CONTENT, [`${file.format}/${file.formatVersion}`])
  await runner.query(sql.NEW_OBSERVATIONS, [fileId])
  await runner.query(sql.NEW_QUARANTINE, [fileId])
  await reviseState(runner, fileId)
  const observedOn = (known?.observed_on ?? file.observedOn) as CalendarDate
  return { ...counts, money: await sumMoney(runner), observedOn }
}

interface Counts {
  readonly rows: number
  readonly loaded: number
  readonly changed: number
  readonly unchanged: number
  readonly quarantined: number
}

async function knownFile(runner: QueryRunner, file: SourceFile): Promise<{ id: string; observed_on: string } | null> {
  const [row] = await runner.query(
    `SELECT file.id, file.observed_on::text FROM source_file file
     WHERE file.source = $1 AND file.name = $2 AND file.blob_sha256 = $3 AND file.member = $4`,
    [file.source, file.name, file.blob, file.member ?? ''],
  )
  return row ?? null
}

async function countRows(runner: QueryRunner): Promise<Counts> {
  const [{ rows, quarantined, loaded, changed }] = await runner.query(sql.COUNTS)
  return { rows, loaded, changed, unchanged: rows - quarantined - loaded - changed, quarantined }
}

async function insertFile(runner: QueryRunner, file: SourceFile, counts: Counts): Promise<string> {
  await runner.query('INSERT INTO blob (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    file.blob,
    file.blobBytes,
  ])
  const [{ id }] = await runner.query(
    `INSERT INTO source_file (source, name, blob_sha256, member, format, format_version, observed_on, observed_by,
       cut_tokens, rows, loaded, changed, unchanged, quarantined)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id`,
    [
      file.source,
      file.name,
      file.blob,
      file.member ?? '',
      file.format,
      file.formatVersion,
      file.observedOn,
      file.observedBy,
      file.cutTokens,
      counts.rows,
      counts.loaded,
      counts.changed,
      counts.unchanged,
      counts.quarantined,
    ],
  )
  return id
}

/** A load that tells the archive nothing new makes no revision. */
async function reviseState(runner: QueryRunner, fileId: string): Promise<void> {
  await runner.query(sql.COMPOSED)
  const [{ news }] = await runner.query('SELECT EXISTS (SELECT FROM composed) AS news')
  if (!news) return
  const [{ id }] = await runner.query(
    `INSERT INTO revision (id, file_id) SELECT coalesce(max(revision.id), 0) + 1, $1 FROM revision RETURNING id`,
    [fileId],
  )
  await runner.query(sql.CLOSE_STATES, [id])
  await runner.query(sql.OPEN_STATES, [id])
  await addRevisionToTotals(runner, id)
}

async function sumMoney(runner: QueryRunner): Promise<Map<Currency, Range>> {
  const rows: { currency: string; lower: string; upper: string | null }[] = await runner.query(sql.MONEY)
  return new Map(
    rows.map((row) => [
      currency(row.currency),
      { lower: BigInt(row.lower), upper: row.upper === null ? null : BigInt(row.upper) },
    ]),
  )
}
