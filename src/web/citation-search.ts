import { type Moment, momentText } from '../domain/moment.ts'
import type { SearchResult } from '../ports/archive.ts'
import type { Standpoint } from './as-of.ts'
import type { Citation } from './citation.ts'
import { citedMoment } from './citation-file.ts'
import { sourceNames } from './citation-sources.ts'
import type { SearchRequest } from './search-request.ts'
import { searchUrl } from './search-url.ts'
import { chipViews } from './view-models/chip-view.ts'
import type { WebDeps } from './web-deps.ts'

/** Of a page of a search: its title, and in words the filters that are on. Null where there is nothing to cite. */
export async function searchCitation(
  { manifests }: Pick<WebDeps, 'manifests'>,
  standpoint: Standpoint,
  asked: SearchRequest,
  page: { readonly title: string; readonly origin: string; readonly result: SearchResult },
): Promise<Citation | null> {
  const moment = await citedMoment(standpoint, page.result.revision)
  if (moment === null) return null
  const filters = chipViews(asked.params, asked.query.filters, manifests).filter(({ label }) => label !== 'Words')
  const inWords = filters.map(({ label, value }) => `${label}: ${value}`).join('; ')
  return {
    title: inWords === '' ? page.title : `${page.title} (${inWords})`,
    moment,
    path: permanentPath(asked, moment),
    origin: page.origin,
    sources: sourceNames(await sourcesOf(standpoint, page.result), manifests, null),
    isSample: standpoint.isSample,
  }
}

/** Says the order and the size of the page, whatever they were by themselves. */
function permanentPath({ params, query, size }: SearchRequest, moment: Moment): string {
  const { format, cite, ...kept } = params
  return searchUrl({ ...kept, sort: query.sort, as_of: momentText(moment), size })
}

/** Where counting stopped, there may be more of them than it met; where nothing was found, all were looked through. */
async function sourcesOf(
  { archive }: Standpoint,
  { total, isCapped, facets }: SearchResult,
): Promise<readonly { readonly source: string }[]> {
  if (isCapped || total === 0) return (await archive.summary()).sources
  return facets.source.map(({ value }) => ({ source: value }))
}
