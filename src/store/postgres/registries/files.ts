import type { DataSource } from 'typeorm'
import type { CalendarDate } from '../../../domain/calendar.ts'
import { instantOf } from '../../../domain/calendar.ts'
import type { Sha256 } from '../../../domain/ids.ts'
import type { HeldRegistryFile, HeldReject, RegistryFile } from '../../../ports/registries.ts'

interface FileRow {
  readonly id: string
  readonly registry: string
  readonly format: string
  readonly series: string
  readonly name: string
  readonly blob_sha256: Sha256
  readonly member: string
  readonly retrieved_on: CalendarDate
  readonly retrieved_by: RegistryFile['retrievedBy']
  readonly is_current: boolean
  readonly supersedes: string | null
  readonly rows: number
  readonly rejected: number
  readonly loaded_at: Date
}

const FILES = `
SELECT file.id, file.registry, file.format, file.series, file.name, file.blob_sha256, file.member,
  file.retrieved_on::text, file.retrieved_by, file.is_current, file.supersedes, file.rows, file.rejected, file.loaded_at
FROM registry_file file
ORDER BY file.registry, file.series, file.retrieved_on DESC, file.blob_sha256 DESC, file.member`

/** Copies are few: one a cycle or a day of looking. */
export async function filesOf(database: DataSource): Promise<readonly HeldRegistryFile[]> {
  const rows: readonly FileRow[] = await database.query(FILES)
  return rows.map((row) => ({
    id: Number(row.id),
    registry: row.registry,
    format: row.format,
    series: row.series,
    name: row.name,
    blob: row.blob_sha256,
    member: row.member === '' ? null : row.member,
    retrievedOn: row.retrieved_on,
    retrievedBy: row.retrieved_by,
    isCurrent: row.is_current,
    supersedes: row.supersedes === null ? null : Number(row.supersedes),
    rows: row.rows,
    rejected: row.rejected,
    loadedAt: instantOf(row.loaded_at),
  }))
}

interface RejectRow {
  readonly file_id: string
  readonly registry: string
  readonly name: string
  readonly retrieved_on: CalendarDate
  readonly row_number: number
  readonly reason: string
  readonly bytes: number
}

const PAGE = 1_000

/** Page by page, by file and row. $1, $2: where to go on; $3: how many. */
const REJECTS = `
SELECT reject.file_id, file.registry, file.name, file.retrieved_on::text, reject.row_number, reject.reason,
  octet_length(reject.raw) AS bytes
FROM registry_reject reject -- registry_reject_pkey
JOIN registry_file file ON file.id = reject.file_id
WHERE (reject.file_id, reject.row_number) > ($1, $2)
ORDER BY reject.file_id, reject.row_number
LIMIT $3`

export async function* rejectsOf(database: DataSource, atMost: number): AsyncGenerator<HeldReject> {
  let [file, row] = ['0', 0]
  let left = atMost
  while (left > 0) {
    const wanted = Math.min(PAGE, left)
    const rows: readonly RejectRow[] = await database.query(REJECTS, [file, row, wanted])
    for (const each of rows) {
      const { registry, name: fileName, retrieved_on: retrievedOn, row_number: number, reason, bytes } = each
      yield { registry, fileName, retrievedOn, row: number, reason, bytes }
    }
    const end = rows.at(-1)
    if (end === undefined || rows.length < wanted) return
    left -= rows.length
    file = end.file_id
    row = end.row_number
  }
}
