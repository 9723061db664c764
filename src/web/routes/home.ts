import { Router } from 'express'
import { z } from 'zod'
import { Problem } from '../../domain/errors.ts'
import { currency } from '../../domain/money.ts'
import type { FacetValue } from '../../domain/search.ts'
import type { Archive } from '../../ports/archive.ts'
import { parseRequest, understood } from '../parse-request.ts'
import { setFileHeaders } from '../search-export.ts'
import type { Site } from '../site.ts'
import { sponsorFile } from '../sponsor-file.ts'
import { homeExamples } from '../view-models/home-examples.ts'
import { homeView } from '../view-models/home-view.ts'

const homeParams = z.strictObject({
  currency: understood(8, currency).exactOptional(),
  top: z.enum(['10', '50'], 'choose 10 or 50.').exactOptional(),
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
})

export function homeRoutes(site: Site): Router {
  const router = Router()
  router.get('/', async (request, response) => {
    const params = parseRequest(homeParams, request.query)
    const { archive, isSample } = await site.currentArchive()
    const summary = await archive.summary()
    const chosen = params.currency ?? summary.currencies[0]?.currency ?? null
    const sponsors = chosen === null ? [] : await archive.topSponsors(chosen)
    const top = Number(params.top ?? '10')
    if (params.format !== undefined) {
      const table = sponsors.slice(0, top)
      setFileHeaders(response, params.format, `sponsors-${chosen ?? 'none'}`, table.length)
      response.send(sponsorFile(table, params.format, chosen))
      return
    }
    const examples = homeExamples(summary, sponsors, await countriesOf(archive))
    const view = homeView({ summary, currency: chosen, sponsors, top, examples }, site.manifests)
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
