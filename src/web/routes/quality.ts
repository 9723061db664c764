import { type Response, Router } from 'express'
import type { Quality } from '../../ports/quality.ts'
import { qualityFile } from '../quality-file.ts'
import { changedQualityUrl, type QualityRequest, qualityRequest } from '../quality-request.ts'
import { type ExportFormat, setFileHeaders } from '../search-export.ts'
import { sendStream } from '../send-stream.ts'
import type { Site } from '../site.ts'
import { qualityView } from '../view-models/quality-view.ts'

/** Days on a page: with three or four sources, about as many rows as a reader goes through. */
const PAGE_DAYS = 30

/** Whether what is held is complete: by source, country and day. */
export function qualityRoutes(site: Site): Router {
  const router = Router()
  const sources = site.manifests.map(({ id }) => id)
  router.get('/quality', async (request, response) => {
    const asked = qualityRequest(request.query, sources)
    const { quality, isSample } = await site.currentArchive()
    if (asked.params.format !== undefined) {
      await sendFile(site, quality, asked, asked.params.format, response)
      return
    }
    const { query, params } = asked
    const [days, standings, countries, reconciliations] = await Promise.all([
      quality.days(query),
      quality.standings(),
      quality.countries(),
      quality.reconciliations(),
    ])
    const { before } = params
    const left = before === undefined ? days : days.filter((day) => day < before)
    const shown = left.slice(0, PAGE_DAYS)
    const cells = await quality.cells(query, shown)
    const next = left.length > shown.length ? (shown.at(-1) ?? null) : null
    const content = { params, days, shown, cells, next, standings, countries, reconciliations }
    const view = qualityView(content, site.manifests)
    const canonical = changedQualityUrl(params, {})
    await site.sendPage(response, { name: 'quality', ...FRAME, canonical, isSample, view })
  })
  return router
}

const FRAME = {
  title: 'Is it complete?',
  description: 'Which days of which source are held as they were published, which lack something, and why.',
}

async function sendFile(
  site: Site,
  quality: Quality,
  { query }: QualityRequest,
  format: ExportFormat,
  response: Response,
): Promise<void> {
  const [days, standings, reconciliations] = await Promise.all([
    quality.days(query),
    quality.standings(),
    quality.reconciliations(),
  ])
  setFileHeaders(response, format, 'quality', null)
  if (response.req.method === 'HEAD') {
    response.end()
    return
  }
  const body = qualityFile({ quality, query, days, standings, reconciliations }, format)
  await sendStream(site, response, body)
}
