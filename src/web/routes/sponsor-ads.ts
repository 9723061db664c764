import { type Response, Router } from 'express'
import type { z } from 'zod'
import { Problem } from '../../domain/errors.ts'
import type { SponsorAds, SponsorAdsPage } from '../../ports/sponsor-ads.ts'
import type { SponsorProfile } from '../../ports/sponsors.ts'
import { asOfText, type Standpoint, standpointOf } from '../as-of.ts'
import { letKeep, setFileHeadersAsOf } from '../as-of-headers.ts'
import { disclosureJson } from '../disclosure-json.ts'
import { parseRequest } from '../parse-request.ts'
import { jsonExport } from '../search-export.ts'
import { sendStream } from '../send-stream.ts'
import type { Site } from '../site.ts'
import { adsCsv, everyRow } from '../sponsor-export.ts'
import { AD_SIZES, profileOr301, sponsorAdsParams, sponsorsThen } from '../sponsor-request.ts'
import { sponsorAdsUrl } from '../sponsor-url.ts'
import { asOfView } from '../view-models/as-of-view.ts'
import { sponsorAdsView } from '../view-models/sponsor-ads-view.ts'

type Params = z.output<typeof sponsorAdsParams>

interface Answering {
  readonly site: Site
  readonly standpoint: Standpoint
  readonly sponsorAds: SponsorAds
  readonly profile: SponsorProfile
  readonly params: Params
}

const FILE_PAGE_SIZE = 500

/** The ads of a sponsor, newest first: as pages, as one page of JSON, and as a file of all of them. */
export function sponsorAdsRoutes(site: Site): Router {
  const router = Router()
  router.get('/sponsors/:id/ads', async (request, response) => {
    const params = parseRequest(sponsorAdsParams, request.query)
    const standpoint = await standpointOf(site, request, response, params.as_of)
    if (standpoint === null) return
    const { sponsors, sponsorAds } = await sponsorsThen(site, standpoint)
    const profile = await profileOr301(sponsors, request.params.id, response)
    if (profile === null) return
    const answering = { site, standpoint, sponsorAds, profile, params }
    const isOnePage = params.size !== undefined || params.after !== undefined
    if (params.format === 'json' && isOnePage) await sendJson(answering, response)
    else if (params.format !== undefined) await sendFile(answering, params.format, response)
    else await sendPage(answering, response)
  })
  return router
}

function pageOf({ sponsorAds, profile, params }: Answering, size: number): Promise<SponsorAdsPage> {
  return sponsorAds.ads(profile.id, { listing: params.listed ?? null, after: params.after ?? null, size })
}

async function sendPage(answering: Answering, response: Response): Promise<void> {
  const { site, standpoint, profile, params } = answering
  const page = await pageOf(answering, params.size ?? AD_SIZES.usual)
  const asOf = asOfView(standpoint, sponsorAdsUrl(profile.id, { listed: params.listed }))
  const kept = { ...params, ...asOfText(standpoint) }
  const view = sponsorAdsView({ profile, page, params: kept, asOf }, site.manifests)
  await site.sendPage(response, {
    name: 'sponsor-ads',
    title: view.heading,
    description: `${view.total}, newest first.`,
    canonical: standpoint.asked === null ? sponsorAdsUrl(profile.id, params) : null,
    isSample: standpoint.isSample,
    view,
  })
}

async function sendJson(answering: Answering, response: Response): Promise<void> {
  const { site, standpoint, profile, params } = answering
  const { rows, next, total, revision } = await pageOf(answering, params.size ?? AD_SIZES.usual)
  const problems = await standpoint.quality.problems(standpoint.asked)
  const kept = { ...params, ...asOfText(standpoint) }
  letKeep(response, standpoint)
  response.json({
    sponsor: profile.id,
    total,
    revision,
    asOf: kept.as_of ?? null,
    ads: rows.map((held) => disclosureJson(held, site.manifestOf(held.source), problems)),
    next: next === null ? null : sponsorAdsUrl(profile.id, { ...kept, after: next }),
  })
}

async function sendFile(answering: Answering, format: 'csv' | 'json', response: Response): Promise<void> {
  const { site, standpoint, sponsorAds, profile, params } = answering
  if (params.size !== undefined || params.after !== undefined) {
    throw new Problem('request.invalid', 'A CSV holds all results: leave out “size” and “after”.')
  }
  const listing = params.listed ?? null
  const first = await pageOf(answering, FILE_PAGE_SIZE)
  setFileHeadersAsOf(response, { format, name: `${profile.id}-ads`, total: first.total }, standpoint)
  if (response.req.method === 'HEAD') {
    response.end()
    return
  }
  const problems = await standpoint.quality.problems(standpoint.asked)
  const rows = everyRow(first, (after) => sponsorAds.ads(profile.id, { listing, after, size: FILE_PAGE_SIZE }))
  const asOf = asOfText(standpoint).as_of ?? null
  const { total, revision } = first
  if (format === 'csv') await sendStream(site, response, adsCsv(site, rows, total, problems))
  else {
    const context = { manifestOf: site.manifestOf, asOf, problems }
    await sendStream(site, response, jsonExport({ total, revision, rows }, context))
  }
}
