import type { QueryRunner } from 'typeorm'
import { EVER_CHANGE, EVER_TOTALS } from './ever-sql.ts'
import { MENTIONED } from './mentions-sql.ts'
import * as sql from './merge-sql.ts'
import * as state from './state-sql.ts'
import { TOTALS } from './totals.ts'

/** Closes and opens states at the revision that is being made. `touched` holds whom to look at. */
export async function reviseState(runner: QueryRunner, revision: string): Promise<void> {
  await runner.query(`CREATE TEMP TABLE composed ON COMMIT DROP AS ${sql.COMPOSED}`)
  await runner.query(sql.COMPOSED_LINES('reread'))
  await runner.query(state.STATE_CHANGE)
  await runner.query(EVER_CHANGE)
  await runner.query(MENTIONED)
  await runner.query(sql.NEW_ADVERTISERS)
  await runner.query(state.CLOSE_STATES, [revision])
  await runner.query(state.OPEN_STATES, [revision])
  for (const statement of TOTALS) await runner.query(statement)
  await runner.query(EVER_TOTALS)
}
