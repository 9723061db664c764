import type { QueryRunner } from 'typeorm'
import type { LoadReport, SourceFile } from '../../ports/disclosure-store.ts'
import { judgeNewFile } from './absences/judge-series.ts'
import { type Counts, insertFile } from './insert-file.ts'
import { knownFile, moneyOf, type StoredMoney } from './known-file.ts'
import { takeLoadLock } from './load-transaction.ts'
import * as sql from './merge-sql.ts'
import { addRevisionToTotals } from './totals.ts'

/** After so much news the planner should not have to wait for the server's own round. */
const MANY_ROWS = 1_000

/**
 * Takes what is staged into the archive, in sets. Called within the transaction that staged it. Another process may
 * have loaded the same file meanwhile: then every statement finds nothing new.
 */
export async function mergeStaged(runner: QueryRunner, file: SourceFile): Promise<LoadReport> {
  await takeLoadLock(runner)
  const known = await knownFile(runner, file)
  await runner.query(sql.NEW_DISCLOSURES, [file.source])
  await runner.query(sql.SIGHTINGS, [file.source, known?.id ?? null])
  await runner.query('ANALYZE sighting')
  const counts = await countRows(runner)
  const money: StoredMoney = (await runner.query(sql.MONEY))[0].money
  const fileId = known?.id ?? (await insertFile(runner, file, counts, money, 'ads'))
  await runner.query(sql.NEW_CONTENT)
  await runner.query(sql.NEW_OBSERVATIONS, [fileId])
  await runner.query(sql.STAGED_ADVERTISERS, [file.source])
  await runner.query(sql.NAMES, [file.source])
  await runner.query(sql.NEW_QUARANTINE, [fileId])
  await runner.query(sql.TOUCHED)
  await reviseState(runner, fileId, false)
  const held = known === null ? await judgeNewFile(runner, fileId) : null
  if (counts.loaded + counts.changed > MANY_ROWS) await runner.query('ANALYZE disclosure_state, observation')
  return { ...counts, money: moneyOf(money), observedOn: known?.observed_on ?? file.observedOn, held }
}

async function countRows(runner: QueryRunner): Promise<Counts> {
  const [{ rows, quarantined, loaded, changed }] = await runner.query(sql.COUNTS)
  return { rows, loaded, changed, unchanged: rows - quarantined - loaded - changed, quarantined, repeated: 0 }
}

/** A load that tells the archive nothing new makes no revision. `touched` holds whom to look at. */
export async function reviseState(runner: QueryRunner, fileId: string, isOurs: boolean): Promise<void> {
  await runner.query(sql.COMPOSED)
  const [{ news }] = await runner.query('SELECT EXISTS (SELECT FROM composed) AS news')
  if (!news) return
  const [{ id }] = await runner.query(
    `INSERT INTO revision (id, file_id, is_ours)
     SELECT coalesce(max(revision.id), 0) + 1, $1, $2 FROM revision RETURNING id`,
    [fileId, isOurs],
  )
  await runner.query(sql.NEW_ADVERTISERS)
  await runner.query(sql.CLOSE_STATES, [id])
  await runner.query(sql.OPEN_STATES, [id])
  await addRevisionToTotals(runner, id)
}
