import type { PoolClient } from 'pg'
import type { DataSource, QueryRunner } from 'typeorm'
import { Problem } from '../../../domain/errors.ts'
import type { HeldDisclosure } from '../../../domain/held-disclosure.ts'
import type { SearchQuery } from '../../../domain/search.ts'
import { type At, kept } from '../as-of.ts'
import { readAhead, type TextRow, textRows } from '../read-ahead.ts'
import { HELD_COLUMNS } from '../rows/held.ts'
import { heldFromText } from '../rows/held-text.ts'
import { conditions, Parameters, type Wanted } from './conditions.ts'
import { newestRevision, streamStatement, tsqueryOf } from './search.ts'

/** Each open export pins a connection; the rest are kept for pages. */
const MOST_AT_ONCE = 8
const ROWS_A_FETCH = 500
/** So many rows are better walked along an index, where one has their order, than sorted with all they say. */
const MANY = 20_000

/** All results of a query, in whatever shape. */
interface RowStream<Row> {
  readonly revision: number
  readonly total: number
  readonly rows: AsyncIterable<Row>
}

/** What is read of each result, and what is made of it. */
export interface RowShape<Row> {
  readonly columns: string
  readonly make: (row: TextRow) => Row
}

export type Streamer = <Row>(query: SearchQuery, at: At, shape: RowShape<Row>) => Promise<RowStream<Row>>

export const HELD: RowShape<HeldDisclosure> = { columns: HELD_COLUMNS, make: heldFromText }

/** Reads all results of a query through a cursor, at one revision and in one snapshot. */
export function streamer(dataSource: DataSource): Streamer {
  let open = 0
  return async (query, at, shape) => {
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
      const { revision, total } = await openCursor(dataSource, runner, query, { at, columns: shape.columns })
      return { revision, total, rows: rows(runner, shape, close) }
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
  { at, columns }: { readonly at: At; readonly columns: string },
): Promise<{ revision: number; total: number }> {
  const tsquery = await tsqueryOf(dataSource, query.terms)
  await runner.startTransaction('REPEATABLE READ')
  const revision = at ?? (await newestRevision(runner))
  const total = await count(runner, { revision, isLasting: true, filters: query.filters, tsquery }, at)
  const { sql, parameters } = streamStatement(query, { revision, at, tsquery, columns })
  if (total > MANY) await runner.query('SET LOCAL enable_sort = off')
  await runner.query(`DECLARE results NO SCROLL CURSOR FOR ${sql}`, parameters)
  return { revision, total }
}

async function count(runner: QueryRunner, wanted: Wanted, at: At): Promise<number> {
  if (wanted.tsquery === null && Object.keys(wanted.filters).length === 0) {
    const [{ total }] = await runner.query(keptTotal(at)) // of the same snapshot
    return Number(total)
  }
  const parameters = new Parameters()
  const where = conditions(wanted, parameters)
  const [row] = await runner.query(
    `SELECT count(*) AS total FROM disclosure_state state WHERE ${where}`,
    parameters.values,
  )
  return Number(row.total)
}

const keptTotal = (at: At) => `
SELECT coalesce(sum(total.ads), 0) AS total FROM ${kept('facet_total', at)} total WHERE total.facet = 'source'`

async function* rows<Row>(
  runner: QueryRunner,
  { make }: RowShape<Row>,
  close: () => Promise<void>,
): AsyncGenerator<Row> {
  try {
    const client: PoolClient = await runner.connect()
    const fetch = () => textRows(client, `FETCH ${ROWS_A_FETCH} FROM results`)
    for await (const batch of readAhead(fetch, ROWS_A_FETCH)) for (const row of batch) yield make(row)
  } finally {
    await close()
  }
}
