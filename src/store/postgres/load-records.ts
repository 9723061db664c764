import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import * as copyStreams from 'pg-copy-streams'
import type { DataSource, QueryRunner } from 'typeorm'
import { Problem } from '../../domain/errors.ts'
import type { DisclosureStore, LoadReport, SourceFile } from '../../ports/disclosure-store.ts'
import { knownReport } from './known-file.ts'
import { mergeStaged } from './merge.ts'
import { type RecordWithVectors, withVectors } from './search/staged-vectors.ts'
import { engineStemmer } from './search/stemmer.ts'
import { STAGING, stagedLine } from './staging.ts'

/** Loads by streaming COPY into a staging table of the transaction, then one merge in sets. Constant memory. */
export function postgresDisclosureStore(dataSource: DataSource): DisclosureStore {
  const stemmer = engineStemmer(dataSource)
  return {
    load: async (file, records) =>
      (await knownReport(dataSource, file)) ?? (await load(dataSource, file, withVectors(records, stemmer))),
  }
}

async function load(
  dataSource: DataSource,
  file: SourceFile,
  records: AsyncIterable<RecordWithVectors>,
): Promise<LoadReport> {
  const runner = dataSource.createQueryRunner()
  await runner.connect()
  await runner.startTransaction()
  try {
    // The blob is fsynced before; a crash loses at most this whole load, and the file is there to load again.
    await runner.query('SET LOCAL synchronous_commit = off')
    await runner.query("SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'")
    await runner.query(STAGING)
    await copy(runner, file, records)
    await runner.query('ANALYZE staged')
    const report = await mergeStaged(runner, file)
    await runner.commitTransaction()
    await runner.release()
    return report
  } catch (problem) {
    const isLost = runner.isReleased || isConnectionError(problem)
    await abandon(runner, problem)
    if (!isLost) throw problem
    const message = `The database was lost while ${file.name} was loaded: nothing of that file is in. Import it again.`
    throw new Problem('database.unavailable', message, { cause: problem })
  }
}

async function copy(runner: QueryRunner, file: SourceFile, records: AsyncIterable<RecordWithVectors>): Promise<void> {
  const client: PoolClient = await runner.connect()
  const input = client.query(copyStreams.from('COPY staged FROM STDIN'))
  await pipeline(Readable.from(batches(file, records)), input)
  if (!input.closed) await once(input, 'close')
}

/** Classes of PostgreSQL (connection, operator intervention) and codes of the system. */
function isConnectionError(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return /^(08...|57P0.|EPIPE|ECONNRESET|ECONNREFUSED)$/.test(code)
}

/** Few large writes instead of many small ones. */
async function* batches(file: SourceFile, records: AsyncIterable<RecordWithVectors>): AsyncGenerator<Buffer> {
  let pending: string[] = []
  let size = 0
  for await (const record of records) {
    const line = stagedLine(file, record)
    pending.push(line)
    size += line.length
    if (size < 65_536) continue
    yield Buffer.from(pending.join(''))
    pending = []
    size = 0
  }
  if (size > 0) yield Buffer.from(pending.join(''))
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
