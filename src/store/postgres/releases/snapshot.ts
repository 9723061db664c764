import type { PoolClient } from 'pg'
import type { DataSource, QueryRunner } from 'typeorm'
import { readAhead, type TextRow, textRows } from '../read-ahead.ts'

/** One picture of the archive, held by a connection of its own for as long as it is read. Nothing can be written through it. */
export async function openSnapshot(dataSource: DataSource): Promise<Snapshot> {
  const runner = dataSource.createQueryRunner()
  const close = async () => {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined)
    await runner.release()
  }
  try {
    await runner.startTransaction('REPEATABLE READ')
    await runner.query('SET TRANSACTION READ ONLY')
    await runner.query("SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '32MB'")
    return { runner, [Symbol.asyncDispose]: close }
  } catch (problem) {
    await close()
    throw problem
  }
}

export interface Snapshot extends AsyncDisposable {
  readonly runner: QueryRunner
}

/** All rows of a statement, each value as the server writes it. */
export async function allText({ runner }: Snapshot, sql: string, parameters: readonly unknown[]): Promise<TextRow[]> {
  const client: PoolClient = await runner.connect()
  return textRows(client, sql, parameters)
}

/** The rows of a statement, so many at once: while some are used, the server reads the next. */
export function fetched<Row>(
  snapshot: Snapshot,
  sql: string,
  parameters: readonly unknown[],
  rowsAtOnce: number,
): AsyncGenerator<readonly Row[]> {
  return batches(snapshot, { sql, parameters, rowsAtOnce, fetch: (statement) => snapshot.runner.query(statement) })
}

/** The same, each value as the server writes it. */
export async function* fetchedText(
  snapshot: Snapshot,
  sql: string,
  parameters: readonly unknown[],
  rowsAtOnce: number,
): AsyncGenerator<readonly TextRow[]> {
  const client: PoolClient = await snapshot.runner.connect()
  yield* batches(snapshot, { sql, parameters, rowsAtOnce, fetch: (statement) => textRows(client, statement) })
}

interface Reading<Row> {
  readonly sql: string
  readonly parameters: readonly unknown[]
  readonly rowsAtOnce: number
  readonly fetch: (statement: string) => Promise<readonly Row[]>
}

let cursors = 0

async function* batches<Row>(
  { runner }: Snapshot,
  { sql, parameters, rowsAtOnce, fetch }: Reading<Row>,
): AsyncGenerator<readonly Row[]> {
  cursors += 1
  const name = `release_${cursors}`
  await runner.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, [...parameters])
  yield* readAhead(() => fetch(`FETCH ${Math.trunc(rowsAtOnce)} FROM ${name}`), rowsAtOnce)
  await runner.query(`CLOSE ${name}`)
}
