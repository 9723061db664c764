import type { CreativeFormat } from '../../domain/disclosure.ts'
import type { Currency } from '../../domain/money.ts'
import { type CountryCode, countryName, type RegionCode, regionName } from '../../domain/place.ts'
import { FACETS, type FacetName, type FacetValue, MOST_FACET_VALUES } from '../../domain/search.ts'
import type { Manifest } from '../../ports/source.ts'
import { atLeastText, countText, currencyName } from '../format.ts'
import { FACET_LABELS, FORMAT_LABELS } from '../labels.ts'
import { isAskable } from '../parse-request.ts'
import { libraryName } from '../platform-name.ts'
import type { SearchParams } from '../search-params.ts'
import { changedSearchUrl } from '../search-url.ts'
import { visibleName } from '../visible-text.ts'

export interface FacetValueView {
  readonly text: string
  readonly count: string
  /** Null for a value that cannot be asked for. */
  readonly href: string | null
  /** An active value leads back to the search without it. */
  readonly isActive: boolean
}

export interface FacetView {
  readonly heading: string
  readonly values: readonly FacetValueView[]
  readonly more: readonly FacetValueView[]
  /** Says so where there may be values that are not listed. */
  readonly limit: string | null
}

/** The parameter that each facet sets. */
const FACET_PARAMS = {
  source: 'platform',
  country: 'country',
  region: 'region',
  format: 'creative',
  currency: 'currency',
  payer: 'payer',
} as const satisfies Record<FacetName, keyof SearchParams>

const SHOWN_AT_ONCE = 8

/**
 * Each value is a link that sets this filter in place of its own; facets without values are left out. Counts that
 * stopped at a bound say so.
 */
export function facetViews(
  facets: Readonly<Record<FacetName, readonly FacetValue[]>>,
  params: SearchParams,
  manifests: readonly Manifest[],
  isCapped = false,
): FacetView[] {
  return FACETS.map((name) => {
    const values = facets[name].map((value) => ({
      ...facetValueView(name, value, params, manifests),
      count: isCapped ? atLeastText(value.count) : countText(value.count),
    }))
    return {
      heading: FACET_LABELS[name],
      values: values.slice(0, SHOWN_AT_ONCE),
      more: values.slice(SHOWN_AT_ONCE),
      limit:
        values.length < MOST_FACET_VALUES
          ? null
          : `The ${MOST_FACET_VALUES} most frequent are listed; there may be more.`,
    }
  }).filter(({ values }) => values.length > 0)
}

function facetValueView(
  facet: FacetName,
  { value }: FacetValue,
  params: SearchParams,
  manifests: readonly Manifest[],
): Omit<FacetValueView, 'count'> {
  const param = FACET_PARAMS[facet]
  const isActive = params[param] === value
  return {
    text: facetText(facet, value, manifests),
    href: isAskable(value) ? changedSearchUrl(params, { [param]: isActive ? null : value }) : null,
    isActive,
  }
}

/** A value in words. Values of facets are codes that the archive made: they need no second look. */
export function facetText(facet: FacetName, value: string, manifests: readonly Manifest[]): string {
  switch (facet) {
    case 'source':
      return libraryName(
        manifests.find(({ id }) => id === value),
        value,
      )
    case 'country':
      return countryName(value as CountryCode)
    case 'region':
      return `${regionName(value as RegionCode)}, ${value.slice(0, 2)}`
    case 'format':
      return FORMAT_LABELS[value as CreativeFormat] ?? value
    case 'currency':
      return currencyName(value as Currency)
    case 'payer':
      return visibleName(value)
  }
}
