import type { DataSource, QueryRunner } from 'typeorm'
import { calendarDate } from '../../../domain/calendar.ts'
import type { Sha256 } from '../../../domain/ids.ts'
import type { ReferenceRate } from '../../../domain/reference-rate.ts'
import type { HeldRatesFile, RatesFile, RatesReport, RatesStore } from '../../../ports/rates.ts'
import { inLoadTransaction, takeLoadLock } from '../load-transaction.ts'
import { nextRevision } from '../next-revision.ts'
import { asInstant } from '../rows/held.ts'

/** Rates are kept as other tables are: what a later file says otherwise holds from a revision on. */
export function postgresRatesStore(dataSource: DataSource): RatesStore {
  return {
    load: (file, rates) =>
      inLoadTransaction(dataSource, file.name, async (runner) => {
        await takeLoadLock(runner)
        return loadRates(runner, file, rates)
      }),
    files: () => files(dataSource),
  }
}

async function loadRates(runner: QueryRunner, file: RatesFile, rates: readonly ReferenceRate[]): Promise<RatesReport> {
  const days = rates.map(({ day }) => day).sort()
  const span = { firstDay: calendarDate(days[0] ?? ''), lastDay: calendarDate(days.at(-1) ?? '') }
  const known = await runner.query(KNOWN_FILE, [file.blob, file.member ?? ''])
  if (known.length > 0) return { rates: rates.length, ...span, added: 0, changed: 0, wasKnown: true }
  await runner.query('INSERT INTO blob (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    file.blob,
    file.blobBytes,
  ])
  const [{ id }] = await runner.query(NEW_FILE, [
    ...[file.name, file.blob, file.member ?? '', rates.length, span.firstDay, span.lastDay],
  ])
  await runner.query(SAID, [
    rates.map(({ currency }) => currency),
    rates.map(({ day }) => day),
    rates.map(({ perEuro }) => perEuro),
  ])
  const [{ added, changed }] = await runner.query(NEWS)
  if (added + changed > 0) {
    await nextRevision(runner, null, true)
    await runner.query(KEEP, [id])
  }
  return { rates: rates.length, ...span, added, changed, wasKnown: false }
}

const KNOWN_FILE = 'SELECT FROM rates_file file WHERE file.blob_sha256 = $1 AND file.member = $2'

const NEW_FILE = `
INSERT INTO rates_file (name, blob_sha256, member, rates, first_day, last_day)
VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`

const SAID = `
CREATE TEMP TABLE said_rate ON COMMIT DROP AS
SELECT DISTINCT ON (said.currency, said.day) said.currency::character(3) AS currency, said.day, said.per_euro
FROM unnest($1::text[], $2::date[], $3::numeric[]) AS said (currency, day, per_euro)
ORDER BY said.currency, said.day`

const NEWS = `
SELECT (count(*) FILTER (WHERE known.day IS NULL))::int AS added,
  (count(*) FILTER (WHERE known.per_euro <> said.per_euro))::int AS changed
FROM said_rate said
LEFT JOIN reference_rate known ON known.currency = said.currency AND known.day = said.day`

const KEEP = `
INSERT INTO reference_rate AS known (currency, day, per_euro, file_id)
SELECT said.currency, said.day, said.per_euro, $1 FROM said_rate said
ON CONFLICT (currency, day) DO UPDATE SET per_euro = excluded.per_euro, file_id = excluded.file_id
WHERE known.per_euro <> excluded.per_euro`

interface FileRow {
  readonly name: string
  readonly blob_sha256: Sha256
  readonly bytes: string
  readonly member: string
  readonly rates: number
  readonly first_day: string
  readonly last_day: string
  readonly loaded_at: Date
}

const FILES = `
SELECT file.name, file.blob_sha256, blob.bytes, file.member, file.rates, file.first_day::text, file.last_day::text,
  file.loaded_at
FROM rates_file file JOIN blob ON blob.sha256 = file.blob_sha256 ORDER BY file.loaded_at DESC, file.id DESC`

async function files(dataSource: DataSource): Promise<HeldRatesFile[]> {
  const rows: FileRow[] = await dataSource.query(FILES)
  return rows.map((row) => ({
    name: row.name,
    blob: row.blob_sha256,
    blobBytes: Number(row.bytes),
    member: row.member === '' ? null : row.member,
    rates: row.rates,
    firstDay: calendarDate(row.first_day),
    lastDay: calendarDate(row.last_day),
    loadedAt: asInstant(row.loaded_at),
  }))
}
