import { EntitySchema } from 'typeorm'
import { sinceRevision } from './kept.ts'

interface BlockKeyRow {
  key: string
  mention_id: string
}

export const blockKeyTable = new EntitySchema<BlockKeyRow>({
  name: 'block_key',
  columns: {
    key: { type: 'text', primary: true, collation: 'C' },
    mention_id: { type: 'bigint', primary: true },
  },
  indices: [{ name: 'block_key_by_mention', columns: ['mention_id'] }],
})

interface BlockKeyDfRow {
  key: string
  df: number
}

/** How many mentions carry a key. */
export const blockKeyDfTable = new EntitySchema<BlockKeyDfRow>({
  name: 'block_key_df',
  columns: { key: { type: 'text', primary: true, collation: 'C' }, df: { type: 'integer' } },
})

interface MentionTotalRow {
  mention_id: string
  ads: string
  from_revision: string
}

export const mentionTotalTable = new EntitySchema<MentionTotalRow>({
  name: 'mention_total',
  columns: {
    mention_id: { type: 'bigint', primary: true },
    ads: { type: 'bigint' },
    from_revision: sinceRevision,
  },
})

interface MentionDomainRow {
  mention_id: string
  domain: string
  ads: string
}

export const mentionDomainTable = new EntitySchema<MentionDomainRow>({
  name: 'mention_domain',
  columns: {
    mention_id: { type: 'bigint', primary: true },
    domain: { type: 'text', primary: true, collation: 'C' },
    ads: { type: 'bigint' },
  },
})

interface SponsorStandingRow {
  is_only: boolean
  domains_to: string
  changes: string
  resolved_at: Date | null
  rule_version: string | null
}

/** How far sponsors were brought after the archive; `changes` counts what altered who belongs to whom. */
export const sponsorStandingTable = new EntitySchema<SponsorStandingRow>({
  name: 'sponsor_standing',
  columns: {
    is_only: { type: 'boolean', primary: true, default: true },
    domains_to: { type: 'bigint', default: 0 },
    changes: { type: 'bigint', default: 0 },
    resolved_at: { type: 'timestamptz', nullable: true },
    rule_version: { type: 'text', nullable: true },
  },
  checks: [{ name: 'sponsor_standing_is_one', expression: 'is_only' }],
})
