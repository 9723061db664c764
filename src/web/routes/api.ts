import { Router } from 'express'
import { z } from 'zod'
import { apiDocument } from '../api/document.ts'
import { examplesIn } from '../api/examples.ts'
import type { ApiDocument } from '../api/openapi.ts'
import { originOf } from '../citation-origin.ts'
import { parseRequest } from '../parse-request.ts'
import { platformIds } from '../platform-name.ts'
import type { Site } from '../site.ts'
import { apiView } from '../view-models/api-view.ts'

const noParams = z.strictObject({})

/** What programs can ask: as a page, and as a document of OpenAPI 3.1. Both say the same. */
export function apiRoutes(site: Site): Router {
  const router = Router()
  let made: ApiDocument | null = null
  const document = () => {
    made ??= apiDocument({
      limits: site.limits,
      sources: site.manifests.map(({ id }) => id),
      platforms: platformIds(site.manifests),
    })
    return made
  }
  router.get('/api/openapi.json', (request, response) => {
    parseRequest(noParams, request.query)
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' })
    response
      .set('Cache-Control', 'no-cache')
      .type('json')
      .send(`${JSON.stringify(document(), null, 1)}\n`)
  })
  router.get('/api', async (request, response) => {
    parseRequest(noParams, request.query)
    const { isSample } = await site.currentArchive()
    const view = apiView(document(), site.limits, examplesIn(site.viewsFolder, originOf(request, site.publicUrl)))
    await site.sendPage(response, { name: 'api', ...FRAME, isSample, view })
  })
  return router
}

const FRAME = {
  title: 'API',
  description: 'Everything this archive shows, as data: addresses, limits, errors, and examples that run.',
  canonical: '/api',
}
