import type { QueryRunner } from 'typeorm'
import type { Counts } from './insert-file.ts'

/** After so much news the planner should not have to wait for the server's own round. */
const MANY_ROWS = 1_000

/** Counts what a load filled anew, where it was much: else the next question may be answered by reading row by row. */
export async function tellPlanner(
  runner: QueryRunner,
  { loaded, changed }: Pick<Counts, 'loaded' | 'changed'>,
  tables: string,
): Promise<void> {
  if (loaded + changed > MANY_ROWS) await runner.query(`ANALYZE ${tables}`)
}
