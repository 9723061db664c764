import { type Response, Router } from 'express'
import { z } from 'zod'
import type { Problems } from '../../domain/data-quality.ts'
import { Problem } from '../../domain/errors.ts'
import { type Currency, currency } from '../../domain/money.ts'
import type { FacetValue } from '../../domain/search.ts'
import type { SpendingBy, SpendingQuery } from '../../domain/spending.ts'
import type { Archive, ArchiveSummary } from '../../ports/archive.ts'
import type { SpendingPage } from '../../ports/spending.ts'
import { parseRequest, understood } from '../parse-request.ts'
import { newestDay } from '../platform-name.ts'
import { platformQuality } from '../platform-quality.ts'
import { type ExportFormat, setFileHeaders } from '../search-export.ts'
import type { Site } from '../site.ts'
import { type SpendingFileContext, spendingCsvHeader, spendingCsvRow, spendingJsonRow } from '../spending-file.ts'
import { homeExamples } from '../view-models/home-examples.ts'
import { homeView } from '../view-models/home-view.ts'
import { rankedRows } from '../view-models/spending-view.ts'

export const homeParams = z.strictObject({
  currency: understood(8, currency).exactOptional(),
  top: z.enum(['10', '50'], 'choose 10 or 50.').exactOptional(),
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
})

const ALL = { place: null, from: null, to: null, platform: null } as const
const MOST = 50

export function homeRoutes(site: Site): Router {
  const router = Router()
  router.get('/', async (request, response) => {
    const params = parseRequest(homeParams, request.query)
    const { archive, isSample, quality } = await site.currentArchive()
    const [summary, choices] = await Promise.all([archive.summary(), archive.spendingChoices(ALL)])
    const chosen = params.currency ?? choices.currencies[0]?.currency ?? null
    const by = choices.hasSponsors ? 'sponsor' : 'advertiser'
    const page = chosen === null ? null : await archive.spending({ ...ALL, by, currency: chosen }, null, MOST)
    const top = Number(params.top ?? '10')
    if (params.format !== undefined) {
      const problems = await quality.problems(null)
      sendFile(site, response, params.format, { summary, currency: chosen, by, page, top, problems })
      return
    }
    const examples = homeExamples(summary, page?.rows ?? [], await countriesOf(archive))
    const view = homeView({ summary, choices, currency: chosen, by, page, top, examples }, site.manifests)
    await site.sendPage(response, { name: 'home', ...FRAME, isSample, view })
  })
  return router
}

const FRAME = {
  title: 'Who pays for political ads',
  description: 'Search what the platforms disclose about political ads: who paid, how much, when, where and for whom.',
  canonical: '/',
}

/** Countries by number of ads, for an example. The home page opens also when that takes too long. */
async function countriesOf(archive: Archive): Promise<readonly FacetValue[]> {
  try {
    return (await archive.search(EVERYTHING, null, 10)).facets.country
  } catch (error) {
    if (error instanceof Problem && error.code === 'request.too_slow') return []
    throw error
  }
}

const EVERYTHING = { terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' } as const

interface Table {
  readonly summary: ArchiveSummary
  readonly currency: Currency | null
  readonly by: SpendingBy
  readonly page: SpendingPage | null
  readonly top: number
  readonly problems: Problems
}

/** The rows of the table, in its order; all rows there are come from `/spending`. */
function sendFile(site: Site, response: Response, format: ExportFormat, table: Table): void {
  const { summary, currency, by, page, top, problems } = table
  const rows = page === null ? [] : rankedRows(page, 0).slice(0, top)
  const query: SpendingQuery = { ...ALL, by, currency: currency ?? ('XXX' as Currency) }
  const context: SpendingFileContext = {
    query,
    one: null,
    asOf: (platform) => newestDay(summary.sources, site.manifests, platform),
    effectiveOf: (platform) =>
      (page?.effective ?? []).filter(({ source }) => site.manifestOf(source)?.platformId === platform),
    qualityOf: platformQuality(ALL, problems, site.manifests),
  }
  setFileHeaders(response, format, `spenders-${currency ?? 'none'}`, rows.length)
  const json = { currency, total: rows.length, rows: rows.map((row) => spendingJsonRow(row, context)), complete: true }
  response.send(
    format === 'csv'
      ? spendingCsvHeader() + rows.map((row) => spendingCsvRow(row, context)).join('')
      : `${JSON.stringify(json)}\n`,
  )
}
