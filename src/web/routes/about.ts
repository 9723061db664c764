import { Router } from 'express'
import { z } from 'zod'
import { parseRequest } from '../parse-request.ts'
import type { Site } from '../site.ts'
import { aboutView } from '../view-models/about-view.ts'

export const aboutParams = z.strictObject({})

export function aboutRoutes(site: Site): Router {
  const router = Router()
  router.get('/about', async (request, response) => {
    parseRequest(aboutParams, request.query)
    const { archive, isSample } = await site.currentArchive()
    const view = aboutView(await archive.summary(), site.manifests)
    await site.sendPage(response, { name: 'about', ...FRAME, isSample, view })
  })
  return router
}

const FRAME = {
  title: 'About the data',
  description: 'Where the disclosures come from, what every column means, and what this archive does not know.',
  canonical: '/about',
}
