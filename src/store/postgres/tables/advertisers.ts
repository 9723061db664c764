import { EntitySchema } from 'typeorm'
import { identity } from './identity.ts'
import { sinceRevision } from './kept.ts'
import { reference } from './reference.ts'

interface AdvertiserRow {
  id: string
  platform: string
  key: string
  account_id: string | null
  only_country: string | null
  from_revision: string
}

export const advertiserTable = new EntitySchema<AdvertiserRow>({
  name: 'advertiser',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    platform: { type: 'text' },
    key: { type: 'text' },
    account_id: { type: 'text', nullable: true },
    only_country: { type: 'character', length: 2, nullable: true },
    from_revision: sinceRevision,
  },
  uniques: [{ name: 'advertiser_identity', columns: ['platform', 'key'] }],
})

interface AdvertiserNameRow {
  advertiser_id: string
  kind: string
  text_hash: string
  text: string
  first_seen_at: Date
  last_seen_at: Date
  from_revision: string
}

export const advertiserNameTable = new EntitySchema<AdvertiserNameRow>({
  name: 'advertiser_name',
  columns: {
    advertiser_id: { type: 'bigint', primary: true },
    kind: { type: 'text', primary: true },
    text_hash: { type: 'uuid', primary: true },
    text: { type: 'text' },
    first_seen_at: { type: 'timestamptz' },
    last_seen_at: { type: 'timestamptz' },
    from_revision: sinceRevision,
  },
  foreignKeys: [reference('advertiser_name', 'advertiser_id', 'advertiser')],
})

interface AdvertiserFactRow {
  advertiser_id: string
  source: string
  label: string
  value_hash: string
  value: string
  first_seen_at: Date
  last_seen_at: Date
  from_revision: string
}

export const advertiserFactTable = new EntitySchema<AdvertiserFactRow>({
  name: 'advertiser_fact',
  columns: {
    advertiser_id: { type: 'bigint', primary: true },
    source: { type: 'text', primary: true },
    label: { type: 'text', primary: true },
    value_hash: { type: 'uuid', primary: true },
    value: { type: 'text' },
    first_seen_at: { type: 'timestamptz' },
    last_seen_at: { type: 'timestamptz' },
    from_revision: sinceRevision,
  },
  foreignKeys: [reference('advertiser_fact', 'advertiser_id', 'advertiser')],
})

interface AdvertiserAliasRow {
  platform: string
  former_key: string
  key: string
  from_revision: string
}

export const advertiserAliasTable = new EntitySchema<AdvertiserAliasRow>({
  name: 'advertiser_alias',
  columns: {
    platform: { type: 'text', primary: true },
    former_key: { type: 'text', primary: true },
    key: { type: 'text', primary: true },
    from_revision: sinceRevision,
  },
  indices: [{ name: 'advertiser_alias_by_key', columns: ['platform', 'key'] }],
})
