import { type Response, Router } from 'express'
import { EURO } from '../../domain/reference-rate.ts'
import type { SharedCreatives } from '../../ports/sponsor-ads.ts'
import type { SponsorProfile, Sponsors } from '../../ports/sponsors.ts'
import { asOfText, type Standpoint, standpointOf } from '../as-of.ts'
import { letKeep, setFileHeadersAsOf } from '../as-of-headers.ts'
import { refuseBoth, sendCitation } from '../citation-file.ts'
import { originOf } from '../citation-origin.ts'
import { sponsorCitation } from '../citation-sponsor.ts'
import { parseRequest } from '../parse-request.ts'
import { newestDays } from '../platform-name.ts'
import { sendStream } from '../send-stream.ts'
import type { Site } from '../site.ts'
import { everyRow } from '../sponsor-export.ts'
import { mentionsCsv, sponsorFiguresCsv } from '../sponsor-file.ts'
import { type SponsorKnown, sponsorJson } from '../sponsor-json.ts'
import { sponsorInOne } from '../sponsor-one-currency.ts'
import { profileOr301, sponsorParams, sponsorsThen } from '../sponsor-request.ts'
import { sponsorUrl } from '../sponsor-url.ts'
import { unlessSlow } from '../unless-slow.ts'
import { asOfView } from '../view-models/as-of-view.ts'
import { holdNotice } from '../view-models/hold-notice.ts'
import { platformsOf, sponsorHeading, sponsorView } from '../view-models/sponsor-view.ts'

const NEWEST_ADS = 5
const NEWEST_WITHDRAWN = 3
const ALWAYS = { from: null, to: null }
/** Of a sponsor with so many ads that comparing them takes too long. */
const NOT_COMPARED: SharedCreatives = { rows: [], total: 0, isCut: true }

/** The page of a sponsor: a permanent address, under its id and all that it ever had. */
export function sponsorRoutes(site: Site): Router {
  const router = Router()
  router.get('/sponsors/:id', async (request, response) => {
    const { cite, format, table, ...params } = parseRequest(sponsorParams, request.query)
    refuseBoth(cite, format)
    const standpoint = await standpointOf(site, request, response, params.as_of)
    if (standpoint === null) return
    const { sponsors, sponsorAds } = await sponsorsThen(site, standpoint)
    const profile = await profileOr301(sponsors, request.params.id, response)
    if (profile === null) return
    if (format === 'csv' && table !== 'figures') {
      await sendMentions(site, standpoint, { sponsors, profile }, response)
      return
    }
    const { archive } = standpoint
    const money = await archive.sponsorMoney(profile.id, ALWAYS)
    const currency = params.currency ?? money[0]?.currency ?? null
    const [spending, creatives] = await Promise.all([
      currency === null ? null : archive.sponsorSpending(profile.id, currency),
      unlessSlow(sponsorAds.sharedCreatives(profile.id), NOT_COMPARED),
    ])
    const inOne = await sponsorInOne(archive, money, params.in)
    const known = { profile, money, inOne, spending, creatives }
    if (format !== undefined) sendFile(standpoint, known, format, response)
    else if (cite !== undefined) sendCitation(response, cite, await citationOf(site, standpoint, known, response))
    else await sendPage(site, standpoint, known, response)
  })
  return router
}

const MEMBERS_AT_ONCE = 500

/** All of them: the page and the JSON show the first 500. */
async function sendMentions(
  site: Site,
  standpoint: Standpoint,
  { sponsors, profile }: { readonly sponsors: Sponsors; readonly profile: SponsorProfile },
  response: Response,
): Promise<void> {
  const { id, memberCount: total } = profile
  setFileHeadersAsOf(response, { format: 'csv', name: id, total }, standpoint)
  if (response.req.method === 'HEAD') {
    response.end()
    return
  }
  const pageOf = (after: string | null) => sponsors.members(id, after, MEMBERS_AT_ONCE)
  await sendStream(site, response, mentionsCsv(profile, everyRow(await pageOf(null), pageOf)))
}

function sendFile(standpoint: Standpoint, known: SponsorKnown, format: 'csv' | 'json', response: Response): void {
  const { profile, money, spending, inOne } = known
  setFileHeadersAsOf(response, { format, name: `${profile.id}-figures`, total: null }, standpoint)
  letKeep(response, standpoint)
  response.send(
    format === 'csv'
      ? sponsorFiguresCsv(profile, money, spending, inOne)
      : `${JSON.stringify(sponsorJson(known, asOfText(standpoint).as_of ?? null))}\n`,
  )
}

function citationOf(site: Site, standpoint: Standpoint, { profile, spending }: SponsorKnown, response: Response) {
  const origin = originOf(response.req, site.publicUrl)
  return sponsorCitation(site, standpoint, profile, { currency: spending?.currency ?? null, origin })
}

async function sendPage(site: Site, standpoint: Standpoint, known: SponsorKnown, response: Response): Promise<void> {
  const { archive, isSample } = standpoint
  const { id } = known.profile
  const { sponsorAds } = await sponsorsThen(site, standpoint)
  const [ads, withdrawn, summary, holds, problems, citation, rates] = await Promise.all([
    sponsorAds.ads(id, { listing: null, after: null, size: NEWEST_ADS }),
    sponsorAds.ads(id, { listing: 'withdrawn', after: null, size: NEWEST_WITHDRAWN }),
    archive.summary(),
    archive.holds(),
    standpoint.quality.problems(standpoint.asked),
    citationOf(site, standpoint, known, response),
    archive.ratesOn(null),
  ])
  const platforms = platformsOf(known.profile)
  const notice = holdNotice(holds, site.manifests, ({ platformId }) => platforms.includes(platformId))
  const shown = known.spending === null ? {} : { currency: known.spending.currency }
  const asOf = asOfView(standpoint, sponsorUrl(id, shown))
  const days = newestDays(summary.sources, site.manifests, null)
  const kept = asOfText(standpoint)
  const rated = rates.length === 0 ? [] : [EURO, ...rates.map(({ currency }) => currency)]
  const content = { ...known, rated, ads: ads.rows, withdrawn: withdrawn.rows, newestDays: days, notice, kept, asOf }
  const heading = sponsorHeading(known.profile)
  await site.sendPage(response, {
    name: 'sponsor',
    title: `${heading}: sponsor`,
    description: `What ${heading} spent on political ads, on all platforms, under every name, with strict bounds.`,
    canonical: standpoint.asked === null ? sponsorUrl(id) : null,
    isSample,
    view: sponsorView({ ...content, problems, citation }, site.manifests),
  })
}
