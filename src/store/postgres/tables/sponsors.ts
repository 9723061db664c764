import { EntitySchema } from 'typeorm'
import { identity } from './identity.ts'
import { sinceRevision } from './kept.ts'
import { reference } from './reference.ts'

interface EventRow {
  id: string
  kind: string
  sponsors: string[]
  actor: string
  reason: string
  evidence: Record<string, unknown>
  rule_version: string
  revision: string
  at: Date
}

export const sponsorEventTable = new EntitySchema<EventRow>({
  name: 'sponsor_event',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    kind: { type: 'text' },
    sponsors: { type: 'text', array: true },
    actor: { type: 'text' },
    reason: { type: 'text' },
    evidence: { type: 'jsonb' },
    rule_version: { type: 'text' },
    revision: { type: 'bigint' },
    at: { type: 'timestamptz', default: () => 'clock_timestamp()' },
  },
  checks: [
    {
      name: 'sponsor_event_kind_is_known',
      expression: "kind IN ('create', 'merge', 'split', 'rename', 'link', 'unlink', 'judge', 'undo')",
    },
  ],
  indices: [{ name: 'sponsor_event_of_sponsor', synchronize: false as const }],
})

interface SponsorNameRow {
  sponsor_id: string
  kind: string
  told: string
  name_hash: string
  name: string
  folded: string
  from_revision: string
}

export const sponsorNameTable = new EntitySchema<SponsorNameRow>({
  name: 'sponsor_name',
  columns: {
    sponsor_id: { type: 'text', primary: true },
    kind: { type: 'text', primary: true },
    told: { type: 'text', primary: true },
    name_hash: { type: 'uuid', primary: true },
    name: { type: 'text' },
    folded: { type: 'text' },
    from_revision: sinceRevision,
  },
  indices: [{ name: 'sponsor_name_trigrams', synchronize: false as const }],
})

interface RelationRow {
  from_sponsor: string
  to_sponsor: string
  kind: string
  source: string
  office: string
  cycle: string
  confidence: number
  valid_from: string | null
  valid_to: string | null
  from_revision: string
}

export const sponsorRelationTable = new EntitySchema<RelationRow>({
  name: 'sponsor_relation',
  columns: {
    from_sponsor: { type: 'text', primary: true },
    to_sponsor: { type: 'text', primary: true },
    kind: { type: 'text', primary: true },
    source: { type: 'text', primary: true },
    office: { type: 'text', primary: true, default: '' },
    cycle: { type: 'text', primary: true, default: '' },
    confidence: { type: 'real' },
    valid_from: { type: 'date', nullable: true },
    valid_to: { type: 'date', nullable: true },
    from_revision: sinceRevision,
  },
  checks: [
    { name: 'sponsor_relation_is_of_two', expression: 'from_sponsor <> to_sponsor' },
    {
      name: 'sponsor_relation_kind_is_known',
      expression: "kind IN ('affiliated_with', 'pays_for', 'controlled_by', 'campaign_of')",
    },
  ],
  indices: [{ name: 'sponsor_relation_by_to', columns: ['to_sponsor'] }],
})

interface ExternalIdRow {
  mention_id: string
  scheme: string
  value: string
  method: string
  relation: string
  name: string | null
  confidence: number
  reason: string
  source: string
  from_revision: string
}

export const externalIdTable = new EntitySchema<ExternalIdRow>({
  name: 'external_id',
  columns: {
    mention_id: { type: 'bigint', primary: true },
    scheme: { type: 'text', primary: true },
    value: { type: 'text', primary: true },
    method: { type: 'text', primary: true },
    relation: { type: 'text' },
    name: { type: 'text', nullable: true },
    confidence: { type: 'real' },
    reason: { type: 'text' },
    source: { type: 'text' },
    from_revision: sinceRevision,
  },
  foreignKeys: [reference('external_id', 'mention_id', 'mention')],
  checks: [
    { name: 'external_id_relation_is_known', expression: "relation IN ('same_as', 'affiliated_with')" },
    { name: 'external_id_method_is_known', expression: "method IN ('declared', 'matched', 'review')" },
  ],
  indices: [{ name: 'external_id_by_value', columns: ['scheme', 'value'] }],
})

interface SponsorRedirectRow {
  former: string
  into_sponsor: string
}

/** Into which sponsor a merged one went at that time; `sponsor.redirect_to` says where that leads by now. */
export const sponsorRedirectTable = new EntitySchema<SponsorRedirectRow>({
  name: 'sponsor_redirect',
  columns: { former: { type: 'text', primary: true }, into_sponsor: { type: 'text' } },
  foreignKeys: [
    reference('sponsor_redirect', 'former', 'sponsor'),
    reference('sponsor_redirect', 'into_sponsor', 'sponsor'),
  ],
  indices: [{ name: 'sponsor_redirect_by_into', columns: ['into_sponsor'] }],
})

interface SponsorPersonRow {
  scheme: string
  value: string
  sponsor_id: string
}

/** Who a registry's candidate is: a person, above the campaigns of all offices. */
export const sponsorPersonTable = new EntitySchema<SponsorPersonRow>({
  name: 'sponsor_person',
  columns: {
    scheme: { type: 'text', primary: true },
    value: { type: 'text', primary: true },
    sponsor_id: { type: 'text' },
  },
  foreignKeys: [reference('sponsor_person', 'sponsor_id', 'sponsor')],
})
