import { type Request, type Response, Router } from 'express'
import { adQualities, type Problems } from '../../domain/data-quality.ts'
import { Problem } from '../../domain/errors.ts'
import type { Moment } from '../../domain/moment.ts'
import type { Archive, SearchResult } from '../../ports/archive.ts'
import { asOfText, type Standpoint, standpointOf } from '../as-of.ts'
import { refuseOtherMoment } from '../as-of-cursor.ts'
import { letKeep, setFileHeadersAsOf } from '../as-of-headers.ts'
import { momentOfList, sendCitation } from '../citation-file.ts'
import { originOf } from '../citation-origin.ts'
import { searchCitation } from '../citation-search.ts'
import { cursorText } from '../cursor.ts'
import { disclosureJson } from '../disclosure-json.ts'
import type { RawQuery } from '../parse-request.ts'
import { csvExport, type ExportFormat, jsonExport } from '../search-export.ts'
import { SIZES } from '../search-params.ts'
import { type SearchRequest, searchRequest } from '../search-request.ts'
import { searchSponsors } from '../search-sponsors.ts'
import { changedSearchUrl, searchUrl } from '../search-url.ts'
import { refuseRestarted, sayWhoSearched } from '../searched-by.ts'
import { sendStream } from '../send-stream.ts'
import type { Site } from '../site.ts'
import { asOfView } from '../view-models/as-of-view.ts'
import { holdNotice } from '../view-models/hold-notice.ts'
import { searchTotal, searchView } from '../view-models/search-view.ts'

/** One address for a search as a page, as one page of JSON, and as a file of everything it finds. */
export function searchRoutes(site: Site): Router {
  const router = Router()
  const platforms = site.manifests.map(({ id }) => id)
  router.get(['/search', '/recorded-abroad'], async (request, response) => {
    const typed = searchRequest(queryOf(request), platforms)
    const standpoint = await standpointOf(site, request, response, typed.params.as_of)
    if (standpoint === null) return
    const asked = { ...typed, params: { ...typed.params, ...asOfText(standpoint) } }
    const { format, size, after } = asked.params
    if (standpoint.asked !== null && asked.after !== null) refuseOtherMoment(standpoint, asked.after.revision)
    const isOnePage = size !== undefined || after !== undefined
    if (format === 'json' && isOnePage) {
      const result = await standpoint.archive.search(asked.query, asked.after, asked.size)
      refuseRestarted(result)
      const problems = await problemsThen(standpoint, await momentOfList(standpoint, result))
      letKeep(response, standpoint)
      sayWhoSearched(response, result)
      response.json(onePageOfJson(asked, result, site, problems))
    } else if (format !== undefined) {
      if (isOnePage) throw new Problem('request.invalid', 'A CSV holds all results: leave out “size” and “after”.')
      await sendFile(site, standpoint, asked, format, response)
    } else await sendPage(site, standpoint, asked, response)
  })
  return router
}

async function sendPage(site: Site, standpoint: Standpoint, asked: SearchRequest, response: Response): Promise<void> {
  const { archive, isSample } = standpoint
  const { cite } = asked.params
  const result = await archive.search(asked.query, asked.after, asked.size)
  sayWhoSearched(response, result)
  const page = frame(asked, searchTotal(result))
  const origin = originOf(response.req, site.publicUrl)
  const moment = await momentOfList(standpoint, result)
  const citation = await searchCitation(site, standpoint, asked, { title: page.title, origin, result, moment })
  if (cite !== undefined) {
    sendCitation(response, cite, citation)
    return
  }
  const asOf = asOfView(standpoint, changedSearchUrl(asked.params, { as_of: null }))
  const notice = await noticeOf(site, archive, asked)
  const problems = await problemsThen(standpoint, moment)
  const isOlder = standpoint.asked === null && result.revision < (standpoint.newest?.revision ?? 0)
  const sponsors = await searchSponsors(site, standpoint, asked, result)
  const view = searchView(asked, result, site.manifests, { notice, asOf, citation, problems, isOlder, sponsors })
  await site.sendPage(response, { name: 'search', ...page, isSample, view })
}

/** What was known against days when the list was made: of a list that is older than the newest files, no more than then. */
function problemsThen({ quality, asked, newest }: Standpoint, moment: Moment | null): Promise<Problems> {
  const isOlder = moment !== null && newest !== null && moment.revision < newest.revision
  return quality.problems(asked ?? (isOlder ? moment : null))
}

/** On a page of its own, `abroad` need not be said. */
function queryOf({ path, query }: Request): RawQuery {
  return path === '/search' ? query : { ...query, abroad: query['abroad'] || 'any' }
}

function frame(
  { params }: SearchRequest,
  total: string,
): { title: string; description: string; canonical: string | null } {
  const page = params.abroad === undefined ? 'search' : 'recorded abroad'
  const words = params.q === undefined ? page.replace(/^./, (first) => first.toUpperCase()) : `“${params.q}”: ${page}`
  const canonical = params.as_of === undefined ? searchUrl(params) : null
  return { title: `${words}, ${total}`, description: `${total} found.`, canonical }
}

/** Of a search of one source: all others are about many files at once. */
async function noticeOf(site: Site, archive: Archive, { query }: SearchRequest): Promise<string | null> {
  const { source } = query.filters
  return source === undefined ? null : holdNotice(await archive.holds(), site.manifests, ({ id }) => id === source)
}

function onePageOfJson({ params }: SearchRequest, result: SearchResult, site: Site, problems: Problems): object {
  const { next, total, isCapped, revision, hits } = result
  return {
    total,
    totalIsAtLeast: isCapped,
    revision,
    asOf: params.as_of ?? null,
    ads: hits.map((held) => disclosureJson(held, site.manifestOf(held.source), problems)),
    next: next === null ? null : searchUrl({ ...params, after: cursorText(next) }),
  }
}

async function sendFile(
  site: Site,
  standpoint: Standpoint,
  { params, query }: SearchRequest,
  format: ExportFormat,
  response: Response,
): Promise<void> {
  const { archive, asked, newest } = standpoint
  const setHeaders = (total: number | null) => {
    setFileHeadersAsOf(response, { format, name: 'search', total }, standpoint)
  }
  if (response.req.method === 'HEAD') {
    // A stream holds a connection until it is read; a question about its size need not open one.
    // A file is always of the newest revision, which an index may not yet be after.
    const { total, isCapped, revision } = await archive.search(query, null, SIZES.smallest)
    const isOfFile = !isCapped && revision === ((asked ?? newest)?.revision ?? revision)
    setHeaders(isOfFile ? total : null)
    response.end()
    return
  }
  const problems = await standpoint.quality.problems(standpoint.asked)
  if (format === 'csv') {
    const body = csvExport(await archive.lines(query, adQualities(problems)))
    setHeaders(body.total)
    await sendStream(site, response, body)
  } else {
    const body = jsonExport(await archive.stream(query), {
      manifestOf: site.manifestOf,
      asOf: params.as_of ?? null,
      problems,
    })
    setHeaders(body.total)
    await sendStream(site, response, body)
  }
}
