import { type Response, Router } from 'express'
import type { Quality, QualityQuery } from '../../ports/quality.ts'
import { qualityFile } from '../quality-file.ts'
import { changedQualityUrl, type QualityRequest, qualityRequest } from '../quality-request.ts'
import { type ExportFormat, setFileHeaders } from '../search-export.ts'
import { sendStream } from '../send-stream.ts'
import type { Site } from '../site.ts'
import { totalsFile } from '../totals-file.ts'
import { qualityView } from '../view-models/quality-view.ts'
import { MOST_TOTALS, type TotalsContent } from '../view-models/totals-view.ts'

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
      const send = asked.params.table === undefined ? sendFile : sendTotals
      await send(site, quality, asked, asked.params.format, response)
      return
    }
    const { query, params } = asked
    const [days, standings, countries, reconciliations, totals] = await Promise.all([
      quality.days(query),
      quality.standings(),
      quality.countries(),
      quality.reconciliations(),
      totalsContent(quality, query),
    ])
    const { before } = params
    const left = before === undefined ? days : days.filter((day) => day < before)
    const shown = left.slice(0, PAGE_DAYS)
    const cells = await quality.cells(query, shown)
    const next = left.length > shown.length ? (shown.at(-1) ?? null) : null
    const content = { params, days, shown, cells, next, standings, countries, reconciliations, totals }
    const view = qualityView(content, site.manifests)
    const canonical = changedQualityUrl(params, {})
    await site.sendPage(response, { name: 'quality', ...FRAME, canonical, isSample, view })
  })
  return router
}

async function totalsContent({ totals }: Quality, query: QualityQuery): Promise<TotalsContent> {
  const [summary, disagreeing, otherCurrency] = await Promise.all([
    totals.summary(query),
    totals.disagreeing(query, MOST_TOTALS),
    totals.otherCurrency(query, MOST_TOTALS),
  ])
  return { summary, disagreeing, otherCurrency }
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
  const [days, standings, reconciliations, totals] = await Promise.all([
    quality.days(query),
    quality.standings(),
    quality.reconciliations(),
    quality.totals.summary(query),
  ])
  setFileHeaders(response, format, 'quality', null)
  if (response.req.method === 'HEAD') {
    response.end()
    return
  }
  const body = qualityFile({ quality, query, days, standings, reconciliations, totals }, format)
  await sendStream(site, response, body)
}

async function sendTotals(
  site: Site,
  { totals }: Quality,
  { query }: QualityRequest,
  format: ExportFormat,
  response: Response,
): Promise<void> {
  const [summary, all] = await Promise.all([totals.summary(query), totals.all(query)])
  setFileHeaders(response, format, 'quality-totals', null)
  if (response.req.method === 'HEAD') {
    response.end()
    return
  }
  await sendStream(site, response, totalsFile({ query, summary, ...all }, format))
}
