import { type Request, Router } from 'express'
import { Problem } from '../../domain/errors.ts'
import { isAtThisMachine, isFromOwnPage } from '../at-this-machine.ts'
import { HttpProblem } from '../http-problem.ts'
import { parseRequest } from '../parse-request.ts'
import { noParams, runsUrl, sourceIn } from '../runs-request.ts'
import type { Site } from '../site.ts'

/** What only who sits at this machine may do. Stands before `allowReadingOnly`: nothing else here is changed from outside. */
export function operatorRoutes(site: Site): Router {
  const router = Router()
  for (const act of ['pause', 'resume'] as const) {
    router.post(`/sources/:source/${act}`, async (request, response) => {
      refuseOthers(request, site)
      parseRequest(noParams, request.query)
      const source = sourceIn(request.params)
      const { pulls } = await site.currentArchive()
      const isDone = await (await pulls())[act](source)
      if (!isDone) throw new Problem('request.not_found', NO_API)
      response.set('Cache-Control', 'no-store').redirect(303, runsUrl(source))
    })
  }
  return router
}

const NO_API = 'No source of that name is asked over an API: there is nothing to pause.'

/** @throws {HttpProblem} 403 */
export function refuseOthers(request: Request, site: Site): void {
  if (!isAtThisMachine(request, site)) throw forbidden(AT_THE_MACHINE)
  if (!isFromOwnPage(request)) throw forbidden(FROM_ELSEWHERE)
}

const AT_THE_MACHINE =
  'Only the operator may do this, from the machine that the site runs on: open http://127.0.0.1 there with its port, or use the commands paidfor pause and paidfor resume.'

const FROM_ELSEWHERE = 'This was not sent from the page of this site. Open the page, and press its button.'

function forbidden(sentence: string): HttpProblem {
  return new HttpProblem(403, sentence, { code: 'request.forbidden' })
}

/** What is offered on the page of a source. */
export function mayOperate(request: Request, site: Site): boolean {
  return isAtThisMachine(request, site)
}
