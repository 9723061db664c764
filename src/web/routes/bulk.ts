import { Router } from 'express'
import { z } from 'zod'
import { Problem } from '../../domain/errors.ts'
import { type Moment, parseAsOf } from '../../domain/moment.ts'
import { begun, changesBody } from '../bulk-changes.ts'
import { sendReleaseFile } from '../bulk-file.ts'
import { bulkIndex } from '../bulk-index.ts'
import { originOf } from '../citation-origin.ts'
import { parseRequest, understood } from '../parse-request.ts'
import { sendStream } from '../send-stream.ts'
import type { Site } from '../site.ts'
import { bulkView } from '../view-models/bulk-view.ts'

export const bulkParams = z.strictObject({})

export const changesParams = z.strictObject({
  since: understood(40, moment).exactOptional(),
  until: understood(40, moment).exactOptional(),
})

/** Everything at once: releases, their files, and what changed since one. */
export function bulkRoutes(site: Site): Router {
  const router = Router()
  router.get('/bulk', async (request, response) => {
    parseRequest(bulkParams, request.query)
    const { releases, isSample } = await site.currentArchive()
    const told = { releases: await releases.releases(), job: await releases.job(), sources: releases.sources }
    const view = bulkView(told, originOf(request, site.publicUrl))
    await site.sendPage(response, { name: 'bulk', ...FRAME, isSample, view })
  })
  router.get('/bulk/index.json', async (request, response) => {
    parseRequest(bulkParams, request.query)
    const { releases } = await site.currentArchive()
    const index = bulkIndex(await releases.releases(), releases)
    response
      .set('Cache-Control', 'no-cache')
      .type('json')
      .send(`${JSON.stringify(index)}\n`)
  })
  router.get('/bulk/changes', async (request, response) => {
    const { since, until } = parseRequest(changesParams, request.query)
    if (since === undefined) throw new Problem('request.invalid', SINCE_WHEN)
    const { releases } = await site.currentArchive()
    const told = await releases.changes(since, until ?? null)
    response.type('application/x-ndjson')
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    const changes = await begun(told.changes)
    await sendStream(site, response, changesBody({ ...told, changes }, releases), 'changes were')
  })
  router.get('/bulk/:release/:file', async (request, response) => {
    parseRequest(bulkParams, request.query)
    const { releases } = await site.currentArchive()
    const file = await releases.file(request.params.release, request.params.file)
    if (file === null) throw new Problem('request.not_found', 'No release has such a file. /bulk/index.json names all.')
    await sendReleaseFile(response, file)
  })
  return router
}

const SINCE_WHEN = 'Say since which release: since= and its name, such as 2026-11-28.57. /bulk/index.json names all.'

const FRAME = {
  title: 'Everything in bulk',
  description: 'Releases of the whole archive as CSV and Parquet, with checksums, and what changed since each.',
  canonical: '/bulk',
}

/** @throws {RangeError} with words for the reader */
function moment(text: string): Moment {
  const asOf = parseAsOf(text)
  if ('moment' in asOf) return asOf.moment
  throw new RangeError('write the token of a release, such as 2026-11-28.57')
}
