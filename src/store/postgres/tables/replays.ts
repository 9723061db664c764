import { EntitySchema } from 'typeorm'
import { identity } from './identity.ts'
import { reference } from './reference.ts'

interface ReplayRow {
  id: string
  file_id: string
  format_version: number
  replayed_at: Date
  changed: number
  recovered: number
}

export const replayTable = new EntitySchema<ReplayRow>({
  name: 'replay',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    file_id: { type: 'bigint' },
    format_version: { type: 'integer' },
    replayed_at: { type: 'timestamptz', default: () => 'now()' },
    changed: { type: 'integer' },
    recovered: { type: 'integer' },
  },
  foreignKeys: [reference('replay', 'file_id', 'source_file')],
})

interface RereadRecordRow {
  replay_id: string
  record_number: number
  disclosure_id: string
  old_fingerprint: Buffer | null
  new_fingerprint: Buffer
}

export const rereadRecordTable = new EntitySchema<RereadRecordRow>({
  name: 'reread_record',
  columns: {
    replay_id: { type: 'bigint', primary: true },
    record_number: { type: 'integer', primary: true },
    disclosure_id: { type: 'bigint' },
    old_fingerprint: { type: 'bytea', nullable: true },
    new_fingerprint: { type: 'bytea' },
  },
  foreignKeys: [
    reference('reread_record', 'replay_id', 'replay'),
    reference('reread_record', 'disclosure_id', 'disclosure'),
  ],
  indices: [{ name: 'reread_record_by_disclosure', columns: ['disclosure_id'] }],
})
