import { EntitySchema } from 'typeorm'
import { sinceRevision } from './kept.ts'

export interface FacetTotalRow {
  facet: string
  value_hash: string
  value: string
  ads: string
  from_revision: string
}

export const facetTotalTable = new EntitySchema<FacetTotalRow>({
  name: 'facet_total',
  columns: {
    facet: { type: 'text', primary: true },
    value_hash: { type: 'uuid', primary: true },
    value: { type: 'text' },
    ads: { type: 'bigint' },
    from_revision: sinceRevision,
  },
  indices: [{ name: 'facet_total_most_ads', columns: ['facet', 'ads'] }],
})

/** What all ads of a currency cost; `upper_minor` sums the tops that there are, `open_tops` counts those that are open. */
export interface CurrencyTotalRow {
  currency: string
  ads: string
  lower_minor: string
  upper_minor: string
  open_tops: string
  from_revision: string
}

export const currencyTotalTable = new EntitySchema<CurrencyTotalRow>({
  name: 'currency_total',
  columns: {
    currency: { type: 'character', length: 3, primary: true },
    ads: { type: 'bigint' },
    lower_minor: { type: 'numeric' },
    upper_minor: { type: 'numeric' },
    open_tops: { type: 'bigint' },
    from_revision: sinceRevision,
  },
})

export interface UnresolvedPlaceRow {
  source: string
  name_hash: string
  name: string
  records: string
}

export const unresolvedPlaceTable = new EntitySchema<UnresolvedPlaceRow>({
  name: 'unresolved_place',
  columns: {
    source: { type: 'text', primary: true },
    name_hash: { type: 'uuid', primary: true },
    name: { type: 'text' },
    records: { type: 'bigint' },
  },
})
