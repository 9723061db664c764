import { EntitySchema } from 'typeorm'
import { identity } from './identity.ts'
import { sinceRevision } from './kept.ts'
import { reference } from './reference.ts'

interface SpendStatementRow {
  id: string
  source: string
  statement_key: string
  fingerprint: string
  scope_key: string
  subject: string
  advertiser_id: string | null
  name: string | null
  tells_disclaimer: boolean
  disclaimer: string | null
  from_day: string
  to_day: string
  place: string | null
  region_name: string | null
  currency: string
  lower_minor: string
  upper_minor: string | null
  rounded_minor: string | null
  floor_minor: string
  ceiling_minor: string | null
  ads: string | null
  facts: Record<string, unknown> | null
  is_partial: boolean
  is_repeat: boolean
  is_current: boolean
  from_revision: string
  mention_id: string | null
}

export const spendStatementTable = new EntitySchema<SpendStatementRow>({
  name: 'spend_statement',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    source: { type: 'text' },
    statement_key: { type: 'uuid' },
    fingerprint: { type: 'uuid' },
    scope_key: { type: 'uuid' },
    subject: { type: 'text' },
    advertiser_id: { type: 'bigint', nullable: true },
    name: { type: 'text', nullable: true },
    tells_disclaimer: { type: 'boolean' },
    disclaimer: { type: 'text', nullable: true },
    from_day: { type: 'date' },
    to_day: { type: 'date' },
    place: { type: 'text', nullable: true },
    region_name: { type: 'text', nullable: true },
    currency: { type: 'character', length: 3 },
    lower_minor: { type: 'bigint' },
    upper_minor: { type: 'bigint', nullable: true },
    rounded_minor: { type: 'bigint', nullable: true },
    floor_minor: { type: 'bigint' },
    ceiling_minor: { type: 'bigint', nullable: true },
    ads: { type: 'bigint', nullable: true },
    facts: { type: 'jsonb', nullable: true },
    is_partial: { type: 'boolean' },
    is_repeat: { type: 'boolean' },
    is_current: { type: 'boolean' },
    from_revision: sinceRevision,
    mention_id: { type: 'bigint', nullable: true },
  },
  uniques: [{ name: 'spend_statement_said_once', columns: ['statement_key', 'fingerprint'] }],
  checks: [{ name: 'spend_statement_is_a_range', expression: 'lower_minor <= upper_minor' }],
  indices: [
    { name: 'spend_statement_by_scope', columns: ['scope_key'] },
    { name: 'spend_statement_from', columns: ['from_revision'] },
    { name: 'spend_statement_by_advertiser', synchronize: false as const },
    { name: 'spend_statement_by_place', synchronize: false as const },
    { name: 'spend_statement_to_date', synchronize: false as const },
    { name: 'spend_statement_of_others', synchronize: false as const },
    { name: 'spend_statement_counted', synchronize: false as const },
    { name: 'spend_statement_of_mention', synchronize: false as const },
  ],
})

interface StatementObservationRow {
  file_id: string
  record_number: number
  part: number
  statement_id: string
  observed_at: Date
}

export const statementObservationTable = new EntitySchema<StatementObservationRow>({
  name: 'statement_observation',
  columns: {
    file_id: { type: 'bigint', primary: true },
    record_number: { type: 'integer', primary: true },
    part: { type: 'integer', primary: true },
    statement_id: { type: 'bigint' },
    observed_at: { type: 'timestamptz' },
  },
  foreignKeys: [reference('statement_observation', 'file_id', 'source_file')],
  indices: [{ name: 'statement_observation_by_statement', columns: ['statement_id', 'observed_at'] }],
})

interface StatementEverRow {
  advertiser_id: string
  source: string
  place: string
  currency: string
  mention_id: string
  last_day: string
  statements: string
  blankets: string
  floor_minor: string
}

export const statementEverTable = new EntitySchema<StatementEverRow>({
  name: 'statement_ever',
  columns: {
    advertiser_id: { type: 'bigint', primary: true },
    source: { type: 'text', primary: true },
    place: { type: 'text', primary: true },
    currency: { type: 'character', length: 3, primary: true },
    mention_id: { type: 'bigint', primary: true },
    last_day: { type: 'date' },
    statements: { type: 'bigint' },
    blankets: { type: 'bigint' },
    floor_minor: { type: 'bigint' },
  },
  indices: [{ name: 'statement_ever_by_place', columns: ['place', 'currency'] }],
})

interface StatementPeriodRow {
  source: string
  place: string
  currency: string
  from_day: string
  to_day: string
  is_partial: boolean
  statements: string
  from_revision: string
}

export const statementPeriodTable = new EntitySchema<StatementPeriodRow>({
  name: 'statement_period',
  columns: {
    source: { type: 'text', primary: true },
    place: { type: 'text', primary: true },
    currency: { type: 'character', length: 3, primary: true },
    from_day: { type: 'date', primary: true },
    to_day: { type: 'date', primary: true },
    is_partial: { type: 'boolean', primary: true },
    statements: { type: 'bigint' },
    from_revision: sinceRevision,
  },
  indices: [{ name: 'statement_period_by_place', columns: ['place', 'currency'] }],
})
