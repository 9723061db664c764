import { EntitySchema } from 'typeorm'
import type { CrawlStanding, UnitState } from '../../../ports/crawl-log.ts'
import { identity } from './identity.ts'

export interface CrawlStandingRow {
  source: string
  closed_until: Date | null
  closed_because: string | null
  credential: CrawlStanding['credential']
  token_ends_at: Date | null
  token_seen_at: Date | null
  told_days: number | null
  paused_at: Date | null
  dies_after: number | null
}

export const crawlStandingTable = new EntitySchema<CrawlStandingRow>({
  name: 'crawl_standing',
  columns: {
    source: { type: 'text', primary: true },
    closed_until: { type: 'timestamptz', nullable: true },
    closed_because: { type: 'text', nullable: true },
    credential: { type: 'text', default: 'unknown' },
    token_ends_at: { type: 'timestamptz', nullable: true },
    token_seen_at: { type: 'timestamptz', nullable: true },
    told_days: { type: 'integer', nullable: true },
    paused_at: { type: 'timestamptz', nullable: true },
    dies_after: { type: 'integer', nullable: true },
  },
})

interface CrawlCallsRow {
  source: string
  day: string
  calls: number
}

export const crawlCallsTable = new EntitySchema<CrawlCallsRow>({
  name: 'crawl_calls',
  columns: {
    source: { type: 'text', primary: true },
    day: { type: 'date', primary: true },
    calls: { type: 'integer' },
  },
})

export interface CrawlUnitRow {
  source: string
  unit: string
  country: string | null
  from_day: string | null
  to_day: string | null
  state: UnitState
  passed_at: Date
  whole_at: Date | null
  records: number
  recent: readonly number[]
  doubts: number
  pages: number
  requests: number
  errors: Readonly<Record<string, number>>
  remarks: readonly string[]
}

export const crawlUnitTable = new EntitySchema<CrawlUnitRow>({
  name: 'crawl_unit',
  columns: {
    source: { type: 'text', primary: true },
    unit: { type: 'text', primary: true },
    country: { type: 'text', nullable: true },
    from_day: { type: 'date', nullable: true },
    to_day: { type: 'date', nullable: true },
    state: { type: 'text' },
    passed_at: { type: 'timestamptz' },
    whole_at: { type: 'timestamptz', nullable: true },
    records: { type: 'integer' },
    recent: { type: 'jsonb', default: [] },
    doubts: { type: 'integer', default: 0 },
    pages: { type: 'integer' },
    requests: { type: 'integer' },
    errors: { type: 'jsonb', default: {} },
    remarks: { type: 'jsonb', default: [] },
  },
})

export interface PublishedCountRow {
  source: string
  unit: string
  country: string
  day: string
  ads: number
  said_at: Date
}

export const publishedCountTable = new EntitySchema<PublishedCountRow>({
  name: 'published_count',
  columns: {
    source: { type: 'text', primary: true },
    unit: { type: 'text', primary: true },
    country: { type: 'text', primary: true },
    day: { type: 'date', primary: true },
    ads: { type: 'integer' },
    said_at: { type: 'timestamptz' },
  },
})

interface ReconciledRow {
  id: string
  kind: string
  source: string
  ads_source: string
  unit: string | null
  country: string | null
  from_day: string
  to_day: string
  advertiser_id: string | null
  currency: string | null
  stated_ads: string | null
  held_ads: string | null
  stated_lower: string | null
  stated_upper: string | null
  held_lower: string | null
  held_upper: string | null
  compared: number | null
  differing: number | null
  is_reported: boolean | null
  wrong: string[]
  reconciled_at: Date
}

export const reconciledTable = new EntitySchema<ReconciledRow>({
  name: 'reconciled',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    kind: { type: 'text' },
    source: { type: 'text' },
    ads_source: { type: 'text' },
    unit: { type: 'text', nullable: true },
    country: { type: 'text', nullable: true },
    from_day: { type: 'date' },
    to_day: { type: 'date' },
    advertiser_id: { type: 'bigint', nullable: true },
    currency: { type: 'character', length: 3, nullable: true },
    stated_ads: { type: 'bigint', nullable: true },
    held_ads: { type: 'bigint', nullable: true },
    stated_lower: { type: 'bigint', nullable: true },
    stated_upper: { type: 'bigint', nullable: true },
    held_lower: { type: 'bigint', nullable: true },
    held_upper: { type: 'bigint', nullable: true },
    compared: { type: 'integer', nullable: true },
    differing: { type: 'integer', nullable: true },
    is_reported: { type: 'boolean', nullable: true },
    wrong: { type: 'text', array: true, default: '{}' },
    reconciled_at: { type: 'timestamptz', default: () => 'now()' },
  },
  indices: [
    { name: 'reconciled_slices', synchronize: false as const },
    { name: 'reconciled_wrong', synchronize: false as const },
    { name: 'reconciled_currencies', synchronize: false as const },
  ],
})
