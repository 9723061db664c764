import { Router } from 'express'
import { z } from 'zod'
import { Problem } from '../../domain/errors.ts'
import { currency } from '../../domain/money.ts'
import type { FacetValue } from '../../domain/search.ts'
import type { Archive, ArchiveSummary } from '../../ports/archive.ts'
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
  const countriesOf = rememberedCountries()
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
    const examples = homeExamples(summary, sponsors, await countriesOf(archive, summary))
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

type CountriesOf = (archive: Archive, summary: ArchiveSummary) => Promise<readonly FacetValue[]>

/**
 * Countries by number of ads, for an example: counted once until more files have come, since it looks at every ad. The
 * home page opens also when that takes too long.
 */
function rememberedCountries(): CountriesOf {
  let remembered: { readonly state: string; readonly countries: readonly FacetValue[] } | null = null
  return async (archive, { sources }) => {
    const state = JSON.stringify(sources)
    if (remembered?.state === state) return remembered.countries
    try {
      const { facets } = await archive.search(EVERYTHING, null, 10)
      remembered = { state, countries: facets.country }
      return facets.country
    } catch (error) {
      if (error instanceof Problem && error.code === 'request.too_slow') return []
      throw error
    }
  }
}

const EVERYTHING = { terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' } as const
