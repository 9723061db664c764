import type { SearchFilters } from '../../domain/search.ts'
import type { Manifest } from '../../ports/source.ts'
import { accountText } from '../advertiser-url.ts'
import { moneyText } from '../format.ts'
import { dayText } from '../format-date.ts'
import { LISTING_LABELS, RECORDED_LABELS } from '../labels.ts'
import type { SearchParams } from '../search-params.ts'
import { changedSearchUrl, type ParamChanges } from '../search-url.ts'
import { visibleText } from '../visible-text.ts'
import { facetText } from './facet-view.ts'

/** A filter that is on, and the search without it. */
export interface ChipView {
  readonly label: string
  readonly value: string
  readonly href: string
}

/** All filters of a search, one by one, each of which can be taken off. */
export function chipViews(params: SearchParams, filters: SearchFilters, manifests: readonly Manifest[]): ChipView[] {
  const chip = (label: string, value: string | undefined, without: ParamChanges): ChipView[] =>
    value === undefined ? [] : [{ label, value, href: changedSearchUrl(params, without) }]
  const named = (facet: 'source' | 'country' | 'region' | 'format' | 'currency', value: string | undefined) =>
    value === undefined ? undefined : facetText(facet, value, manifests)
  const { from, to, payer, advertiser, account, listing, abroad } = filters
  return [
    ...chip('Words', params.q === undefined ? undefined : visibleText(params.q), { q: null, sort: null }),
    ...chip('Platform', named('source', filters.source), { platform: null }),
    ...chip('Country', named('country', filters.country), { country: null }),
    ...chip('Region', named('region', filters.region), { region: null }),
    ...chip('Running on or after', from === undefined ? undefined : dayText(from), { from: null }),
    ...chip('Running on or before', to === undefined ? undefined : dayText(to), { to: null }),
    ...chip('Creative', named('format', filters.format), { creative: null }),
    ...chip('Currency', named('currency', filters.currency), { currency: null }),
    ...chip('Spend at least', amount(filters, filters.spendAtLeast), { spend_min: null }),
    ...chip('Spend at most', amount(filters, filters.spendAtMost), { spend_max: null }),
    ...chip('Paid for by', payer === undefined ? undefined : visibleText(payer), { payer: null }),
    ...chip('Advertiser', advertiser === undefined ? undefined : visibleText(advertiser), { advertiser: null }),
    ...chip('Account', account === undefined ? undefined : visibleText(accountText(account)), { account: null }),
    ...chip('Still listed', listing === undefined ? undefined : LISTING_LABELS[listing], { listed: null }),
    ...chip('Recorded abroad', abroad === undefined ? undefined : RECORDED_LABELS[abroad], { abroad: null }),
  ]
}

function amount({ currency }: SearchFilters, minor: bigint | undefined): string | undefined {
  if (currency === undefined || minor === undefined) return undefined
  return moneyText({ lower: minor, upper: minor }, currency)
}
