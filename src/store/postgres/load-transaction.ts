import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import * as copyStreams from 'pg-copy-streams'
import type { DataSource, QueryRunner } from 'typeorm'
import { Problem } from '../../domain/errors.ts'

/** Loads follow one another here: revisions are numbered in the order in which they are committed. */
const LOAD_LOCK = 7_205_759_404

/** All of a load, or nothing of it. @throws {Problem} `database.unavailable` when the connection is lost on the way */
export async function inLoadTransaction<Result>(
  dataSource: DataSource,
  fileName: string,
  act: (runner: QueryRunner) => Promise<Result>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner()
  await runner.connect()
  await runner.startTransaction()
  try {
    // The blob is fsynced before; a crash loses at most this whole load, and the file is there to load again.
    await runner.query('SET LOCAL synchronous_commit = off')
    await runner.query("SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'")
    const result = await act(runner)
    await runner.commitTransaction()
    await runner.release()
    return result
  } catch (problem) {
    const isLost = runner.isReleased || isConnectionError(problem)
    await abandon(runner, problem)
    if (!isLost) throw problem
    const message = `The database was lost while ${fileName} was loaded: nothing of that file is in. Import it again.`
    throw new Problem('database.unavailable', message, { cause: problem })
  }
}

/** From here to its end, the transaction is the only one that changes what the archive holds. */
export async function takeLoadLock(runner: QueryRunner): Promise<void> {
  await runner.query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK])
}

/** Streams lines of COPY's text format into a table, in constant memory. */
export async function copyInto(runner: QueryRunner, table: string, lines: AsyncIterable<string>): Promise<void> {
  const client: PoolClient = await runner.connect()
  const input = client.query(copyStreams.from(`COPY ${table} FROM STDIN`))
  await pipeline(Readable.from(batches(lines)), input)
  if (!input.closed) await once(input, 'close')
  await runner.query(`ANALYZE ${table}`)
}

/** Few large writes instead of many small ones. */
async function* batches(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let pending: string[] = []
  let size = 0
  for await (const line of lines) {
    pending.push(line)
    size += line.length
    if (size < 65_536) continue
    yield Buffer.from(pending.join(''))
    pending = []
    size = 0
  }
  if (size > 0) yield Buffer.from(pending.join(''))
}

/** Classes of PostgreSQL (connection, operator intervention) and codes of the system. */
function isConnectionError(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return /^(08...|57P0.|EPIPE|ECONNRESET|ECONNREFUSED)$/.test(code)
}

/**
 * After a COPY that broke, the connection is in no known state and must not go back to the pool (pg-copy-streams #113).
 * The runner takes an error of its connection as the order to have the pool close it; the server then rolls back.
 */
async function abandon(runner: QueryRunner, cause: unknown): Promise<void> {
  const client: PoolClient = await runner.connect()
  if (client.listenerCount('error') === 0) return // the pool has given it up already
  client.emit('error', cause instanceof Error ? cause : new Error(String(cause)))
}
