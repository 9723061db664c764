import type { DataSource, QueryRunner } from 'typeorm'
import type { CalendarDate } from '../../domain/calendar.ts'
import { type Currency, currency } from '../../domain/money.ts'
import type { Range } from '../../domain/range.ts'
import type { LoadReport, SourceFile } from '../../ports/disclosure-store.ts'

export interface KnownFile {
  readonly id: string
  readonly rows: number
  readonly quarantined: number
  readonly repeated: number
  readonly money: StoredMoney
  readonly observed_on: CalendarDate
  /** What it would mean to be missing and still waits for a person. */
  readonly held: LoadReport['held']
}

/** Sums in minor units as decimal text, by currency. */
export type StoredMoney = Readonly<Record<string, { readonly lower: string; readonly upper: string | null }>>

/** The file under this name and with this content, if it has been loaded. */
export async function knownFile(
  database: Pick<DataSource | QueryRunner, 'query'>,
  file: SourceFile,
): Promise<KnownFile | null> {
  const [row] = await database.query(
    `SELECT file.id, file.rows, file.quarantined, file.repeated, file.money, file.observed_on::text,
       CASE WHEN hold.id IS NOT NULL THEN jsonb_build_object('listed', hold.listed, 'absent', hold.absent) END AS held
     FROM source_file file
     LEFT JOIN hold ON hold.file_id = file.id AND hold.status = 'held' -- hold_once_a_file
     WHERE file.source = $1 AND file.name = $2 AND file.blob_sha256 = $3 AND file.member = $4`,
    [file.source, file.name, file.blob, file.member ?? ''],
  )
  return row ?? null
}

/** What loading a known file again would report: the same bytes say the same, so that nothing need be read. */
export async function knownReport(
  database: Pick<DataSource | QueryRunner, 'query'>,
  file: SourceFile,
): Promise<LoadReport | null> {
  const known = await knownFile(database, file)
  if (known === null) return null
  const { rows, quarantined } = known
  const unchanged = rows - quarantined
  return {
    rows,
    loaded: 0,
    changed: 0,
    unchanged,
    quarantined,
    money: moneyOf(known.money),
    observedOn: known.observed_on,
    repeated: known.repeated,
    held: known.held,
  }
}

export function moneyOf(stored: StoredMoney): Map<Currency, Range> {
  return new Map(
    Object.entries(stored).map(([code, { lower, upper }]) => [
      currency(code),
      { lower: BigInt(lower), upper: upper === null ? null : BigInt(upper) },
    ]),
  )
}
