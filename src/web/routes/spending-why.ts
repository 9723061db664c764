import { type Response, Router } from 'express'
import { Problem } from '../../domain/errors.ts'
import type { WhyReport } from '../../ports/spending-why.ts'
import { asOfText, type Standpoint, standpointOf } from '../as-of.ts'
import { letKeep, setFileHeadersAsOf } from '../as-of-headers.ts'
import type { Site } from '../site.ts'
import { sponsorsThen } from '../sponsor-request.ts'
import { asOfView } from '../view-models/as-of-view.ts'
import { whyView } from '../view-models/why-view.ts'
import { sendConverted } from '../why-converted.ts'
import { whyCsv, whyJson } from '../why-file.ts'
import { type WhyRequest, whyRequest } from '../why-request.ts'
import { whyUrl } from '../why-url.ts'

const PAGE = { accounts: 20, each: 25 }
const FILE = { accounts: 500, each: 1_000 }

/** Why a number is what it is: a figure of a ranking or a sponsor, taken apart into the ads and statements that count. */
export function whyRoutes(site: Site): Router {
  const router = Router()
  router.get('/spending/why', async (request, response) => {
    const asked = whyRequest(request.query)
    const standpoint = await standpointOf(site, request, response, asked.params.as_of)
    if (standpoint === null) return
    if (asked.isOne) {
      await sendConverted(site, standpoint, asked, response)
      return
    }
    const { format } = asked.params
    const report = await standpoint.archive.why(asked.whose, asked.query, format === undefined ? PAGE : FILE)
    if (report === null) await sendOn(site, standpoint, asked, response)
    else if (format === undefined) await sendPage(site, standpoint, { request: asked, report }, response)
    else sendFile(standpoint, { request: asked, report }, format, response)
  })
  return router
}

/** A former id of a sponsor leads on for ever. @throws {Problem} `request.not_found` */
async function sendOn(site: Site, standpoint: Standpoint, asked: WhyRequest, response: Response): Promise<void> {
  const { whose, params } = asked
  const { sponsors } = await sponsorsThen(site, standpoint)
  const found = whose.kind === 'sponsor' ? await sponsors.sponsor(whose.id) : null
  if (found === null || !('movedTo' in found)) {
    throw new Problem('request.not_found', 'No file that we have read tells of any money for this.')
  }
  response.redirect(301, whyUrl({ ...params, sponsor: found.movedTo }))
}

interface Known {
  readonly request: WhyRequest
  readonly report: WhyReport
}

function sendFile(
  standpoint: Standpoint,
  { request, report }: Known,
  format: 'csv' | 'json',
  response: Response,
): void {
  const total = report.accountCount
  setFileHeadersAsOf(response, { format, name: `why-${request.query.currency.toLowerCase()}`, total }, standpoint)
  letKeep(response, standpoint)
  response.send(
    format === 'csv'
      ? whyCsv(request, report)
      : `${JSON.stringify(whyJson(request, report, asOfText(standpoint).as_of ?? null))}\n`,
  )
}

async function sendPage(site: Site, standpoint: Standpoint, { request, report }: Known, response: Response) {
  const { params } = request
  const asOf = asOfView(standpoint, whyUrl({ ...params, as_of: null }))
  const view = whyView({ request, report, asOf, kept: asOfText(standpoint) }, site.manifests)
  await site.sendPage(response, {
    name: 'why',
    title: `Why this number: ${view.subject.text}, ${view.where}`,
    description: 'A figure taken apart into the ads and statements that it is made of.',
    canonical: standpoint.asked === null ? whyUrl(params) : null,
    isSample: standpoint.isSample,
    view,
  })
}
