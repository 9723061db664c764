import { EntitySchema } from 'typeorm'
import { identity } from './identity.ts'
import { reference } from './reference.ts'

export interface BlobRow {
  sha256: string
  bytes: string
  kept_at: Date
}

export const blobTable = new EntitySchema<BlobRow>({
  name: 'blob',
  columns: {
    sha256: { type: 'text', primary: true },
    bytes: { type: 'bigint' },
    kept_at: { type: 'timestamptz', default: () => 'now()' },
  },
})

export interface SourceFileRow {
  id: string
  source: string
  name: string
  blob_sha256: string
  /** Empty for a file of its own: part of a unique key. */
  member: string
  format: string
  format_version: number
  observed_on: string
  observed_by: string
  cut_tokens: number
  rows: number
  loaded: number
  changed: number
  unchanged: number
  quarantined: number
  money: Record<string, { lower: string; upper: string | null }>
  imported_at: Date
  series: string | null
  series_kind: string | null
  series_of: string | null
  folder: string
  repeated: number
  drift: readonly string[]
}

export const sourceFileTable = new EntitySchema<SourceFileRow>({
  name: 'source_file',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    source: { type: 'text' },
    name: { type: 'text' },
    blob_sha256: { type: 'text' },
    member: { type: 'text' },
    format: { type: 'text' },
    format_version: { type: 'integer' },
    observed_on: { type: 'date' },
    observed_by: { type: 'text' },
    cut_tokens: { type: 'integer' },
    rows: { type: 'integer' },
    loaded: { type: 'integer' },
    changed: { type: 'integer' },
    unchanged: { type: 'integer' },
    quarantined: { type: 'integer' },
    money: { type: 'jsonb' },
    imported_at: { type: 'timestamptz', default: () => 'now()' },
    series: { type: 'text', nullable: true },
    series_kind: { type: 'text', nullable: true },
    series_of: { type: 'text', nullable: true },
    folder: { type: 'text', default: '' },
    repeated: { type: 'integer', default: 0 },
    drift: { type: 'jsonb', default: [] },
  },
  foreignKeys: [reference('source_file', 'blob_sha256', 'blob', 'sha256')],
  uniques: [{ name: 'source_file_known_by_name_and_content', columns: ['source', 'name', 'blob_sha256', 'member'] }],
  indices: [
    { name: 'source_file_by_series', columns: ['source', 'series', 'observed_on'] },
    { name: 'source_file_by_day', columns: ['observed_on', 'source'] },
    { name: 'source_file_drifted', synchronize: false as const },
    { name: 'source_file_standing', synchronize: false as const },
  ],
  checks: [{ name: 'source_file_rows_add_up', expression: 'rows = loaded + changed + unchanged + quarantined' }],
})

export interface QuarantinedRecordRow {
  file_id: string
  record_number: number
  code: string
  reason: string
  raw: Buffer
}

export const quarantinedRecordTable = new EntitySchema<QuarantinedRecordRow>({
  name: 'quarantined_record',
  columns: {
    file_id: { type: 'bigint', primary: true },
    record_number: { type: 'integer', primary: true },
    code: { type: 'text' },
    reason: { type: 'text' },
    raw: { type: 'bytea' },
  },
  foreignKeys: [reference('quarantined_record', 'file_id', 'source_file')],
})

interface FilePlaceRow {
  file_id: string
  place: string
  records: string
}

export const filePlaceTable = new EntitySchema<FilePlaceRow>({
  name: 'file_place',
  columns: {
    file_id: { type: 'bigint', primary: true },
    place: { type: 'text', primary: true },
    records: { type: 'bigint' },
  },
  foreignKeys: [reference('file_place', 'file_id', 'source_file')],
})
