import { EntitySchema } from 'typeorm'
import { identity } from './identity.ts'
import { reference } from './reference.ts'

export interface DisclosureRow {
  id: string
  source: string
  ad_id: string
}

export const disclosureTable = new EntitySchema<DisclosureRow>({
  name: 'disclosure',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    source: { type: 'text' },
    ad_id: { type: 'text' },
  },
  uniques: [{ name: 'disclosure_identity', columns: ['source', 'ad_id'] }],
})

export interface DisclosureContentRow {
  disclosure_id: string
  fingerprint: Buffer
  content: Record<string, unknown>
  advertiser_vector: string | null
  disclaimer_vector: string | null
  facts_vector: string | null
  texts_vector: string | null
  language: string | null
}

export const disclosureContentTable = new EntitySchema<DisclosureContentRow>({
  name: 'disclosure_content',
  columns: {
    disclosure_id: { type: 'bigint', primary: true },
    fingerprint: { type: 'bytea', primary: true },
    content: { type: 'jsonb' },
    advertiser_vector: { type: 'tsvector', nullable: true },
    disclaimer_vector: { type: 'tsvector', nullable: true },
    facts_vector: { type: 'tsvector', nullable: true },
    texts_vector: { type: 'tsvector', nullable: true },
    language: { type: 'text', nullable: true },
  },
  foreignKeys: [reference('disclosure_content', 'disclosure_id', 'disclosure')],
})

export interface ObservationRow {
  file_id: string
  record_number: number
  disclosure_id: string
  observed_at: Date
  fingerprint: Buffer
}

export const observationTable = new EntitySchema<ObservationRow>({
  name: 'observation',
  columns: {
    file_id: { type: 'bigint', primary: true },
    record_number: { type: 'integer', primary: true },
    disclosure_id: { type: 'bigint' },
    observed_at: { type: 'timestamptz' },
    fingerprint: { type: 'bytea' },
  },
  foreignKeys: [
    reference('observation', 'file_id', 'source_file'),
    reference('observation', 'disclosure_id', 'disclosure'),
  ],
  indices: [{ name: 'observation_by_disclosure', columns: ['disclosure_id', 'observed_at'] }],
})
