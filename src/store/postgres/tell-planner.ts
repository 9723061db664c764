import type { QueryRunner } from 'typeorm'
import type { Counts } from './insert-file.ts'

/** As the server's own round has it: so many rows, and a tenth of those there. */
const IS_MUCH = `
SELECT coalesce(stat.n_mod_since_analyze, 0) + $2::bigint > 1000 + greatest(known.reltuples, 0) / 10 AS "isMuch"
FROM pg_class known LEFT JOIN pg_stat_user_tables stat ON stat.relid = known.oid
WHERE known.oid = $1::regclass`

/**
 * Counts what loads filled anew, where it is much beside what was there: else the next question may be answered by reading row
 * by row, until the server's own round comes by.
 * @param tables the first is the one whose rows are counted
 */
export async function tellPlanner(
  runner: QueryRunner,
  { loaded, changed }: Pick<Counts, 'loaded' | 'changed'>,
  tables: readonly [string, ...string[]],
): Promise<void> {
  const [{ isMuch }] = await runner.query(IS_MUCH, [tables[0], loaded + changed])
  if (isMuch) await runner.query(`ANALYZE ${tables.join(', ')}`)
}
