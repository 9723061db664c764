import { EntitySchema } from 'typeorm'
import { sinceRevision } from './kept.ts'

interface AdSpendRow {
  advertiser_id: string
  place: string
  currency: string
  is_whole: boolean
  starts_on: string
  ends_on: string
  ads: string
  lower_minor: string
  upper_minor: string
  open_tops: string
  from_revision: string
  mention_id: string
}

export const adSpendTable = new EntitySchema<AdSpendRow>({
  name: 'ad_spend',
  columns: {
    advertiser_id: { type: 'bigint', primary: true },
    place: { type: 'text', primary: true },
    currency: { type: 'character', length: 3, primary: true },
    is_whole: { type: 'boolean', primary: true },
    starts_on: { type: 'date', primary: true },
    ends_on: { type: 'date', primary: true },
    ads: { type: 'bigint' },
    lower_minor: { type: 'bigint' },
    upper_minor: { type: 'bigint' },
    open_tops: { type: 'bigint' },
    from_revision: sinceRevision,
    mention_id: { type: 'bigint', primary: true, default: 0 },
  },
  indices: [
    { name: 'ad_spend_by_place', synchronize: false as const },
    { name: 'ad_spend_of_long_ads', synchronize: false as const },
    { name: 'ad_spend_of_whole_regions', synchronize: false as const },
  ],
})

interface AdSpendEverRow {
  advertiser_id: string
  place: string
  currency: string
  is_whole: boolean
  last_day: string
  ads: string
  lower_minor: string
  upper_minor: string
  open_tops: string
  from_revision: string
  mention_id: string
}

export const adSpendEverTable = new EntitySchema<AdSpendEverRow>({
  name: 'ad_spend_ever',
  columns: {
    advertiser_id: { type: 'bigint', primary: true },
    place: { type: 'text', primary: true },
    currency: { type: 'character', length: 3, primary: true },
    is_whole: { type: 'boolean', primary: true },
    last_day: { type: 'date' },
    ads: { type: 'bigint' },
    lower_minor: { type: 'bigint' },
    upper_minor: { type: 'bigint' },
    open_tops: { type: 'bigint' },
    from_revision: sinceRevision,
    mention_id: { type: 'bigint', primary: true, default: 0 },
  },
  indices: [{ name: 'ad_spend_ever_by_place', columns: ['place', 'currency'] }],
})

interface PlaceTotalRow {
  place: string
  currency: string
  platform: string
  ads: string
  statements: string
  from_revision: string
}

export const placeTotalTable = new EntitySchema<PlaceTotalRow>({
  name: 'place_total',
  columns: {
    place: { type: 'text', primary: true },
    currency: { type: 'character', length: 3, primary: true },
    platform: { type: 'text', primary: true },
    ads: { type: 'bigint' },
    statements: { type: 'bigint' },
    from_revision: sinceRevision,
  },
})

interface UsualCurrencyRow {
  country: string
  currency: string
}

export const usualCurrencyTable = new EntitySchema<UsualCurrencyRow>({
  name: 'usual_currency',
  columns: {
    country: { type: 'character', length: 2, primary: true },
    currency: { type: 'character', length: 3, primary: true },
  },
})
