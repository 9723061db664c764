import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import * as copyStreams from 'pg-copy-streams'
import type { DataSource, QueryRunner } from 'typeorm'
import { startOfDay } from '../../domain/calendar.ts'
import { toldValue } from '../../domain/disclosure.ts'
import type {
  DisclosureStore,
  LoadReport,
  QuarantinedRecord,
  ReadRecord,
  SourceFile,
} from '../../ports/disclosure-store.ts'
import { copyLine } from './copy-text.ts'
import { mergeStaged } from './merge.ts'
import { contentText } from './rows/content.ts'

/** Loads by streaming COPY into a staging table of the transaction, then one merge in sets. Constant memory. */
export function postgresDisclosureStore(dataSource: DataSource): DisclosureStore {
  return { load: (file, records) => load(dataSource, file, records) }
}

async function load(
  dataSource: DataSource,
  file: SourceFile,
  records: AsyncIterable<ReadRecord | QuarantinedRecord>,
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
    await abandon(runner, problem)
    throw problem
  }
}

const STAGING = `
CREATE TEMP TABLE staged (
  record_number integer NOT NULL,
  ad_id text,
  observed_at timestamptz,
  fingerprint bytea,
  content jsonb,
  words jsonb,
  currency character(3),
  spend_lower numeric,
  spend_upper numeric,
  code text,
  reason text,
  raw bytea
) ON COMMIT DROP`

async function copy(
  runner: QueryRunner,
  file: SourceFile,
  records: AsyncIterable<ReadRecord | QuarantinedRecord>,
): Promise<void> {
  const client: PoolClient = await runner.connect()
  const input = client.query(copyStreams.from('COPY staged FROM STDIN'))
  await pipeline(Readable.from(batches(lines(file, records))), input)
  if (!input.closed) await once(input, 'close')
}

async function* lines(
  file: SourceFile,
  records: AsyncIterable<ReadRecord | QuarantinedRecord>,
): AsyncGenerator<string> {
  for await (const record of records) {
    yield 'code' in record ? quarantineLine(record) : disclosureLine(file, record)
  }
}

function disclosureLine(file: SourceFile, { recordNumber, disclosure, fingerprint, words }: ReadRecord): string {
  const spend = toldValue(disclosure.fields.spend)
  return copyLine([
    recordNumber,
    disclosure.adId,
    disclosure.observedAt ?? startOfDay(file.observedOn),
    `\\x${fingerprint}`,
    contentText(disclosure.fields),
    JSON.stringify(words),
    spend?.currency ?? null,
    spend?.lower.toString() ?? null,
    spend?.upper?.toString() ?? null,
    null,
    null,
    null,
  ])
}

function quarantineLine({ recordNumber, code, reason, raw }: QuarantinedRecord): string {
  const bytes = `\\x${Buffer.from(raw).toString('hex')}`
  return copyLine([recordNumber, null, null, null, null, null, null, null, null, code, reason, bytes])
}

/** Few large writes instead of many small ones. */
async function* batches(source: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let pending: string[] = []
  let size = 0
  for await (const line of source) {
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
  client.emit('error', cause instanceof Error ? cause : new Error(String(cause)))
}
