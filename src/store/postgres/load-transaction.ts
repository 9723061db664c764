import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as breath } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import * as copyStreams from 'pg-copy-streams'
import type { DataSource, QueryRunner } from 'typeorm'
import { Problem } from '../../domain/errors.ts'
import { NOTE_CHANGES } from './outbox/changes-sql.ts'

/** Loads follow one another here: revisions are numbered in the order in which they are committed. */
export const LOAD_LOCK = 7_205_759_404

/** Words wait in the index's list until there are enough of them to be sorted in at once. */
const SETTINGS = `SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'; SET LOCAL maintenance_work_mem = '128MB';
SET LOCAL gin_pending_list_limit = '32MB'; SET LOCAL random_page_cost = 1.1`

/** A list that is left would be read whole by each search. */
const SORT_IN = `
SELECT gin_clean_pending_list(name::regclass)
FROM unnest(ARRAY['disclosure_state_search', 'disclosure_state_countries', 'disclosure_state_regions']) AS index (name)`

/** A revision is of the moment at which all may see it: what was made before the end of a day is seen before it ends. */
const MADE_NOW = 'UPDATE revision SET made_at = clock_timestamp() WHERE made_at = now()'

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
    // What an import has reported must outlive the death of the server: one flush a file costs nothing that is felt.
    await runner.query('SET LOCAL synchronous_commit = on')
    await runner.query(SETTINGS)
    const result = await act(runner)
    await runner.query(SORT_IN)
    await runner.query(NOTE_CHANGES)
    await runner.query(MADE_NOW)
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

/** A part is so large at most: two of them are in memory at once. */
const PART_ROWS = 2_000
const PART_CHARACTERS = 2_000_000

/** The same part by part: while the server takes one in, and `merge` works on it, the next one is read. */
export async function copyParts(
  runner: QueryRunner,
  table: string,
  lines: AsyncIterable<string>,
  merge: () => Promise<void>,
): Promise<void> {
  const client: PoolClient = await runner.connect()
  const parts = partsOf(lines)
  let next = parts.next()
  try {
    for (let part = await next; part.done !== true; part = await next) {
      next = parts.next()
      next.catch(() => undefined) // it is heard when its turn comes
      await pipeline(Readable.from(part.value), client.query(copyStreams.from(`COPY ${table} FROM STDIN`)))
      await merge()
    }
  } finally {
    await parts.return(undefined)
  }
}

async function* partsOf(lines: AsyncIterable<string>): AsyncGenerator<readonly Buffer[], undefined> {
  let part: Buffer[] = []
  let rows: string[] = []
  let [count, length, size] = [0, 0, 0]
  for await (const line of lines) {
    rows.push(line)
    count++
    length += line.length
    size += line.length
    if (count % 64 === 0) await breath() // what the server has said in between is heard
    if (length >= 65_536) {
      part.push(Buffer.from(rows.join('')))
      rows = []
      length = 0
    }
    if (count < PART_ROWS && size < PART_CHARACTERS) continue
    yield [...part, Buffer.from(rows.join(''))]
    part = []
    rows = []
    count = 0
    length = 0
    size = 0
  }
  if (count > 0) yield [...part, Buffer.from(rows.join(''))]
  return undefined
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
