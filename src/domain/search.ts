import type { CalendarDate } from './calendar.ts'
import type { CreativeFormat } from './disclosure.ts'
import { Problem } from './errors.ts'
import type { AdvertiserRef, SourceId } from './ids.ts'
import type { Currency } from './money.ts'
import type { CountryCode, RegionCode } from './place.ts'
import type { RecordedFact } from './recorded-abroad.ts'
import { hasTerms, type SearchTerms } from './search-terms.ts'

/** What a page of results is filtered by. A missing key filters nothing. */
export interface SearchFilters {
  readonly source?: SourceId
  readonly country?: CountryCode
  readonly region?: RegionCode
  /** Ads whose delivery touches the days `from`…`to`, both inclusive; an ad without an end may still be running. */
  readonly from?: CalendarDate
  readonly to?: CalendarDate
  readonly format?: CreativeFormat
  readonly currency?: Currency
  /** In minor units of `currency`. An ad matches when its range may hold such an amount. */
  readonly spendAtLeast?: bigint
  readonly spendAtMost?: bigint
  /** The disclaimer (“paid for by”), letter by letter. */
  readonly payer?: string
  /** The advertiser's name, letter by letter. */
  readonly advertiser?: string
  /** The advertiser by its platform and id. */
  readonly account?: AdvertiserRef
  readonly listing?: ListingFilter
  /** Ads with this recorded fact, or with any. */
  readonly abroad?: RecordedFact | 'any'
}

/** `missing` holds ads that one complete file lacks, `withdrawn` those that two do. */
export const LISTING_FILTERS = ['listed', 'missing', 'withdrawn'] as const
export type ListingFilter = (typeof LISTING_FILTERS)[number]

export const SORTS = ['newest', 'oldest', 'most-spent', 'least-spent', 'most-shown', 'relevance'] as const

/** Amounts are ordered within a currency; across currencies the order is the code's alphabet. */
export type Sort = (typeof SORTS)[number]

export interface SearchQuery {
  readonly terms: SearchTerms
  readonly filters: SearchFilters
  readonly sort: Sort
}

/**
 * Where a page of results ends: the values of the last ad under the sort, and the revision of the archive that the
 * first page showed. Later pages show the same revision, so that nothing is doubled or skipped while files arrive.
 */
export interface Position {
  readonly revision: number
  readonly sort: Sort
  /** One text per sort key; null where the ad has no such value. */
  readonly keys: readonly (string | null)[]
  /** The archive's own key of that ad, opaque outside of it. */
  readonly id: string
}

export const FACETS = ['source', 'country', 'region', 'format', 'currency', 'payer'] as const
export type FacetName = (typeof FACETS)[number]

/** So many values of a facet are listed, the most frequent ones; the others are found by search. */
export const MOST_FACET_VALUES = 30

/** So many matches are counted at most, by whatever engine: a greater total says that counting ended there. */
export const MOST_COUNTED = 10_000

/** How many results carry a value; counted with every filter on but this facet's own. */
export interface FacetValue {
  readonly value: string
  readonly count: number
}

/** Whether everything is asked for. */
export function asksForAll({ terms, filters }: Pick<SearchQuery, 'terms' | 'filters'>): boolean {
  return !hasTerms(terms) && Object.values(filters).every((value) => value === undefined)
}

/** Whether hits are ranked by what they say: where no words are sought, nothing is more relevant than the newest. */
export function isRanked({ terms, sort }: Pick<SearchQuery, 'terms' | 'sort'>): boolean {
  return sort === 'relevance' && hasTerms(terms)
}

/** The Problem of a page address that nobody here gave out. */
export function strangePosition(cause?: unknown): Problem {
  const message = 'The address of that page is not one of ours: follow the links of the pages.'
  return new Problem('request.invalid', message, { cause })
}

/** The facet that is filtered by, where nothing else is. */
export function onlyFacet(filters: SearchFilters): FacetName | null {
  const [only, ...others] = Object.keys(filters)
  return others.length > 0 ? null : (FACETS.find((facet) => facet === only) ?? null)
}
