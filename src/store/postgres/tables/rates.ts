import { EntitySchema } from 'typeorm'
import { identity } from './identity.ts'
import { sinceRevision } from './kept.ts'
import { reference } from './reference.ts'

interface RatesFileRow {
  id: string
  name: string
  blob_sha256: string
  member: string
  rates: number
  first_day: string
  last_day: string
  loaded_at: Date
}

export const ratesFileTable = new EntitySchema<RatesFileRow>({
  name: 'rates_file',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    name: { type: 'text' },
    blob_sha256: { type: 'text' },
    member: { type: 'text' },
    rates: { type: 'integer' },
    first_day: { type: 'date' },
    last_day: { type: 'date' },
    loaded_at: { type: 'timestamptz', default: () => 'now()' },
  },
  foreignKeys: [reference('rates_file', 'blob_sha256', 'blob', 'sha256')],
  uniques: [{ name: 'rates_file_known_by_content', columns: ['blob_sha256', 'member'] }],
})

interface ReferenceRateRow {
  currency: string
  day: string
  per_euro: string
  file_id: string
  from_revision: string
}

export const referenceRateTable = new EntitySchema<ReferenceRateRow>({
  name: 'reference_rate',
  columns: {
    currency: { type: 'character', length: 3, primary: true },
    day: { type: 'date', primary: true },
    per_euro: { type: 'numeric' },
    file_id: { type: 'bigint' },
    from_revision: sinceRevision,
  },
  foreignKeys: [reference('reference_rate', 'file_id', 'rates_file')],
  checks: [{ name: 'reference_rate_is_positive', expression: 'per_euro > 0' }],
  indices: [{ name: 'reference_rate_by_day', columns: ['day'] }],
})
