import type { DataSource, QueryRunner } from 'typeorm'
import { Problem } from '../../../domain/errors.ts'
import type { HeldDisclosure } from '../../../domain/held-disclosure.ts'
import type { SearchQuery } from '../../../domain/search.ts'
import type { SearchStream } from '../../../ports/archive.ts'
import { type HeldRow, heldDisclosure } from '../rows/held.ts'
import { conditions, Parameters, type Wanted } from './conditions.ts'
import { newestRevision, pageStatement, tsqueryOf } from './search.ts'

/** Each open export pins a connection; the rest are kept for pages. */
const MOST_AT_ONCE = 4
const ROWS_A_FETCH = 500

/** Makes the archive's `stream`: all results of a query through a cursor, at one revision and in one snapshot. */
export function streamer(dataSource: DataSource): (query: SearchQuery) => Promise<SearchStream> {
  let open = 0
  return async (query) => {
    if (open >= MOST_AT_ONCE) {
      throw new Problem('request.busy', 'Several exports are running. Try again in a minute.', { retryAfter: 60 })
    }
    open++
    const runner = dataSource.createQueryRunner()
    const close = async () => {
      open--
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined)
      await runner.release()
    }
    try {
      const { revision, total } = await openCursor(dataSource, runner, query)
      return { revision, total, rows: rows(runner, close) }
    } catch (problem) {
      await close()
      throw problem
    }
  }
}

async function openCursor(
  dataSource: DataSource,
  runner: QueryRunner,
  query: SearchQuery,
): Promise<{ revision: number; total: number }> {
  const tsquery = await tsqueryOf(dataSource, query.terms)
  await runner.startTransaction('REPEATABLE READ')
  const revision = await newestRevision(runner)
  const total = await count(runner, { revision, filters: query.filters, tsquery })
  const { sql, parameters } = pageStatement(query, { revision, tsquery, after: null, limit: null })
  await runner.query(`DECLARE results NO SCROLL CURSOR FOR ${sql}`, parameters)
  return { revision, total }
}

async function count(runner: QueryRunner, wanted: Wanted): Promise<number> {
  const parameters = new Parameters()
  const where = conditions(wanted, parameters)
  const [row] = await runner.query(
    `SELECT count(*) AS total FROM disclosure_state state WHERE ${where}`,
    parameters.values,
  )
  return Number(row.total)
}

async function* rows(runner: QueryRunner, close: () => Promise<void>): AsyncGenerator<HeldDisclosure> {
  try {
    for (;;) {
      const batch: HeldRow[] = await runner.query(`FETCH ${ROWS_A_FETCH} FROM results`)
      yield* batch.map(heldDisclosure)
      if (batch.length < ROWS_A_FETCH) break
    }
  } finally {
    await close()
  }
}
