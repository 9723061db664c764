import { type Request, type Response, Router } from 'express'
import { Problem } from '../../domain/errors.ts'
import type { Archive, SearchResult } from '../../ports/archive.ts'
import { cursorText } from '../cursor.ts'
import { disclosureJson } from '../disclosure-json.ts'
import { requestIdOf } from '../middleware/set-up-request-log.ts'
import type { RawQuery } from '../parse-request.ts'
import { type ExportFormat, searchExport, setFileHeaders } from '../search-export.ts'
import { SIZES } from '../search-params.ts'
import { type SearchRequest, searchRequest } from '../search-request.ts'
import { searchUrl } from '../search-url.ts'
import type { Site } from '../site.ts'
import { streamResponse } from '../stream-response.ts'
import { holdNotice } from '../view-models/hold-notice.ts'
import { searchView } from '../view-models/search-view.ts'

/** One address for a search as a page, as one page of JSON, and as a file of everything it finds. */
export function searchRoutes(site: Site): Router {
  const router = Router()
  const platforms = site.manifests.map(({ id }) => id)
  router.get(['/search', '/recorded-abroad'], async (request, response) => {
    const asked = searchRequest(queryOf(request), platforms)
    const { format, size, after } = asked.params
    const { archive, isSample } = await site.currentArchive()
    const isOnePage = size !== undefined || after !== undefined
    if (format === 'json' && isOnePage) {
      response.json(onePageOfJson(asked, await archive.search(asked.query, asked.after, asked.size), site))
    } else if (format !== undefined) {
      if (isOnePage) throw new Problem('request.invalid', 'A CSV holds all results: leave out “size” and “after”.')
      await sendFile(site, archive, asked, format, response)
    } else {
      const result = await archive.search(asked.query, asked.after, asked.size)
      const view = searchView(asked, result, site.manifests, await noticeOf(site, archive, asked))
      await site.sendPage(response, { name: 'search', ...frame(asked, view.total), isSample, view })
    }
  })
  return router
}

/** On a page of its own, `abroad` need not be said. */
function queryOf({ path, query }: Request): RawQuery {
  return path === '/search' ? query : { ...query, abroad: query['abroad'] || 'any' }
}

function frame({ params }: SearchRequest, total: string): { title: string; description: string; canonical: string } {
  const page = params.abroad === undefined ? 'search' : 'recorded abroad'
  const words = params.q === undefined ? page.replace(/^./, (first) => first.toUpperCase()) : `“${params.q}”: ${page}`
  return { title: `${words}, ${total}`, description: `${total} found.`, canonical: searchUrl(params) }
}

/** Of a search of one source: all others are about many files at once. */
async function noticeOf(site: Site, archive: Archive, { query }: SearchRequest): Promise<string | null> {
  const { source } = query.filters
  return source === undefined ? null : holdNotice(await archive.holds(), site.manifests, ({ id }) => id === source)
}

function onePageOfJson({ params }: SearchRequest, result: SearchResult, site: Site): object {
  const { next, total, isCapped, revision, hits } = result
  return {
    total,
    totalIsAtLeast: isCapped,
    revision,
    ads: hits.map((held) => disclosureJson(held, site.manifestOf(held.source))),
    next: next === null ? null : searchUrl({ ...params, after: cursorText(next) }),
  }
}

async function sendFile(
  site: Site,
  archive: Archive,
  { query }: SearchRequest,
  format: ExportFormat,
  response: Response,
): Promise<void> {
  if (response.req.method === 'HEAD') {
    // A stream holds a connection until it is read; a question about its size need not open one.
    const { total, isCapped } = await archive.search(query, null, SIZES.smallest)
    setFileHeaders(response, format, 'search', isCapped ? null : total)
    response.end()
    return
  }
  const stream = await archive.stream(query)
  setFileHeaders(response, format, 'search', stream.total)
  const report = (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    site.log({ level: 'error', message: 'an export was cut short', requestId: requestIdOf(response), error: text })
  }
  await streamResponse(response, searchExport(stream, format, site.manifestOf), report, site.stopping)
}
