import { type Response, Router } from 'express'
import { z } from 'zod'
import { Problem } from '../../domain/errors.ts'
import { type AdvertiserRef, platformId } from '../../domain/ids.ts'
import { type Currency, currency } from '../../domain/money.ts'
import type { Archive } from '../../ports/archive.ts'
import type { AdvertiserProfile, AdvertiserSpending } from '../../ports/spending.ts'
import { advertiserCsv, advertiserJson } from '../advertiser-file.ts'
import { advertiserUrl } from '../advertiser-url.ts'
import { asOfParam, asOfText, type Standpoint, standpointOf } from '../as-of.ts'
import { setFileHeadersAsOf } from '../as-of-headers.ts'
import type { Citation } from '../citation.ts'
import { advertiserCitation } from '../citation-advertiser.ts'
import { citeParam, refuseBoth, sendCitation } from '../citation-file.ts'
import { originOf } from '../citation-origin.ts'
import { counted } from '../format.ts'
import { parseRequest, understood } from '../parse-request.ts'
import { newestDay, platformName } from '../platform-name.ts'
import type { ExportFormat } from '../search-export.ts'
import type { Site } from '../site.ts'
import { sponsorsThen } from '../sponsor-request.ts'
import { advertiserHeading, advertiserView } from '../view-models/advertiser-view.ts'
import { asOfView } from '../view-models/as-of-view.ts'
import { holdNotice } from '../view-models/hold-notice.ts'
import { statementRecordView } from '../view-models/record-view.ts'

export const advertiserParams = z.strictObject({
  currency: understood(8, currency).exactOptional(),
  as_of: asOfParam.exactOptional(),
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
  cite: citeParam.exactOptional(),
})
export const statementParams = z.strictObject({
  currency: understood(8, currency),
  as_of: asOfParam.exactOptional(),
})

const NEWEST_ADS = 5

/** The page of an advertiser, and of each record in which a platform states a total. */
export function advertiserRoutes(site: Site): Router {
  const router = Router()
  router.get('/advertisers/:platform/:key', async (request, response) => {
    const { cite, format, ...params } = parseRequest(advertiserParams, request.query)
    refuseBoth(cite, format)
    const standpoint = await standpointOf(site, request, response, params.as_of)
    if (standpoint === null) return
    const { archive } = standpoint
    const profile = await profileOf(archive, request.params)
    const spending = await spendingOf(archive, profile, params.currency ?? null)
    if (format !== undefined) sendFile(standpoint, profile, spending, format, response)
    else if (cite !== undefined) {
      sendCitation(response, cite, await citationOf(site, standpoint, { profile, spending }, response))
    } else await sendPage(site, standpoint, { profile, spending }, response)
  })
  router.get('/advertisers/:platform/:key/statements/:number', async (request, response) => {
    const params = parseRequest(statementParams, request.query)
    const standpoint = await standpointOf(site, request, response, params.as_of)
    if (standpoint === null) return
    const { archive, isSample } = standpoint
    const profile = await profileOf(archive, request.params)
    const spending = await archive.advertiserSpending(profile.ref, params.currency)
    const { number, statement } = statementOf(spending, request.params.number)
    const raw = await site.rawRecord(statement.record, isSample)
    if (raw === null) throw notFound('The file that held this record is no longer at hand.')
    const kept = asOfText(standpoint)
    const subject = { text: advertiserHeading(profile), href: advertiserUrl(profile.ref, kept) }
    const page = advertiserUrl(profile.ref, { currency: params.currency, ...kept })
    const view = statementRecordView({ subject, page, statement, number, raw })
    await site.sendPage(response, {
      name: 'record',
      title: `${view.heading}: ${subject.text}`,
      description: 'The record as the source wrote it; what is private is withheld.',
      canonical: null,
      isSample,
      view,
    })
  })
  return router
}

async function profileOf(archive: Archive, params: { platform: string; key: string }): Promise<AdvertiserProfile> {
  const ref = refOf(params)
  const profile = ref === null ? null : await archive.advertiser(ref, { from: null, to: null })
  if (profile === null) {
    throw notFound('This archive knows no such advertiser. Its id may be mistyped, or no file that we have names it.')
  }
  return profile
}

/** Null for what can be no advertiser's identity. */
function refOf({ platform, key }: { platform: string; key: string }): AdvertiserRef | null {
  try {
    return /^\P{Cc}{1,200}$/u.test(key) ? { platform: platformId(platform), key } : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** In the currency asked for, else in the one of the greatest lower bound; null where no money is told. */
async function spendingOf(
  archive: Archive,
  { ref, money }: AdvertiserProfile,
  asked: Currency | null,
): Promise<AdvertiserSpending | null> {
  const chosen = asked ?? money[0]?.currency ?? null
  return chosen === null ? null : await archive.advertiserSpending(ref, chosen)
}

interface Known {
  readonly profile: AdvertiserProfile
  readonly spending: AdvertiserSpending | null
}

function citationOf(
  site: Site,
  standpoint: Standpoint,
  { profile, spending }: Known,
  response: Response,
): Promise<Citation | null> {
  const title = `${advertiserHeading(profile)} at ${platformName(site.manifests, profile.ref.platform)}`
  const origin = originOf(response.req, site.publicUrl)
  return advertiserCitation(site, standpoint, profile, { title, currency: spending?.currency ?? null, origin })
}

async function sendPage(site: Site, standpoint: Standpoint, known: Known, response: Response): Promise<void> {
  const { archive, isSample } = standpoint
  const { profile, spending } = known
  const { platform } = profile.ref
  const query = { terms: { include: [], exclude: [] }, filters: { account: profile.ref }, sort: 'newest' } as const
  const then = await sponsorsThen(site, standpoint)
  const [ads, sponsors, summary, holds, problems] = await Promise.all([
    archive.search(query, null, NEWEST_ADS),
    then.sponsors.ofAdvertiser(profile.ref),
    archive.summary(),
    archive.holds(),
    standpoint.quality.problems(standpoint.asked),
  ])
  const newest = newestDay(summary.sources, site.manifests, platform)
  const notice = holdNotice(holds, site.manifests, ({ platformId: own }) => own === platform)
  const citation = await citationOf(site, standpoint, known, response)
  const shown = spending === null ? {} : { currency: spending.currency }
  const asOf = asOfView(standpoint, advertiserUrl(profile.ref, shown))
  const told = { notice, ads, sponsors, kept: asOfText(standpoint), asOf, problems, citation }
  const content = { profile, spending, newest, ...told }
  const view = advertiserView(content, site.manifests)
  await site.sendPage(response, {
    name: 'advertiser',
    title: `${view.heading} at ${view.platform}`,
    description: `What ${view.heading} spent on political ads at ${view.platform}, with strict bounds.`,
    canonical: standpoint.asked === null ? advertiserUrl(profile.ref) : null,
    isSample,
    view,
  })
}

function sendFile(
  standpoint: Standpoint,
  profile: AdvertiserProfile,
  spending: AdvertiserSpending | null,
  format: ExportFormat,
  response: Response,
): void {
  const { platform, key } = profile.ref
  const name = `${platform}-${key.replaceAll(/[^A-Za-z0-9.-]/g, '_').slice(0, 60)}`
  const asOf = asOfText(standpoint).as_of ?? null
  setFileHeadersAsOf(response, { format, name, total: null }, standpoint)
  response.send(
    format === 'csv'
      ? advertiserCsv(profile, spending)
      : `${JSON.stringify(advertiserJson(profile, spending, asOf))}\n`,
  )
}

function statementOf(
  { statements, statementCount }: AdvertiserSpending,
  text: string,
): { number: number; statement: AdvertiserSpending['statements'][number] } {
  const number = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
  const statement = statements[statementCount - number]
  if (number > 0 && statement !== undefined) return { number, statement }
  const known = counted(statementCount, 'statement')
  throw notFound(`There are ${known} in this currency; there is no record of number ${text.slice(0, 20)} to show.`)
}

function notFound(sentence: string): Problem {
  return new Problem('request.not_found', sentence)
}
