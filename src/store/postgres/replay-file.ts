import type { QueryRunner } from 'typeorm'
import { Problem } from '../../domain/errors.ts'
import type { SourceFile } from '../../ports/disclosure-store.ts'
import { type KnownFile, knownFile } from './known-file.ts'

/** The row of a file that is read again. @throws {Problem} `file.missing` when it was never loaded */
export async function requireKnown(runner: QueryRunner, file: SourceFile): Promise<KnownFile> {
  const known = await knownFile(runner, file)
  if (known === null) throw new Problem('file.missing', `${file.name} has not been loaded: import it first.`)
  return known
}

/**
 * Brings the quarantine of a file up to what is staged: who is understood now leaves it, who is not joins it.
 * @returns how many left
 */
export async function settleQuarantine(runner: QueryRunner, fileId: string): Promise<number> {
  const [, recovered]: [unknown, number] = await runner.query(
    `DELETE FROM quarantined_record record
     WHERE record.file_id = $1
       AND NOT EXISTS (
         SELECT FROM staged WHERE staged.record_number = record.record_number AND staged.code IS NOT NULL
       )`,
    [fileId],
  )
  await runner.query(
    `INSERT INTO quarantined_record AS held (file_id, record_number, code, reason, raw)
     SELECT $1, staged.record_number, staged.code, staged.reason, staged.raw FROM staged WHERE staged.code IS NOT NULL
     ON CONFLICT (file_id, record_number) DO UPDATE SET code = excluded.code, reason = excluded.reason
     WHERE (held.code, held.reason) IS DISTINCT FROM (excluded.code, excluded.reason)`,
    [fileId],
  )
  return recovered
}

/** Notes what was done, and by which version; the file's counts say what is true now. */
export async function recordReplay(
  runner: QueryRunner,
  file: SourceFile,
  known: KnownFile,
  { changed, recovered }: { readonly changed: number; readonly recovered: number },
): Promise<string | null> {
  await runner.query(
    `UPDATE source_file file SET format_version = $2, loaded = file.loaded + file.quarantined - now.quarantined,
       quarantined = now.quarantined
     FROM (SELECT count(*)::int AS quarantined FROM quarantined_record record WHERE record.file_id = $1) now
     WHERE file.id = $1 AND (file.format_version, file.quarantined) IS DISTINCT FROM ($2, now.quarantined)`,
    [known.id, file.formatVersion],
  )
  if (changed + recovered === 0) return null
  const [{ id }] = await runner.query(
    'INSERT INTO replay (file_id, format_version, changed, recovered) VALUES ($1, $2, $3, $4) RETURNING id',
    [known.id, file.formatVersion, changed, recovered],
  )
  return id
}
