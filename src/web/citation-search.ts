import { type Moment, momentText } from '../domain/moment.ts'
import type { SearchResult } from '../ports/archive.ts'
import type { Standpoint } from './as-of.ts'
import type { Citation } from './citation.ts'
import { sourceNames } from './citation-sources.ts'
import type { SearchRequest } from './search-request.ts'
import { searchUrl } from './search-url.ts'
import { chipViews } from './view-models/chip-view.ts'
import type { WebDeps } from './web-deps.ts'

interface CitedPage {
  readonly title: string
  readonly origin: string
  readonly result: SearchResult
  /** The moment that it shows; null: it cannot be shown again. */
  readonly moment: Moment | null
}

/** Of a page of a search: its title, and in words the filters that are on. Null where there is nothing to cite. */
export async function searchCitation(
  { manifests }: Pick<WebDeps, 'manifests'>,
  standpoint: Standpoint,
  asked: SearchRequest,
  { title, origin, result, moment }: CitedPage,
): Promise<Citation | null> {
  if (moment === null || isOfLostOrder(asked, result)) return null
  const filters = chipViews(asked.params, asked.query.filters, manifests).filter(({ label }) => label !== 'Words')
  const inWords = filters.map(({ label, value }) => `${label}: ${value}`).join('; ')
  return {
    title: inWords === '' ? title : `${title} (${inWords})`,
    moment,
    path: permanentPath(asked, moment),
    origin,
    sources: sourceNames(await sourcesOf(standpoint, result, moment), manifests, null),
    isSample: standpoint.isSample,
  }
}

/** A later page by relevance, in an order of the index: the archive, which answers what is cited, ranks otherwise. */
function isOfLostOrder({ after, query }: SearchRequest, { engine, isRestarted }: SearchResult): boolean {
  return after !== null && query.sort === 'relevance' && (engine !== 'postgres' || isRestarted)
}

/** Says the order and the size of the page, whatever they were by themselves. */
function permanentPath({ params, query, size }: SearchRequest, moment: Moment): string {
  const { format, cite, ...kept } = params
  return searchUrl({ ...kept, sort: query.sort, as_of: momentText(moment), size })
}

/** Where counting stopped, there may be more of them than it met; where nothing was found, all were looked through. */
async function sourcesOf(
  { archive, newest }: Standpoint,
  { total, isCapped, facets }: SearchResult,
  moment: Moment,
): Promise<readonly { readonly source: string }[]> {
  if (!isCapped && total > 0) return facets.source.map(({ value }) => ({ source: value }))
  const then = moment.revision === newest?.revision ? archive : archive.asOf(moment)
  return (await then.summary()).sources
}
