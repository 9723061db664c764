import { EntitySchema } from 'typeorm'
import { identity } from './identity.ts'
import { reference } from './reference.ts'

interface RegistryFileRow {
  id: string
  registry: string
  format: string
  series: string
  name: string
  blob_sha256: string
  member: string
  retrieved_on: string
  retrieved_by: string
  is_current: boolean
  supersedes: string | null
  rows: number
  rejected: number
  loaded_at: Date
}

export const registryFileTable = new EntitySchema<RegistryFileRow>({
  name: 'registry_file',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    registry: { type: 'text' },
    format: { type: 'text' },
    series: { type: 'text' },
    name: { type: 'text' },
    blob_sha256: { type: 'text' },
    member: { type: 'text' },
    retrieved_on: { type: 'date' },
    retrieved_by: { type: 'text' },
    is_current: { type: 'boolean', default: true },
    supersedes: { type: 'bigint', nullable: true },
    rows: { type: 'integer' },
    rejected: { type: 'integer' },
    loaded_at: { type: 'timestamptz', default: () => 'now()' },
  },
  foreignKeys: [
    reference('registry_file', 'blob_sha256', 'blob', 'sha256'),
    reference('registry_file', 'supersedes', 'registry_file'),
  ],
  uniques: [{ name: 'registry_file_known_by_content', columns: ['registry', 'series', 'blob_sha256', 'member'] }],
  indices: [{ name: 'registry_file_by_series', columns: ['registry', 'series', 'retrieved_on'] }],
  checks: [{ name: 'registry_file_rejected_of_rows', expression: 'rejected <= rows' }],
})

interface RegistryRejectRow {
  file_id: string
  row_number: number
  reason: string
  raw: Buffer
}

export const registryRejectTable = new EntitySchema<RegistryRejectRow>({
  name: 'registry_reject',
  columns: {
    file_id: { type: 'bigint', primary: true },
    row_number: { type: 'integer', primary: true },
    reason: { type: 'text' },
    raw: { type: 'bytea' },
  },
  foreignKeys: [reference('registry_reject', 'file_id', 'registry_file')],
})

interface RegistryRecordRow {
  id: string
  registry: string
  scheme: string
  key: string
}

export const registryRecordTable = new EntitySchema<RegistryRecordRow>({
  name: 'registry_record',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    registry: { type: 'text' },
    scheme: { type: 'text' },
    key: { type: 'text' },
  },
  uniques: [{ name: 'registry_record_identity', columns: ['scheme', 'key', 'registry'] }],
})

interface RegistryVersionRow {
  record_id: string
  file_id: string
  row_number: number
  part: string
  type: string | null
  country: string | null
  state: string | null
  valid_from: string | null
  valid_to: string | null
  facts: Record<string, string>
}

export const registryVersionTable = new EntitySchema<RegistryVersionRow>({
  name: 'registry_version',
  columns: {
    record_id: { type: 'bigint', primary: true },
    file_id: { type: 'bigint', primary: true },
    row_number: { type: 'integer', primary: true },
    part: { type: 'text' },
    type: { type: 'text', nullable: true },
    country: { type: 'text', nullable: true },
    state: { type: 'text', nullable: true },
    valid_from: { type: 'text', nullable: true },
    valid_to: { type: 'text', nullable: true },
    facts: { type: 'jsonb' },
  },
  foreignKeys: [
    reference('registry_version', 'record_id', 'registry_record'),
    reference('registry_version', 'file_id', 'registry_file'),
  ],
})

interface RegistryNameRow {
  record_id: string
  file_id: string
  row_number: number
  ordinal: number
  kind: string
  name: string
  name_key: string
}

export const registryNameTable = new EntitySchema<RegistryNameRow>({
  name: 'registry_name',
  columns: {
    record_id: { type: 'bigint', primary: true },
    file_id: { type: 'bigint', primary: true },
    row_number: { type: 'integer', primary: true },
    ordinal: { type: 'smallint', primary: true },
    kind: { type: 'text' },
    name: { type: 'text' },
    name_key: { type: 'text' },
  },
  indices: [{ name: 'registry_name_by_key', columns: ['name_key', 'record_id'] }],
})

interface RegistryRelationRow {
  file_id: string
  row_number: number
  ordinal: number
  registry: string
  kind: string
  key: string
  subject_scheme: string
  subject_key: string
  object_scheme: string
  object_key: string
  valid_from: string | null
  valid_to: string | null
  facts: Record<string, string>
}

export const registryRelationTable = new EntitySchema<RegistryRelationRow>({
  name: 'registry_relation',
  columns: {
    file_id: { type: 'bigint', primary: true },
    row_number: { type: 'integer', primary: true },
    ordinal: { type: 'smallint', primary: true },
    registry: { type: 'text' },
    kind: { type: 'text' },
    key: { type: 'text' },
    subject_scheme: { type: 'text' },
    subject_key: { type: 'text' },
    object_scheme: { type: 'text' },
    object_key: { type: 'text' },
    valid_from: { type: 'text', nullable: true },
    valid_to: { type: 'text', nullable: true },
    facts: { type: 'jsonb' },
  },
  foreignKeys: [reference('registry_relation', 'file_id', 'registry_file')],
  indices: [
    { name: 'registry_relation_by_subject', columns: ['subject_key', 'subject_scheme', 'kind'] },
    { name: 'registry_relation_by_object', columns: ['object_key', 'object_scheme', 'kind'] },
  ],
})
