import { type Response, Router } from 'express'
import type { CalendarDate } from '../../domain/calendar.ts'
import type { Currency } from '../../domain/money.ts'
import { EURO } from '../../domain/reference-rate.ts'
import type { SpendingBy, SpendingPosition, SpendingQuery } from '../../domain/spending.ts'
import type { Archive } from '../../ports/archive.ts'
import type { RegionalSpending, SpendingChoices } from '../../ports/spending.ts'
import { asOfText, type Standpoint, standpointOf } from '../as-of.ts'
import { refuseOtherMoment } from '../as-of-cursor.ts'
import { setFileHeadersAsOf } from '../as-of-headers.ts'
import { sendCitation } from '../citation-file.ts'
import { originOf } from '../citation-origin.ts'
import { spendingCitation } from '../citation-spending.ts'
import { type InOneCurrency, inOneCurrency } from '../one-currency.ts'
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
    const one = await oneCurrency(archive, asked, choices)
    const currency = one?.currency ?? asked.params.currency ?? choices.currencies[0]?.currency ?? null
    const by = asked.params.by ?? (choices.hasSponsors ? 'sponsor' : 'advertiser')
    const { format, cite } = asked.params
    if (format !== undefined) {
      await sendFile(site, standpoint, asked, { format, currency: currency ?? FALLBACK, by, one }, response)
    } else if (cite !== undefined) {
      const { sources } = await archive.summary()
      const origin = originOf(request, site.publicUrl)
      sendCitation(response, cite, await spendingCitation(site, standpoint, asked, { currency, origin, sources }))
    } else await sendPage(site, standpoint, asked, { currency, choices, by, one }, response)
  })
  return router
}

interface Shown {
  readonly currency: Currency | null
  readonly choices: SpendingChoices
  readonly by: SpendingBy
  readonly one: InOneCurrency | null
}

/** Null: one currency is asked about, and no other. */
async function oneCurrency(
  archive: Archive,
  { params, query }: SpendingRequest,
  { currencies }: SpendingChoices,
): Promise<InOneCurrency | null> {
  if (params.in === undefined) return null
  const held = currencies.map(({ currency }) => currency)
  return await inOneCurrency(archive, params.in, { to: query.to, held })
}

/** Page by page. */
function ranking(archive: Archive, query: SpendingQuery, one: InOneCurrency | null) {
  return (after: SpendingPosition | null, size: number) =>
    one === null ? archive.spending(query, after, size) : archive.spendingIn(query, one, after, size)
}

async function sendPage(
  site: Site,
  standpoint: Standpoint,
  asked: SpendingRequest,
  { currency, choices, by, one }: Shown,
  response: Response,
): Promise<void> {
  const { archive, isSample } = standpoint
  const { params } = asked
  const query = currency === null ? null : { ...asked.query, by, currency }
  const [page, regional, summary, holds, problems, rates] = await Promise.all([
    query === null ? null : ranking(archive, query, one)(asked.after?.position ?? null, PAGE_SIZE),
    query === null || one !== null ? null : regionalOf(archive, query),
    archive.summary(),
    archive.holds(),
    standpoint.quality.problems(standpoint.asked),
    archive.ratesOn(asked.query.to),
  ])
  const { platform } = asked.query
  const newest = newestDay(summary.sources, site.manifests, platform)
  const notice = holdNotice(holds, site.manifests, ({ platformId }) => platform === null || platformId === platform)
  const days = newestDays(summary.sources, site.manifests, platform)
  const origin = originOf(response.req, site.publicUrl)
  const citation = await spendingCitation(site, standpoint, asked, { currency, origin, sources: summary.sources })
  const asOf = asOfView(standpoint, changedSpendingUrl(params, { as_of: null }))
  const rated = rates.length === 0 ? [] : [EURO, ...rates.map((rate) => rate.currency)]
  const held = { currency, by, one, choices, rated, newest, newestDays: days, page, regional }
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
  {
    format,
    currency,
    by,
    one,
  }: Pick<Shown, 'by' | 'one'> & { readonly format: ExportFormat; readonly currency: Currency },
  response: Response,
): Promise<void> {
  const { archive } = standpoint
  const query = { ...asked.query, by, currency }
  const name = ['spending', query.place?.toLowerCase(), currency.toLowerCase()].filter((part) => part).join('-')
  const regional = one === null ? await regionalOf(archive, query) : null
  if (asked.params.table === 'regions' && regional !== null) {
    const total = regional.regions.length + 2
    setFileHeadersAsOf(response, { format, name: `${name}-regions`, total }, standpoint)
    response.send(regionalCsv(regional, query))
    return
  }
  const pageAfter = ranking(archive, query, one)
  const first = await pageAfter(null, FILE_PAGE_SIZE)
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
      nextPage: (after) => pageAfter(after, FILE_PAGE_SIZE),
      context: { query, one, asOf: newestOf, effectiveOf, qualityOf: platformQuality(query, problems, site.manifests) },
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
