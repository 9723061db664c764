import type { ReleaseRow } from '../../../ports/releases.ts'
import { releaseRow } from './cells.ts'

export interface FileRow {
  readonly source: string
  readonly name: string
  readonly blob: string
  readonly member: string
  readonly day: string
  readonly rows: number
  readonly revision: string | null
}

/** Files of all sources. @param condition on `file` */
export function filesSql(condition: string): string {
  return `
SELECT file.source, file.name, file.blob_sha256 AS blob, file.member, file.observed_on::text AS day, file.rows,
  made.revision
FROM source_file file
LEFT JOIN (
  SELECT revision.file_id, min(revision.id) AS revision FROM revision WHERE NOT revision.is_ours GROUP BY 1
) made ON made.file_id = file.id
WHERE ${condition}
ORDER BY file.source COLLATE "C", file.observed_on, file.id`
}

export function fileRow({ source, name, blob, member, day, rows, revision }: FileRow): ReleaseRow {
  return releaseRow([source, name, blob, member, day, String(rows), revision])
}
