import { type Response, Router } from 'express'
import type { CalendarDate } from '../../domain/calendar.ts'
import type { Currency } from '../../domain/money.ts'
import type { SpendingBy, SpendingQuery } from '../../domain/spending.ts'
import type { Archive } from '../../ports/archive.ts'
import type { RegionalSpending, SpendingChoices } from '../../ports/spending.ts'
import { asOfText, type Standpoint, standpointOf } from '../as-of.ts'
import { refuseOtherMoment } from '../as-of-cursor.ts'
import { setFileHeadersAsOf } from '../as-of-headers.ts'
import { sendCitation } from '../citation-file.ts'
import { originOf } from '../citation-origin.ts'
import { spendingCitation } from '../citation-spending.ts'
import { isRegion } from '../place-text.ts'
import { newestDay, newestDays, platformIds } from '../platform-name.ts'
import { platformQuality } from '../platform-quality.ts'
import { regionalCsv } from '../regional-file.ts'
import type { ExportFormat } from '../search-export.ts'
import { sendStream } from '../send-stream.ts'
import type { Site } from '../site.ts'
import { spendingExport } from '../spending-export.ts'
import type { SpendingFileContext } from '../spending-file.ts'
import { type SpendingRequest, spendingRequest } from '../spending-request.ts'
import { changedSpendingUrl } from '../spending-url.ts'
import { unsettledFrom } from '../unsettled.ts'
import { asOfView } from '../view-models/as-of-view.ts'
import { holdNotice } from '../view-models/hold-notice.ts'
import { spendingTitle, spendingView } from '../view-models/spending-view.ts'

const PAGE_SIZE = 50
const FILE_PAGE_SIZE = 1000

/** Who spent how much in a place and window: as a page, and as a file of all rows. */
export function spendingRoutes(site: Site): Router {
  const router = Router()
  router.get('/spending', async (request, response) => {
    const typed = spendingRequest(request.query, platformIds(site.manifests))
    const standpoint = await standpointOf(site, request, response, typed.params.as_of)
    if (standpoint === null) return
    if (typed.after !== null) refuseOtherMoment(standpoint, typed.after.revision)
    const asked = { ...typed, params: { ...typed.params, ...asOfText(standpoint) } }
    const { archive } = standpoint
    const choices = await archive.spendingChoices(asked.query)
    const currency = asked.params.currency ?? choices.currencies[0]?.currency ?? null
    const by = asked.params.by ?? (choices.hasSponsors ? 'sponsor' : 'advertiser')
    const { format, cite } = asked.params
    if (format !== undefined) {
      await sendFile(site, standpoint, asked, { format, currency: currency ?? FALLBACK, by }, response)
    } else if (cite !== undefined) {
      const { sources } = await archive.summary()
      const origin = originOf(request, site.publicUrl)
      sendCitation(response, cite, await spendingCitation(site, standpoint, asked, { currency, origin, sources }))
    } else await sendPage(site, standpoint, asked, { currency, choices, by }, response)
  })
  return router
}

async function sendPage(
  site: Site,
  standpoint: Standpoint,
  asked: SpendingRequest,
  {
    currency,
    choices,
    by,
  }: { readonly currency: Currency | null; readonly choices: SpendingChoices; readonly by: SpendingBy },
  response: Response,
): Promise<void> {
  const { archive, isSample } = standpoint
  const { params } = asked
  const query = currency === null ? null : { ...asked.query, by, currency }
  const [page, regional, summary, holds, problems] = await Promise.all([
    query === null ? null : archive.spending(query, asked.after?.position ?? null, PAGE_SIZE),
    query === null ? null : regionalOf(archive, query),
    archive.summary(),
    archive.holds(),
    standpoint.quality.problems(standpoint.asked),
  ])
  const { platform } = asked.query
  const newest = newestDay(summary.sources, site.manifests, platform)
  const notice = holdNotice(holds, site.manifests, ({ platformId }) => platform === null || platformId === platform)
  const days = newestDays(summary.sources, site.manifests, platform)
  const origin = originOf(response.req, site.publicUrl)
  const citation = await spendingCitation(site, standpoint, asked, { currency, origin, sources: summary.sources })
  const asOf = asOfView(standpoint, changedSpendingUrl(params, { as_of: null }))
  const held = { currency, by, choices, newest, newestDays: days, page, regional }
  const content = { request: asked, params, ...held, notice, asked: standpoint.asked, asOf, problems, citation }
  const view = spendingView(content, site.manifests)
  const frame = {
    title: spendingTitle(asked.query),
    description: 'Who spent how much on political ads in a place and a window, with strict bounds.',
    canonical: standpoint.asked === null ? changedSpendingUrl(params, {}) : null,
  }
  await site.sendPage(response, { name: 'spending', ...frame, isSample, view })
}

/** Of an archive that holds no money, a file is empty, whatever the currency. */
const FALLBACK = 'USD' as Currency

async function regionalOf(archive: Archive, query: SpendingQuery): Promise<RegionalSpending | null> {
  return query.place === null || isRegion(query.place) ? null : await archive.regional(query)
}

async function sendFile(
  site: Site,
  standpoint: Standpoint,
  asked: SpendingRequest,
  { format, currency, by }: { readonly format: ExportFormat; readonly currency: Currency; readonly by: SpendingBy },
  response: Response,
): Promise<void> {
  const { archive } = standpoint
  const query = { ...asked.query, by, currency }
  const name = ['spending', query.place?.toLowerCase(), currency.toLowerCase()].filter((part) => part).join('-')
  const regional = await regionalOf(archive, query)
  if (asked.params.table === 'regions' && regional !== null) {
    const total = regional.regions.length + 2
    setFileHeadersAsOf(response, { format, name: `${name}-regions`, total }, standpoint)
    response.send(regionalCsv(regional, query))
    return
  }
  const first = await archive.spending(query, null, FILE_PAGE_SIZE)
  setFileHeadersAsOf(response, { format, name, total: first.total.rows }, standpoint)
  if (response.req.method === 'HEAD') {
    response.end()
    return
  }
  const [{ sources }, problems] = await Promise.all([archive.summary(), standpoint.quality.problems(standpoint.asked)])
  const newestOf = (platform: string): CalendarDate | null => newestDay(sources, site.manifests, platform)
  const effectiveOf: SpendingFileContext['effectiveOf'] = (platform) =>
    first.effective.filter(({ source }) => site.manifestOf(source)?.platformId === platform)
  const body = spendingExport(
    {
      first,
      nextPage: (after) => archive.spending(query, after, FILE_PAGE_SIZE),
      context: { query, asOf: newestOf, effectiveOf, qualityOf: platformQuality(query, problems, site.manifests) },
      asOf: asked.params.as_of ?? null,
      regional,
      unsettled: newestDays(sources, site.manifests, query.platform).flatMap(({ platform, newest }) => {
        const from = unsettledFrom(query, newest)
        return from === null ? [] : [{ platform, from, newestFile: newest }]
      }),
    },
    format,
  )
  await sendStream(site, response, body)
}
