import { type Response, Router } from 'express'
import { z } from 'zod'
import type { Problems } from '../../domain/data-quality.ts'
import { Problem } from '../../domain/errors.ts'
import { type DisclosureId, disclosureId, sourceId } from '../../domain/ids.ts'
import type { Archive, DisclosureHistory } from '../../ports/archive.ts'
import { disclosureCsvHeader, disclosureCsvRow } from '../disclosure-csv.ts'
import { counted } from '../format.ts'
import { historyJson } from '../history-json.ts'
import { honouringRemoval, isRemovedAtSource, isTombstone } from '../honoured-removal.ts'
import { parseRequest } from '../parse-request.ts'
import { type ExportFormat, setFileHeaders } from '../search-export.ts'
import type { Site } from '../site.ts'
import { adHeading, adView } from '../view-models/ad-view.ts'
import { holdNotice } from '../view-models/hold-notice.ts'
import { qualityNotice, restingOnAds } from '../view-models/quality-notice.ts'
import { recordView } from '../view-models/record-view.ts'

export const adParams = z.strictObject({
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
})
export const recordParams = z.strictObject({})

/** The page of an ad, and of each record that told us about it. */
export function adRoutes(site: Site): Router {
  const router = Router()
  router.get('/ads/:source/:adId', async (request, response) => {
    const { format } = parseRequest(adParams, request.query)
    const { archive, isSample, quality, sponsorAds } = await site.currentArchive()
    const history = await historyOf(site, archive, request.params)
    const manifest = site.manifestOf(history.held.source)
    if (format !== undefined) {
      sendAdFile(site, response, { history, problems: await quality.problems(null) }, format)
      return
    }
    const notice = holdNotice(await archive.holds(), site.manifests, ({ id }) => id === history.held.source)
    const problems = await quality.problems(null)
    const known = qualityNotice(restingOnAds([history.held], problems), problems, site.manifests, false)
    const { id } = history.held
    const sponsor = (await sponsorAds.ofAds([id])).get(id) ?? null
    const view = adView(history, manifest, { notice, quality: known, sponsor })
    const description = `Who paid for it, how much, when, where and for whom, as ${view.source} tells it.`
    const frame = { title: view.heading, description, canonical: `/ads/${history.held.id}` }
    await site.sendPage(response, { name: 'ad', ...frame, isSample, view })
  })
  router.get('/ads/:source/:adId/records/:number', async (request, response) => {
    parseRequest(recordParams, request.query)
    const { archive, isSample } = await site.currentArchive()
    const history = await historyOf(site, archive, request.params)
    const { number, version } = versionOf(history, request.params.number)
    const manifest = site.manifestOf(history.held.source)
    if (isRemovedAtSource(history.held, manifest) && !isOwnTombstone(history, number)) throw notFound(REMOVED)
    const raw = await site.rawRecord(version.record, isSample)
    if (raw === null) throw notFound('The file that held this record is no longer at hand.')
    const view = recordView(history, version, number, raw, manifest)
    const title = `${view.heading}: ${adHeading(history, manifest)}`
    await site.sendPage(response, {
      name: 'record',
      title,
      description: 'The record as the source wrote it; what is private is withheld.',
      canonical: null,
      isSample,
      view,
    })
  })
  return router
}

/** The record that says that it was removed says nothing else. */
function isOwnTombstone({ held, versionCount }: DisclosureHistory, number: number): boolean {
  return number === versionCount && isTombstone(held)
}

const REMOVED = 'This ad was removed at its source: what its earlier records said is withheld here too.'

async function historyOf(
  site: Site,
  archive: Archive,
  params: { source: string; adId: string },
): Promise<DisclosureHistory> {
  const id = idOf(params)
  const history = id === null ? null : await archive.history(id)
  if (history === null) {
    throw notFound('This archive holds no such ad. Its number may be mistyped, or no file that we have mentions it.')
  }
  return honouringRemoval(history, site.manifestOf(history.held.source))
}

/** Null for what can be no ad's identity. */
function idOf({ source, adId }: { source: string; adId: string }): DisclosureId | null {
  try {
    return disclosureId(sourceId(source), adId)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function versionOf(
  { versions, versionCount }: DisclosureHistory,
  text: string,
): { number: number; version: DisclosureHistory['versions'][number] } {
  const number = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
  const version = versions[versionCount - number]
  if (number > 0 && version !== undefined) return { number, version }
  const known = counted(versionCount, 'version')
  throw notFound(`This ad has ${known}; there is no record of number ${text.slice(0, 20)} to show.`)
}

interface AdFile {
  readonly history: DisclosureHistory
  readonly problems: Problems
}

function sendAdFile(site: Site, response: Response, { history, problems }: AdFile, format: ExportFormat): void {
  const { held } = history
  const manifest = site.manifestOf(held.source)
  setFileHeaders(response, format, `${held.source}-${held.adId.replaceAll(':', '_').slice(0, 60)}`, 1)
  response.send(
    format === 'csv'
      ? disclosureCsvHeader() + disclosureCsvRow(held, manifest, problems)
      : `${JSON.stringify(historyJson(history, manifest, problems))}\n`,
  )
}

function notFound(sentence: string): Problem {
  return new Problem('request.not_found', sentence)
}
