import { Problem } from '../domain/errors.ts'
import { type Currency, minorUnits } from '../domain/money.ts'
import type { Position, SearchFilters, SearchQuery, Sort } from '../domain/search.ts'
import { parseSearchTerms, type SearchTerms } from '../domain/search-terms.ts'
import { accountOf } from './advertiser-url.ts'
import { refuseBoth } from './citation-file.ts'
import { positionOf } from './cursor.ts'
import { parseRequest, type RawQuery, refuseBackwards } from './parse-request.ts'
import { type SearchParams, SIZES, searchParamsSchema } from './search-params.ts'

/** A search as the URL asks it. */
export interface SearchRequest {
  /** Its parameters, cleaned: what links to variations of this search are made of. */
  readonly params: SearchParams
  readonly query: SearchQuery
  readonly after: Position | null
  readonly size: number
}

/** @throws {Problem} `request.invalid` with a sentence for whoever typed it. */
export function searchRequest(rawQuery: RawQuery, platforms: readonly string[]): SearchRequest {
  const params = parseRequest(searchParamsSchema, rawQuery)
  const { platform, from, to } = params
  refuseBoth(params.cite, params.format)
  if (platform !== undefined && !platforms.includes(platform)) {
    throw invalid(`There is no platform “${platform}” here. Choose one of: ${platforms.join(', ')}.`)
  }
  refuseBackwards({ from, to })
  const terms = searchTerms(params.q ?? '')
  const sort = sortOf(params, terms)
  return {
    params,
    query: { terms, filters: filtersOf(params), sort },
    after: params.after === undefined ? null : positionOf(params.after, sort),
    size: params.size ?? SIZES.usual,
  }
}

function searchTerms(text: string): SearchTerms {
  const terms = parseSearchTerms(text)
  if ('refusal' in terms) throw invalid(terms.refusal)
  return terms
}

/** Without words nothing matches better than anything else: the newest come first. */
function sortOf(params: SearchParams, terms: SearchTerms): Sort {
  const hasWords = terms.include.length > 0
  if (params.sort === undefined) return hasWords ? 'relevance' : 'newest'
  return params.sort === 'relevance' && !hasWords ? 'newest' : params.sort
}

function filtersOf(params: SearchParams): SearchFilters {
  const { q, sort, as_of, after, size, format, cite, ...filters } = params
  const { platform, creative, spend_min, spend_max, account, listed, ...sameInBoth } = filters
  return {
    ...sameInBoth,
    ...(platform === undefined ? {} : { source: platform }),
    ...(creative === undefined ? {} : { format: creative }),
    ...(account === undefined ? {} : { account: accountOf(account) }),
    ...(listed === undefined ? {} : { listing: listed }),
    ...spendFilters(params),
  }
}

function spendFilters({ currency, spend_min, spend_max }: SearchParams): SearchFilters {
  if (spend_min === undefined && spend_max === undefined) return {}
  if (currency === undefined) {
    throw invalid('Choose a currency: amounts in different currencies cannot be compared.')
  }
  const least = amount('spend_min', spend_min, currency)
  const most = amount('spend_max', spend_max, currency)
  if (least !== null && most !== null && least > most) {
    throw invalid('The least spend asked for is above the most: “spend_min” is greater than “spend_max”.')
  }
  return { ...(least === null ? {} : { spendAtLeast: least }), ...(most === null ? {} : { spendAtMost: most }) }
}

function amount(name: string, text: string | undefined, currency: Currency): bigint | null {
  if (text === undefined) return null
  try {
    return minorUnits(text, currency)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw invalid(`The parameter “${name}” cannot be used: ${error.message}.`)
  }
}

function invalid(sentence: string): Problem {
  return new Problem('request.invalid', sentence)
}
