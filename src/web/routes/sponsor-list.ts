import { type Response, Router } from 'express'
import type { z } from 'zod'
import { Problem } from '../../domain/errors.ts'
import type { FoundSponsor } from '../../ports/sponsors.ts'
import { parseRequest } from '../parse-request.ts'
import { setFileHeaders } from '../search-export.ts'
import type { Site } from '../site.ts'
import { everyRow, foundCsv } from '../sponsor-export.ts'
import { foundJson } from '../sponsor-json.ts'
import { AD_SIZES, sponsorsParams } from '../sponsor-request.ts'
import { sponsorsUrl } from '../sponsor-url.ts'
import { sponsorListView } from '../view-models/sponsor-list-view.ts'
import { mayOperate } from './operators.ts'

/** A file of the list holds so many of the best matches: who wants all takes the release. */
const MOST_IN_FILE = 2_000
const FILE_PAGE_SIZE = 200

type Params = z.output<typeof sponsorsParams>

/** Sponsors by any name they ever had. */
export function sponsorListRoutes(site: Site): Router {
  const router = Router()
  router.get('/sponsors', async (request, response) => {
    const params = parseRequest(sponsorsParams, request.query)
    const isOnePage = params.size !== undefined || params.after !== undefined
    if (params.format === 'json' && isOnePage) await sendJson(site, params, response)
    else if (params.format !== undefined) {
      if (isOnePage) throw new Problem('request.invalid', 'A CSV holds all results: leave out “size” and “after”.')
      await sendFile(site, params, params.format, response)
    } else await sendPage(site, params, response)
  })
  return router
}

async function pageOf(site: Site, { q = '', after, size = AD_SIZES.usual }: Params) {
  const { sponsors, isSample } = await site.currentArchive()
  return { page: await sponsors.find(q, after ?? null, size), isSample }
}

async function sendPage(site: Site, params: Params, response: Response): Promise<void> {
  const { q = '', size, after } = params
  const { page, isSample } = await pageOf(site, params)
  const hasDesk = site.hasReviewDesk && mayOperate(response.req, site)
  await site.sendPage(response, {
    name: 'sponsors',
    title: q === '' ? 'Sponsors' : `“${q}”: sponsors`,
    description: 'Who is behind the ads, across platforms, by any name they ever had.',
    canonical: sponsorsUrl({ q, after, size }),
    isSample,
    view: sponsorListView({ q, page, size, isLater: after !== undefined, hasDesk }, site.manifests),
  })
}

async function sendJson(site: Site, params: Params, response: Response): Promise<void> {
  const { rows, next } = (await pageOf(site, params)).page
  response.json(listJson(rows, next === null ? null : sponsorsUrl({ ...params, after: next })))
}

async function sendFile(site: Site, { q = '' }: Params, format: 'csv' | 'json', response: Response): Promise<void> {
  const { sponsors } = await site.currentArchive()
  const first = await sponsors.find(q, null, FILE_PAGE_SIZE)
  const rows = await someRows(everyRow(first, (next) => sponsors.find(q, next, FILE_PAGE_SIZE)))
  setFileHeaders(response, format, 'sponsors', rows.length)
  response.send(format === 'csv' ? foundCsv(rows) : `${JSON.stringify(listJson(rows, null))}\n`)
}

async function someRows(rows: AsyncIterable<FoundSponsor>): Promise<FoundSponsor[]> {
  const found: FoundSponsor[] = []
  for await (const row of rows) {
    if (found.length === MOST_IN_FILE) break
    found.push(row)
  }
  return found
}

function listJson(rows: readonly FoundSponsor[], next: string | null): object {
  return { sponsors: rows.map(foundJson), next }
}
