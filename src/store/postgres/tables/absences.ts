import { EntitySchema } from 'typeorm'
import { identity } from './identity.ts'
import { sinceRevision } from './kept.ts'
import { reference } from './reference.ts'

interface AbsenceRow {
  id: string
  source: string
  series: string
  disclosure_id: string | null
  advertiser_id: string | null
  missing_file_id: string
  withdrawn_file_id: string | null
  restored_file_id: string | null
  from_revision: string
}

export const absenceTable = new EntitySchema<AbsenceRow>({
  name: 'absence',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    source: { type: 'text' },
    series: { type: 'text' },
    disclosure_id: { type: 'bigint', nullable: true },
    advertiser_id: { type: 'bigint', nullable: true },
    missing_file_id: { type: 'bigint' },
    withdrawn_file_id: { type: 'bigint', nullable: true },
    restored_file_id: { type: 'bigint', nullable: true },
    from_revision: sinceRevision,
  },
  foreignKeys: [
    reference('absence', 'disclosure_id', 'disclosure'),
    reference('absence', 'advertiser_id', 'advertiser'),
    reference('absence', 'missing_file_id', 'source_file'),
    reference('absence', 'withdrawn_file_id', 'source_file'),
    reference('absence', 'restored_file_id', 'source_file'),
  ],
  checks: [{ name: 'absence_of_one', expression: 'num_nonnulls(disclosure_id, advertiser_id) = 1' }],
  indices: [
    { name: 'absence_by_disclosure', columns: ['disclosure_id'] },
    { name: 'absence_by_advertiser', columns: ['advertiser_id'] },
    { name: 'absence_by_series', columns: ['source', 'series'] },
  ],
})

interface HoldRow {
  id: string
  source: string
  series: string
  file_id: string
  subject: string
  listed: number
  absent: number
  status: string
  held_at: Date
  decided_at: Date | null
}

export const holdTable = new EntitySchema<HoldRow>({
  name: 'hold',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    source: { type: 'text' },
    series: { type: 'text' },
    file_id: { type: 'bigint' },
    subject: { type: 'text' },
    listed: { type: 'integer' },
    absent: { type: 'integer' },
    status: { type: 'text' },
    held_at: { type: 'timestamptz', default: () => 'now()' },
    decided_at: { type: 'timestamptz', nullable: true },
  },
  foreignKeys: [reference('hold', 'file_id', 'source_file')],
  uniques: [{ name: 'hold_once_a_file', columns: ['file_id'] }],
})

interface HoldMemberRow {
  hold_id: string
  subject_id: string
}

export const holdMemberTable = new EntitySchema<HoldMemberRow>({
  name: 'hold_member',
  columns: {
    hold_id: { type: 'bigint', primary: true },
    subject_id: { type: 'bigint', primary: true },
  },
  foreignKeys: [reference('hold_member', 'hold_id', 'hold')],
  indices: [{ name: 'hold_member_by_subject', columns: ['subject_id'] }],
})
