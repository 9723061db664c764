import { type Response, Router } from 'express'
import { Problem } from '../../domain/errors.ts'
import type { ReviewDesk } from '../../ports/sponsors.ts'
import { parseRequest } from '../parse-request.ts'
import { judgementsCsvHeader, judgementsCsvRow } from '../review-file.ts'
import { deskOf, judgementsParams, reviewerOf, reviewParams } from '../review-request.ts'
import { noParams } from '../runs-request.ts'
import { setFileHeaders } from '../search-export.ts'
import type { PageRequest, Site } from '../site.ts'
import { everyRow } from '../sponsor-export.ts'
import { reviewPairView } from '../view-models/review-pair-view.ts'
import { judgementsView, reviewView } from '../view-models/review-view.ts'

const PAGE_SIZE = 50
const FILE_PAGE_SIZE = 500

/** Pairs that wait for a person, each on a page of its own, and what was decided. Nothing of it is kept by a cache. */
export function reviewRoutes(site: Site): Router {
  const router = Router()
  router.get('/review', async (request, response) => {
    const desk = await deskOf(request, site)
    const { after = null } = parseRequest(reviewParams, request.query)
    const [page, agreement] = await Promise.all([desk.queue(after, PAGE_SIZE), desk.agreement()])
    const view = reviewView({ page, agreement, isLater: after !== null }, site.manifests)
    await send(site, response, { name: 'review', title: 'Review', view })
  })
  router.get('/review/judgements', async (request, response) => {
    const desk = await deskOf(request, site)
    const { after = null, format } = parseRequest(judgementsParams, request.query)
    if (format !== undefined) {
      await sendCsv(desk, response)
      return
    }
    const [page, agreement] = await Promise.all([desk.judgements(after, PAGE_SIZE), desk.agreement()])
    const view = judgementsView(page, { agreement, isLater: after !== null, reviewer: reviewerOf(request) })
    await send(site, response, { name: 'review-judgements', title: 'What was decided', view })
  })
  router.get('/review/:pair', async (request, response) => {
    const desk = await deskOf(request, site)
    parseRequest(noParams, request.query)
    const pair = /^[\x21-\x7e]{1,100}$/.test(request.params.pair) ? await desk.pair(request.params.pair) : null
    if (pair === null) throw new Problem('request.not_found', GONE)
    const view = reviewPairView(pair, reviewerOf(request), site.manifests)
    await send(site, response, { name: 'review-pair', title: 'One sponsor or two?', view })
  })
  return router
}

const GONE =
  'No pair of that id waits here: it may have been decided, or a newer run sees it otherwise. Go back to the queue.'

type ReviewPage = 'review' | 'review-pair' | 'review-judgements'

async function send<Name extends ReviewPage>(
  site: Site,
  response: Response,
  page: Pick<PageRequest<Name>, 'name' | 'title' | 'view'>,
): Promise<void> {
  const { isSample } = await site.currentArchive()
  const description = 'For who sits at the machine: which names are one sponsor.'
  await site.sendPage(response, { ...page, description, canonical: null, isSample }, 'no-store')
}

/** What people decided is little: all of it is one file. */
async function sendCsv(desk: ReviewDesk, response: Response): Promise<void> {
  const first = await desk.judgements(null, FILE_PAGE_SIZE)
  const lines: string[] = []
  for await (const judgement of everyRow(first, (after) => desk.judgements(after, FILE_PAGE_SIZE))) {
    lines.push(judgementsCsvRow(judgement))
  }
  setFileHeaders(response, 'csv', 'judgements', lines.length)
  response.set('Cache-Control', 'no-store').send(judgementsCsvHeader() + lines.join(''))
}
