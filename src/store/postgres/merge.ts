import type { QueryRunner } from 'typeorm'
import type { LoadReport, SourceFile } from '../../ports/disclosure-store.ts'
import { knownFile, moneyOf, type StoredMoney } from './known-file.ts'
import * as sql from './merge-sql.ts'
import { addRevisionToTotals } from './totals.ts'

/** Loads follow one another here: revisions are numbered in the order in which they are committed. */
const LOAD_LOCK = 7_205_759_404

/** After so much news the planner should not have to wait for the server's own round. */
const MANY_ROWS = 1_000

/**
 * Takes what is staged into the archive, in sets. Called within the transaction that staged it. Another process may
 * have loaded the same file meanwhile: then every statement finds nothing new.
 */
export async function mergeStaged(runner: QueryRunner, file: SourceFile): Promise<LoadReport> {
  await runner.query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK])
  const known = await knownFile(runner, file)
  await runner.query(sql.NEW_DISCLOSURES, [file.source])
  await runner.query(sql.SIGHTINGS, [file.source, known?.id ?? null])
  await runner.query('ANALYZE sighting')
  const counts = await countRows(runner)
  const money: StoredMoney = (await runner.query(sql.MONEY))[0].money
  const fileId = known?.id ?? (await insertFile(runner, file, counts, money))
  await runner.query(sql.NEW_CONTENT)
  await runner.query(sql.NEW_OBSERVATIONS, [fileId])
  await runner.query(sql.NEW_QUARANTINE, [fileId])
  await reviseState(runner, fileId)
  if (counts.loaded + counts.changed > MANY_ROWS) await runner.query('ANALYZE disclosure_state, observation')
  return { ...counts, money: moneyOf(money), observedOn: known?.observed_on ?? file.observedOn }
}

interface Counts {
  readonly rows: number
  readonly loaded: number
  readonly changed: number
  readonly unchanged: number
  readonly quarantined: number
}

async function countRows(runner: QueryRunner): Promise<Counts> {
  const [{ rows, quarantined, loaded, changed }] = await runner.query(sql.COUNTS)
  return { rows, loaded, changed, unchanged: rows - quarantined - loaded - changed, quarantined }
}

async function insertFile(runner: QueryRunner, file: SourceFile, counts: Counts, money: StoredMoney): Promise<string> {
  await runner.query('INSERT INTO blob (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    file.blob,
    file.blobBytes,
  ])
  const [{ id }] = await runner.query(
    `INSERT INTO source_file (source, name, blob_sha256, member, format, format_version, observed_on, observed_by,
       cut_tokens, rows, loaded, changed, unchanged, quarantined, money)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id`,
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
      money,
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
