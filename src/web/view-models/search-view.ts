import type { Problems } from '../../domain/data-quality.ts'
import type { MoneySum, SearchResult } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import type { Citation } from '../citation.ts'
import { cursorText } from '../cursor.ts'
import { atLeastText, counted, countText, currencyName, moneyText } from '../format.ts'
import { SORT_LABELS } from '../labels.ts'
import type { SearchParams } from '../search-params.ts'
import type { SearchRequest } from '../search-request.ts'
import type { SearchSponsors } from '../search-sponsors.ts'
import { changedSearchUrl, searchUrl } from '../search-url.ts'
import type { AsOfView } from './as-of-view.ts'
import { type ChipView, chipViews } from './chip-view.ts'
import { type CitationView, citationView } from './citation-view.ts'
import { type FacetView, facetViews } from './facet-view.ts'
import { type HitView, hitView } from './hit-view.ts'
import type { LinkView } from './layout-view.ts'
import { type QualityNoticeView, qualityNotice, type RestingOn, restingOnAds } from './quality-notice.ts'
import { type SearchFormView, searchFormView } from './search-form-view.ts'
import { citedOrder, type SearchNoticesView, searchNotices } from './search-notices.ts'
import { type SponsorLineView, sponsorLineView } from './sponsor-line.ts'

export interface SumView {
  readonly currency: string
  readonly money: string
  readonly note: string
}

export interface SearchView {
  readonly form: SearchFormView
  readonly chips: readonly ChipView[]
  readonly notices: readonly string[]
  readonly searched: SearchNoticesView
  /** Those whose name, old or misspelt too, the words are. */
  readonly sponsors: SponsorLineView | null
  /** True where recorded facts are what is looked for: then their limits are told first. */
  readonly isAboutRecorded: boolean
  readonly total: string
  /** How the list is ordered and limited. */
  readonly how: string
  readonly sums: readonly SumView[]
  readonly moreSums: readonly SumView[]
  readonly exports: readonly LinkView[]
  readonly exportNote: string
  readonly facets: readonly FacetView[]
  readonly hits: readonly HitView[]
  readonly firstPage: string | null
  readonly nextPage: string | null
  /** The search without any filter. */
  readonly everything: string
  readonly asOf: AsOfView | null
  readonly cite: CitationView | null
  readonly quality: QualityNoticeView | null
  /** Ways on when nothing was found. */
  readonly suggestions: readonly LinkView[]
}

const SUMS_AT_ONCE = 3

export interface SearchSurroundings {
  /** About files of the source searched that wait for a decision. */
  readonly notice: string | null
  readonly asOf: AsOfView | null
  readonly citation: Citation | null
  readonly problems: Problems
  readonly sponsors: SearchSponsors
  /** Whether newer files are held than the list is of. */
  readonly isOlder: boolean
}

export function searchView(
  request: SearchRequest,
  result: SearchResult,
  manifests: readonly Manifest[],
  { notice, asOf, citation, problems, isOlder, sponsors }: SearchSurroundings,
): SearchView {
  const { params, query } = request
  const { isCapped } = result
  const sums = isCapped ? [] : result.sums.map(sumView)
  const isAboutRecorded = query.filters.abroad !== undefined
  const highlighting = { terms: query.terms, stemOf: result.stemOf, isAboutRecorded, sponsors: sponsors.ofAds }
  const manifestOf = (source: string) => manifests.find(({ id }) => id === source)
  const chips = chipViews(params, query.filters, manifests)
  return {
    form: searchFormView(params, query.sort, query.terms.include.length > 0, result.facets, manifests),
    chips,
    notices: [...(notice === null ? [] : [notice])],
    searched: searchNotices(request, result),
    sponsors: sponsorLineView(sponsors, params.q, manifests),
    isAboutRecorded,
    total: searchTotal(result),
    how: howText(request, result, isOlder),
    sums: sums.slice(0, SUMS_AT_ONCE),
    moreSums: sums.slice(SUMS_AT_ONCE),
    exports: result.total === 0 ? [] : exportLinks(request),
    exportNote: exportNote(result),
    facets: facetViews(result.facets, params, manifests, isCapped),
    hits: result.hits.map((held) => hitView(held, manifestOf(held.source), highlighting)),
    firstPage: params.after === undefined ? null : changedSearchUrl(params, {}),
    nextPage: result.next === null ? null : changedSearchUrl(params, { after: cursorText(result.next) }),
    everything: everythingUrl(params),
    asOf,
    cite: citationView(citation, citedOrder(request, result)),
    quality: qualityNotice(restingOn(request, result, problems), problems, manifests, false),
    suggestions: result.total === 0 ? suggestions(chips, params) : [],
  }
}

/** Where days are asked for, those, of every source of which an ad was found; else the days of the ads shown. */
function restingOn({ query }: SearchRequest, { hits, facets }: SearchResult, problems: Problems): RestingOn[] {
  const { from = null, to = null } = query.filters
  if (from === null && to === null) return restingOnAds(hits, problems)
  return facets.source.map(({ value }) => ({ source: value, days: [{ from, to }] }))
}

/** `10,000+ ads` where counting stopped. */
export function searchTotal({ total, isCapped }: SearchResult): string {
  return isCapped ? `${atLeastText(total)} ads` : counted(total, 'ad')
}

function exportNote({ total, isCapped }: SearchResult): string {
  if (isCapped) return 'all ads that this search finds, however many'
  return total === 1 ? 'the one ad' : `all ${counted(total, 'ad')}, not only this page`
}

function exportLinks({ params }: SearchRequest): LinkView[] {
  return (['csv', 'json'] as const).map((format) => ({
    text: format.toUpperCase(),
    href: changedSearchUrl(params, { size: null, format }),
  }))
}

function sumView({ currency, lower, upper, ads, openTops }: MoneySum): SumView {
  return {
    currency: currencyName(currency),
    money: moneyText({ lower, upper }, currency),
    note: `${counted(ads, 'ad tells', 'ads tell')} an amount${openText(ads, openTops)}`,
  }
}

function openText(ads: number, openTops: number): string {
  if (openTops === 0) return ''
  if (ads === openTops) return ', without an upper bound'
  return `, ${countText(openTops)} of them without an upper bound`
}

function howText({ params, query, size }: SearchRequest, result: SearchResult, isOlder: boolean): string {
  const { hits, total, isCapped } = result
  const state = stateText(params, result, isOlder)
  if (total === 0) return `No ad passes all of these filters at once.${state}`
  const shown = hits.length < total ? `${counted(hits.length, 'ad')} of them on this page` : 'All on this page'
  const limit = hits.length < total ? ` (at most ${size} a page)` : ''
  const cap = isCapped
    ? ` There are at least ${counted(total, 'ad')}: counting stops there, so what they cost is not summed, and the counts beside the filters are “at least” too. Narrow the search to have them exact.`
    : ''
  return `${shown}${limit}, ${SORT_LABELS[query.sort]}.${cap}${state}`
}

/** A first page is of the newest revision that can be searched, which the archive may be ahead of for a while. */
function stateText({ after }: SearchParams, { revision, isRestarted }: SearchResult, isOlder: boolean): string {
  if (after !== undefined && !isRestarted) {
    return ` As of revision ${revision}: files that arrive meanwhile do not shift the pages.`
  }
  return isOlder ? ` As of revision ${revision}: what arrived since is not searched yet.` : ''
}

/** Each filter taken off alone, then everything: the next thing a reader would try by hand. */
function suggestions(chips: readonly ChipView[], params: SearchParams): LinkView[] {
  const without = chips.map(({ label, value, href }) => ({ text: `Search without “${label}: ${value}”`, href }))
  return [...(chips.length > 1 ? without : []), { text: 'All ads of this archive', href: everythingUrl(params) }]
}

function everythingUrl({ as_of }: SearchParams): string {
  return searchUrl({ as_of })
}
