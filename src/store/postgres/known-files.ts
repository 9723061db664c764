import type { DataSource } from 'typeorm'
import type { SourceId } from '../../domain/ids.ts'
import type { KnownFile, KnownFiles } from '../../ports/collecting.ts'
import { asInstant } from './rows/held.ts'
import type { CollectedFileRow } from './tables/runs.ts'

export function postgresKnownFiles(dataSource: DataSource): KnownFiles {
  return {
    known: (source, key) => known(dataSource, source, key),
    remember: (source, key, file) => remember(dataSource, { source, key, file }),
  }
}

const KNOWN = `
SELECT file.etag, file.last_modified, file.bytes, file.checked_at, file.changed_at, file.records
FROM collected_file file WHERE file.source = $1 AND file.key = $2`

async function known(dataSource: DataSource, source: SourceId, key: string): Promise<KnownFile | null> {
  const [row]: CollectedFileRow[] = await dataSource.query(KNOWN, [source, key])
  if (row === undefined) return null
  return {
    validators: {
      etag: row.etag,
      lastModified: row.last_modified,
      bytes: row.bytes === null ? null : Number(row.bytes),
    },
    checkedAt: asInstant(row.checked_at),
    changedAt: asInstant(row.changed_at),
    records: Number(row.records),
  }
}

const REMEMBER = `
INSERT INTO collected_file (source, key, etag, last_modified, bytes, checked_at, changed_at, records)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (source, key) DO UPDATE SET etag = EXCLUDED.etag, last_modified = EXCLUDED.last_modified,
  bytes = EXCLUDED.bytes, checked_at = EXCLUDED.checked_at, changed_at = EXCLUDED.changed_at, records = EXCLUDED.records`

interface Remembered {
  readonly source: SourceId
  readonly key: string
  readonly file: KnownFile
}

async function remember(dataSource: DataSource, { source, key, file }: Remembered): Promise<void> {
  const { etag, lastModified, bytes } = file.validators
  const heard = [file.checkedAt, file.changedAt, file.records]
  await dataSource.query(REMEMBER, [source, key, etag, lastModified, bytes, ...heard])
}
