import type { CalendarDate } from '../../../domain/calendar.ts'
import type { Sha256 } from '../../../domain/ids.ts'
import type { HeldVersion, RegistryNameKind, RegistryPin } from '../../../ports/registries.ts'

export interface PinRow {
  readonly file_name: string
  readonly blob_sha256: string
  readonly retrieved_on: string
  readonly row_number: number
  readonly is_current: boolean
}

export interface VersionRow extends PinRow {
  readonly record_id: string
  readonly part: string
  readonly type: string | null
  readonly country: string | null
  readonly state: string | null
  readonly valid_from: string | null
  readonly valid_to: string | null
  readonly facts: Readonly<Record<string, string>>
}

export interface NameRow {
  readonly record_id: string
  readonly name: string
  readonly kind: RegistryNameKind
  readonly read_from: string
  readonly read_to: string
}

/** Columns of a pin, of `file` and of a row of it. */
export const PIN = 'file.name AS file_name, file.blob_sha256, file.retrieved_on::text, file.is_current'

export function pinOf(row: PinRow): RegistryPin {
  return {
    file: row.file_name,
    blob: row.blob_sha256 as Sha256,
    retrievedOn: row.retrieved_on as CalendarDate,
    row: row.row_number,
    isCurrent: row.is_current,
  }
}

/**
 * Versions of records, the oldest first: by the time for which they hold (a cycle, where the copies are of cycles), then by
 * the day of the copy. The order in which copies were loaded says nothing. $1: ids of the records.
 */
export const VERSIONS = `
SELECT version.record_id, version.row_number, version.part, version.type, version.country, version.state,
  version.valid_from, version.valid_to, version.facts, ${PIN}
FROM registry_version version -- registry_version_pkey
JOIN registry_file file ON file.id = version.file_id
WHERE version.record_id = ANY($1)
ORDER BY version.record_id, version.valid_from NULLS FIRST, file.retrieved_on, file.blob_sha256, version.row_number`

/**
 * Of these only what holds now: of each part the rows of its newest copy. $1: ids of the records.
 */
export const NEWEST_VERSIONS = `
SELECT ranked.*
FROM (
  SELECT version.record_id, version.row_number, version.part, version.type, version.country, version.state,
    version.valid_from, version.valid_to, version.facts, ${PIN},
    dense_rank() OVER (
      PARTITION BY version.record_id, version.part
      ORDER BY version.valid_from DESC NULLS LAST, file.retrieved_on DESC, file.blob_sha256 DESC
    ) AS age
  FROM registry_version version -- registry_version_pkey
  JOIN registry_file file ON file.id = version.file_id
  WHERE version.record_id = ANY($1)
) ranked
WHERE ranked.age = 1
ORDER BY ranked.record_id, ranked.valid_from NULLS FIRST, ranked.retrieved_on, ranked.blob_sha256, ranked.row_number`

/** Of `registry_name name`: `read.at`, the cycle in which it was read, or the day of the copy. */
export const NAME_READ_AT = `JOIN registry_version version USING (record_id, file_id, row_number)
JOIN registry_file file ON file.id = name.file_id
CROSS JOIN LATERAL (
  SELECT CASE WHEN version.valid_from = version.valid_to AND version.valid_from ~ '^[0-9]{4}$' THEN version.valid_from
    ELSE file.retrieved_on::text END AS at
) read`

/**
 * Each name once a kind, with the first and the last cycle in which it was read; where copies are of no cycle, the days of
 * the copies. $1: ids of the records.
 */
export const NAMES = `
SELECT name.record_id, name.name, name.kind, min(read.at) AS read_from, max(read.at) AS read_to
FROM registry_name name -- registry_name_pkey
${NAME_READ_AT}
WHERE name.record_id = ANY($1)
GROUP BY name.record_id, name.kind, name.name
ORDER BY name.record_id, min(read.at), name.kind = 'name' DESC, name.kind, name.name`

export function versionOf(row: VersionRow): HeldVersion {
  return {
    part: row.part,
    type: row.type,
    country: row.country,
    state: row.state,
    from: row.valid_from,
    to: row.valid_to,
    facts: row.facts,
    pin: pinOf(row),
  }
}
