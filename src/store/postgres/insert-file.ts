import type { QueryRunner } from 'typeorm'
import type { SourceFile } from '../../ports/disclosure-store.ts'
import type { StoredMoney } from './known-file.ts'

/** How the rows of a file divide. */
export interface Counts {
  readonly rows: number
  readonly loaded: number
  readonly changed: number
  readonly unchanged: number
  readonly quarantined: number
  readonly repeated: number
}

/** The file's row, under which its records are kept. Its id. */
export async function insertFile(
  runner: QueryRunner,
  file: SourceFile,
  counts: Counts,
  money: StoredMoney,
  of: 'ads' | 'advertisers',
): Promise<string> {
  await runner.query('INSERT INTO blob (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    file.blob,
    file.blobBytes,
  ])
  const row = {
    source: file.source,
    name: file.name,
    blob_sha256: file.blob,
    member: file.member ?? '',
    format: file.format,
    format_version: file.formatVersion,
    observed_on: file.observedOn,
    observed_by: file.observedBy,
    folder: file.folder,
    series: file.series?.name ?? null,
    series_of: file.series === null ? null : of,
    series_kind: file.series?.kind ?? null,
    drift: JSON.stringify(file.drift),
    cut_tokens: file.cutTokens,
    ...counts,
    money,
  }
  const places = Object.keys(row).map((_, index) => `$${index + 1}`)
  const [{ id }] = await runner.query(
    `INSERT INTO source_file (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')}) RETURNING id`,
    Object.values(row),
  )
  return id
}

/** What is known of the file only when all of it has been read. */
export async function completeFile(
  runner: QueryRunner,
  fileId: string,
  { rows, loaded, changed, unchanged, quarantined }: Counts,
  money: StoredMoney,
): Promise<void> {
  await runner.query(
    `UPDATE source_file file SET rows = $2, loaded = $3, changed = $4, unchanged = $5, quarantined = $6, money = $7
     WHERE file.id = $1`,
    [fileId, rows, loaded, changed, unchanged, quarantined, money],
  )
}
