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

let cursors = 0

/** The rows of a statement, so many at once: while some are used, the server reads the next. */
export async function* fetched<Row>(
  { runner }: Snapshot,
  sql: string,
  parameters: readonly unknown[],
  rowsAtOnce: number,
): AsyncGenerator<readonly Row[]> {
  cursors += 1
  const name = `release_${cursors}`
  await runner.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, [...parameters])
  const fetch = (): Promise<Row[]> => runner.query(`FETCH ${Math.trunc(rowsAtOnce)} FROM ${name}`)
  let next = fetch()
  try {
    for (;;) {
      const rows = await next
      const isLast = rows.length < rowsAtOnce
      if (!isLast) {
        next = fetch()
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
