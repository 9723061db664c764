import { queryUrl } from './query-url.ts'
import { type SearchParams, searchParamsSchema } from './search-params.ts'

/** Parameters as they stand in a URL; undefined or null takes one out. */
export type ParamChanges = { readonly [Name in keyof SearchParams]?: string | number | null | undefined }

const NAMES = searchParamsSchema.keyof().options

/** The URL of a search, its parameters always in the same order. With `abroad` it has a page of its own. */
export function searchUrl(params: ParamChanges): string {
  const path = params.abroad === undefined || params.abroad === null ? '/search' : '/recorded-abroad'
  return queryUrl(path, NAMES, { ...params, abroad: params.abroad === 'any' ? null : params.abroad })
}

/**
 * The same search with something changed, from its first page. A range of money falls with its currency, and a region
 * with its country: the new search would be empty, or refused.
 */
export function changedSearchUrl(params: SearchParams, changes: ParamChanges): string {
  const { after, format, cite, ...kept } = params
  const losesMoney = changes.currency !== undefined && changes.currency !== kept.currency
  const isElsewhere = typeof changes.country === 'string' && !(kept.region ?? '').startsWith(`${changes.country}-`)
  return searchUrl({
    ...kept,
    ...(losesMoney ? { spend_min: null, spend_max: null } : {}),
    ...(isElsewhere ? { region: null } : {}),
    ...changes,
  })
}
