import { Router } from 'express'
import { z } from 'zod'
import { parseRequest } from '../parse-request.ts'
import { setFileHeaders } from '../search-export.ts'
import type { Site } from '../site.ts'
import { sourcesCsv, sourcesJson } from '../sources-file.ts'
import { collectingView } from '../view-models/collecting-view.ts'
import { searchIndexView } from '../view-models/search-index-view.ts'
import { sourcesView } from '../view-models/sources-view.ts'

export const sourcesParams = z.strictObject({
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
})

/** What was read, what is missing, and what waits for a person. */
export function sourcesRoutes(site: Site): Router {
  const router = Router()
  router.get('/sources', async (request, response) => {
    const { format } = parseRequest(sourcesParams, request.query)
    const { archive, isSample, collecting, searchIndex } = await site.currentArchive()
    const [statuses, pulls, index] = await Promise.all([archive.sourceStatuses(), collecting(), searchIndex()])
    if (format !== undefined) {
      setFileHeaders(response, format, 'sources', null)
      const told = { statuses, pulls, index }
      response.send(format === 'csv' ? sourcesCsv(told) : `${JSON.stringify(sourcesJson(told))}\n`)
      return
    }
    const beside = {
      collecting: collectingView(pulls, site.manifests, new Date()),
      searchIndex: searchIndexView(index),
    }
    const view = sourcesView(statuses, beside, site.manifests)
    await site.sendPage(response, { name: 'sources', ...FRAME, isSample, view })
  })
  return router
}

const FRAME = {
  title: 'Sources',
  description: 'Which files were read, which days are missing, what was withdrawn, and what waits for a decision.',
  canonical: '/sources',
}
