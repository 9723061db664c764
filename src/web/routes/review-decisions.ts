import { type Request, type Response, Router, urlencoded } from 'express'
import type { z } from 'zod'
import { HttpProblem } from '../http-problem.ts'
import { parseRequest, type RawQuery } from '../parse-request.ts'
import { deskOf, judgeForm, rememberReviewer, undoForm } from '../review-request.ts'
import { judgementsUrl } from '../review-url.ts'
import { noParams } from '../runs-request.ts'
import type { Site } from '../site.ts'
import { refuseOthers } from './operators.ts'

/** What a person decides. Stands before `allowReadingOnly`; all that `operators.ts` asks of a form is asked here. */
export function reviewDecisionRoutes(site: Site): Router {
  const router = Router()
  router.post('/review/:pair/judge', async (request, response) => {
    const { pair } = request.params
    const desk = await openDesk(request, site)
    const judgement = await desk.judge({ pair, ...(await formOf(judgeForm, request, response)) })
    sendBack(response, judgement)
  })
  router.post('/review/judgements/:id/undo', async (request, response) => {
    const { id } = request.params
    const desk = await openDesk(request, site)
    const { actor, why } = await formOf(undoForm, request, response)
    const judgement = await desk.undo(id, actor, why)
    sendBack(response, { ...judgement, actor })
  })
  return router
}

async function openDesk(request: Request, site: Site) {
  const desk = await deskOf(request, site)
  refuseOthers(request, site)
  parseRequest(noParams, request.query)
  return desk
}

function sendBack(response: Response, { id, actor }: { readonly id: string; readonly actor: string }): void {
  rememberReviewer(response, actor)
  response.set('Cache-Control', 'no-store').redirect(303, `${judgementsUrl({})}#judgement-${encodeURIComponent(id)}`)
}

const readForm = urlencoded({ extended: false, limit: 16_384, parameterLimit: 8 })

/** @throws {HttpProblem} 400 where it is no form of ours; what is wrong in one is `request.invalid` */
async function formOf<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape, z.core.$strict>,
  request: Request,
  response: Response,
): Promise<z.output<z.ZodObject<Shape, z.core.$strict>>> {
  await new Promise<void>((resolve, reject) => {
    readForm(request, response, (error: unknown) => (error === undefined ? resolve() : reject(unreadable())))
  })
  const body: unknown = request.body
  if (typeof body !== 'object' || body === null) throw unreadable()
  const fields: RawQuery = Object.fromEntries(Object.entries(body))
  return parseRequest(schema, fields)
}

function unreadable(): HttpProblem {
  return new HttpProblem(400, 'Send the form of the page: nothing else is taken here.', { code: 'request.invalid' })
}
