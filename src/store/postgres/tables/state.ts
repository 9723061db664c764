import { EntitySchema } from 'typeorm'
import { reference } from './reference.ts'

export interface RevisionRow {
  id: string
  /** Null: no file made it, but what we concluded of all of them. */
  file_id: string | null
  made_at: Date
  is_ours: boolean
}

export const revisionTable = new EntitySchema<RevisionRow>({
  name: 'revision',
  columns: {
    id: { type: 'bigint', primary: true },
    file_id: { type: 'bigint', nullable: true },
    made_at: { type: 'timestamptz', default: () => 'now()' },
    is_ours: { type: 'boolean', default: false },
  },
  foreignKeys: [reference('revision', 'file_id', 'source_file')],
})

export interface DisclosureStateRow {
  disclosure_id: string
  from_revision: string
  to_revision: string | null
  source: string
  ad_id: string
  content: Record<string, unknown>
  text_language: string | null
  advertiser_name: string | null
  disclaimer: string | null
  countries: string[]
  regions: string[]
  formats: string[]
  currency: string | null
  spend_lower_minor: string | null
  spend_upper_minor: string | null
  impressions_lower: string | null
  starts_on: string | null
  ends_on: string | null
  search: string
  line: string | null
  advertiser_id: string | null
  missing_since: Date | null
  withdrawn_at: Date | null
  recorded_abroad: string[]
  wording: string | null
}

const WRITTEN_IN_SQL = [
  'current',
  'search',
  'countries',
  'regions',
  'disclaimer',
  'advertiser',
  'newest',
  'days',
  'by_source',
  'spend',
  'shown',
  'of_advertiser',
  'absent',
  'abroad',
  'from',
  'wording',
]

export const disclosureStateTable = new EntitySchema<DisclosureStateRow>({
  name: 'disclosure_state',
  columns: {
    disclosure_id: { type: 'bigint', primary: true },
    from_revision: { type: 'bigint', primary: true },
    to_revision: { type: 'bigint', nullable: true },
    source: { type: 'text' },
    ad_id: { type: 'text' },
    content: { type: 'jsonb' },
    text_language: { type: 'text', nullable: true },
    advertiser_name: { type: 'text', nullable: true },
    disclaimer: { type: 'text', nullable: true },
    countries: { type: 'text', array: true },
    regions: { type: 'text', array: true },
    formats: { type: 'text', array: true },
    currency: { type: 'character', length: 3, nullable: true },
    spend_lower_minor: { type: 'bigint', nullable: true },
    spend_upper_minor: { type: 'bigint', nullable: true },
    impressions_lower: { type: 'bigint', nullable: true },
    starts_on: { type: 'date', nullable: true },
    ends_on: { type: 'date', nullable: true },
    search: { type: 'tsvector' },
    line: { type: 'text', nullable: true },
    advertiser_id: { type: 'bigint', nullable: true },
    missing_since: { type: 'timestamptz', nullable: true },
    withdrawn_at: { type: 'timestamptz', nullable: true },
    recorded_abroad: { type: 'text', array: true, default: '{}' },
    wording: { type: 'uuid', nullable: true },
  },
  checks: [
    { name: 'disclosure_state_spend_is_a_range', expression: 'spend_lower_minor <= spend_upper_minor' },
    {
      name: 'disclosure_state_spend_has_a_currency',
      expression: '(spend_lower_minor IS NULL) = (currency IS NULL)',
    },
  ],
  indices: WRITTEN_IN_SQL.map((name) => ({ name: `disclosure_state_${name}`, synchronize: false as const })),
})

interface HistoryStartRow {
  revision: string
}

/** The first revision whose derived tables are known: of an archive that is older than these, a late one. */
export const historyStartTable = new EntitySchema<HistoryStartRow>({
  name: 'history_start',
  columns: { revision: { type: 'bigint', primary: true } },
})
