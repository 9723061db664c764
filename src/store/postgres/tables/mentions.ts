import { EntitySchema } from 'typeorm'
import { identity } from './identity.ts'
import { sinceRevision } from './kept.ts'
import { reference } from './reference.ts'

interface MentionRow {
  id: string
  advertiser_id: string
  payer: string | null
  payer_hash: string
}

export const mentionTable = new EntitySchema<MentionRow>({
  name: 'mention',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    advertiser_id: { type: 'bigint' },
    payer: { type: 'text', nullable: true },
    payer_hash: { type: 'uuid' },
  },
  uniques: [{ name: 'mention_identity', columns: ['advertiser_id', 'payer_hash'] }],
  foreignKeys: [reference('mention', 'advertiser_id', 'advertiser')],
})

interface SharedAccountRow {
  advertiser_id: string
}

/** Accounts that have several mentions. */
export const sharedAccountTable = new EntitySchema<SharedAccountRow>({
  name: 'shared_account',
  columns: { advertiser_id: { type: 'bigint', primary: true } },
  foreignKeys: [reference('shared_account', 'advertiser_id', 'advertiser')],
})

interface MentionLeadRow {
  mention_id: string
  lead_id: string
}

/** Mentions that are one unit of a ranking with a smaller one of their account. */
export const mentionLeadTable = new EntitySchema<MentionLeadRow>({
  name: 'mention_lead',
  columns: { mention_id: { type: 'bigint', primary: true }, lead_id: { type: 'bigint' } },
  foreignKeys: [reference('mention_lead', 'mention_id', 'mention'), reference('mention_lead', 'lead_id', 'mention')],
})

interface SponsorRow {
  id: string
  type: string
  name: string
  status: string
  redirect_to: string | null
  split_from: string | null
  created_at: Date
  created_order: string
  from_revision: string
}

export const sponsorTable = new EntitySchema<SponsorRow>({
  name: 'sponsor',
  columns: {
    id: { type: 'text', primary: true },
    type: { type: 'text' },
    name: { type: 'text' },
    status: { type: 'text', default: 'active' },
    redirect_to: { type: 'text', nullable: true },
    split_from: { type: 'text', nullable: true },
    created_at: { type: 'timestamptz', default: () => 'now()' },
    created_order: { type: 'bigint', ...identity },
    from_revision: sinceRevision,
  },
  foreignKeys: [reference('sponsor', 'redirect_to', 'sponsor'), reference('sponsor', 'split_from', 'sponsor')],
  checks: [
    { name: 'sponsor_status_is_known', expression: "status IN ('active', 'tombstone')" },
    { name: 'sponsor_leads_on', expression: "(status = 'tombstone') = (redirect_to IS NOT NULL)" },
  ],
  indices: [{ name: 'sponsor_redirected', columns: ['redirect_to'] }],
})

interface MentionSponsorRow {
  mention_id: string
  sponsor_id: string
  method: string
  confidence: number
  reason: string
  rule_version: string
  from_revision: string
}

export const mentionSponsorTable = new EntitySchema<MentionSponsorRow>({
  name: 'mention_sponsor',
  columns: {
    mention_id: { type: 'bigint', primary: true },
    sponsor_id: { type: 'text' },
    method: { type: 'text' },
    confidence: { type: 'real' },
    reason: { type: 'text' },
    rule_version: { type: 'text' },
    from_revision: sinceRevision,
  },
  foreignKeys: [
    reference('mention_sponsor', 'mention_id', 'mention'),
    reference('mention_sponsor', 'sponsor_id', 'sponsor'),
  ],
  checks: [
    { name: 'mention_sponsor_method_is_known', expression: "method IN ('auto', 'review')" },
    { name: 'mention_sponsor_confidence_is_a_share', expression: 'confidence >= 0 AND confidence <= 1' },
  ],
  indices: [{ name: 'mention_sponsor_by_sponsor', columns: ['sponsor_id'] }],
})
