import type { QueryRunner } from 'typeorm'
import { EVER_CHANGE, EVER_TOTALS } from './ever-sql.ts'
import * as sql from './merge-sql.ts'
import { nextRevision } from './next-revision.ts'
import * as state from './state-sql.ts'
import { TOTALS } from './totals.ts'

/** A reading that tells the archive nothing new makes no revision. `touched` holds whom to look at. */
export async function reviseState(runner: QueryRunner, fileId: string, isOurs: boolean): Promise<void> {
  await runner.query(`CREATE TEMP TABLE composed ON COMMIT DROP AS ${sql.COMPOSED}`)
  const [{ news }] = await runner.query('SELECT EXISTS (SELECT FROM composed) AS news')
  if (!news) return
  const id = await nextRevision(runner, fileId, isOurs)
  await runner.query(state.STATE_CHANGE)
  await runner.query(EVER_CHANGE)
  await runner.query(sql.NEW_ADVERTISERS)
  await runner.query(state.CLOSE_STATES, [id])
  await runner.query(state.OPEN_STATES, [id])
  for (const statement of TOTALS) await runner.query(statement)
  await runner.query(EVER_TOTALS)
}
