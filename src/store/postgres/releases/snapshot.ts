import type { PoolClient } from 'pg'
import type { DataSource, QueryRunner } from 'typeorm'

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

/** The rows of a statement, so many at once: while some are used, the server reads the next. */
export function fetched<Row>(
  snapshot: Snapshot,
  sql: string,
  parameters: readonly unknown[],
  rowsAtOnce: number,
): AsyncGenerator<readonly Row[]> {
  const fetch: Fetch<Row> = (statement) => snapshot.runner.query(statement)
  return batches(snapshot, { sql, parameters, rowsAtOnce, fetch })
}

/** The same, each value as the server writes it. */
export async function* fetchedText(
  snapshot: Snapshot,
  sql: string,
  parameters: readonly unknown[],
  rowsAtOnce: number,
): AsyncGenerator<readonly TextRow[]> {
  const client: PoolClient = await snapshot.runner.connect()
  const fetch: Fetch<TextRow> = async (text) => (await client.query<(string | null)[]>({ ...AS_TEXT, text })).rows
  yield* batches(snapshot, { sql, parameters, rowsAtOnce, fetch })
}

type TextRow = readonly (string | null)[]
type Fetch<Row> = (statement: string) => Promise<readonly Row[]>

const AS_TEXT = { rowMode: 'array' as const, types: { getTypeParser: () => (text: string) => text } }

interface Reading<Row> {
  readonly sql: string
  readonly parameters: readonly unknown[]
  readonly rowsAtOnce: number
  readonly fetch: Fetch<Row>
}

let cursors = 0

async function* batches<Row>(
  { runner }: Snapshot,
  { sql, parameters, rowsAtOnce, fetch }: Reading<Row>,
): AsyncGenerator<readonly Row[]> {
  cursors += 1
  const name = `release_${cursors}`
  await runner.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, [...parameters])
  const more = () => fetch(`FETCH ${Math.trunc(rowsAtOnce)} FROM ${name}`)
  let next = more()
  try {
    for (;;) {
      const rows = await next
      const isLast = rows.length < rowsAtOnce
      if (!isLast) {
        next = more()
        next.catch(() => undefined) // it is heard when its turn comes
      }
      if (rows.length > 0) yield rows
      if (isLast) break
    }
  } finally {
    await next.catch(() => undefined) // a connection that is asked something cannot be given back
  }
  await runner.query(`CLOSE ${name}`)
}
