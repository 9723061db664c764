import { EntitySchema } from 'typeorm'
import type { IndexState } from '../../../ports/search-outbox.ts'

export interface SearchIndexerRow {
  is_only: boolean
  archive: string
  worked_at: Date | null
  trouble: string | null
}

export const searchIndexerTable = new EntitySchema<SearchIndexerRow>({
  name: 'search_indexer',
  columns: {
    is_only: { type: 'boolean', primary: true, default: true },
    archive: { type: 'uuid' },
    worked_at: { type: 'timestamptz', nullable: true },
    trouble: { type: 'text', nullable: true },
  },
  checks: [{ name: 'search_indexer_is_one', expression: 'is_only' }],
})

export interface SearchIndexRow {
  name: string
  state: IndexState
  copied_to: string
  is_copied: boolean
  checked_to: string
  created_at: Date
  live_at: Date | null
  retired_at: Date | null
}

export const searchIndexTable = new EntitySchema<SearchIndexRow>({
  name: 'search_index',
  columns: {
    name: { type: 'text', primary: true },
    state: { type: 'text', default: 'building' },
    copied_to: { type: 'bigint', default: 0 },
    is_copied: { type: 'boolean', default: false },
    checked_to: { type: 'bigint', default: 0 },
    created_at: { type: 'timestamptz', default: () => 'now()' },
    live_at: { type: 'timestamptz', nullable: true },
    retired_at: { type: 'timestamptz', nullable: true },
  },
  checks: [{ name: 'search_index_state_is_known', expression: "state IN ('building', 'live', 'retired')" }],
  indices: ['one_building', 'one_live'].map((name) => ({ name: `search_index_${name}`, synchronize: false as const })),
})

export interface SearchOutboxRow {
  revision: string
  disclosure_id: string
  attempts: number
  not_before: Date
}

export const searchOutboxTable = new EntitySchema<SearchOutboxRow>({
  name: 'search_outbox',
  columns: {
    revision: { type: 'bigint', primary: true },
    disclosure_id: { type: 'bigint', primary: true },
    attempts: { type: 'integer', default: 0 },
    not_before: { type: 'timestamptz', default: '-infinity' },
  },
  indices: [{ name: 'search_outbox_of_ad', columns: ['disclosure_id'] }],
})

const ofIndex = (table: string) => ({
  name: `${table}_index_name_fkey`,
  target: 'search_index',
  columnNames: ['index_name'],
  referencedColumnNames: ['name'],
  onDelete: 'CASCADE' as const,
})

export interface SearchDeadLetterRow {
  index_name: string
  disclosure_id: string
  revision: string
  reason: string
  at: Date
}

export const searchDeadLetterTable = new EntitySchema<SearchDeadLetterRow>({
  name: 'search_dead_letter',
  columns: {
    index_name: { type: 'text', primary: true },
    disclosure_id: { type: 'bigint', primary: true },
    revision: { type: 'bigint' },
    reason: { type: 'text' },
    at: { type: 'timestamptz', default: () => 'now()' },
  },
  foreignKeys: [ofIndex('search_dead_letter')],
})

export interface SearchPointRow {
  pit: string
  index_name: string
  revision: string
  opened_at: Date
  kept_until: Date
}

export const searchPointTable = new EntitySchema<SearchPointRow>({
  name: 'search_point',
  columns: {
    pit: { type: 'text', primary: true },
    index_name: { type: 'text' },
    revision: { type: 'bigint' },
    opened_at: { type: 'timestamptz', default: () => 'now()' },
    kept_until: { type: 'timestamptz' },
  },
  foreignKeys: [ofIndex('search_point')],
  indices: [{ name: 'search_point_newest', columns: ['revision', 'opened_at'] }],
})
