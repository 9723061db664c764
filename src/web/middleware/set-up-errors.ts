import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { z } from 'zod'
import { Problem } from '../../domain/errors.ts'
import { isDataPath } from '../api/data-paths.ts'
import type { problemSchema } from '../api/problem.ts'
import { PROBLEMS, problemType } from '../api/problems.ts'
import { type Refusal, refusalOf } from '../http-problem.ts'
import type { Site } from '../site.ts'
import { problemView } from '../view-models/problem-view.ts'
import { requestIdOf } from './set-up-request-log.ts'

/** The last route: an address that nothing answers to. */
export function setUpNotFound(): RequestHandler {
  return () => {
    throw new Problem('request.not_found', 'There is no page at this address. It may have been cut or mistyped.')
  }
}

/** Every failure ends here: a page for people, `application/problem+json` for programs, the rest for the log. */
export function setUpErrors(site: Site): ErrorRequestHandler {
  return async (error: unknown, request, response, _next) => {
    const refusal = refusalOf(error)
    const requestId = requestIdOf(response)
    if (refusal.code === 'internal')
      site.log({ level: 'error', message: 'request failed', requestId, error: textOf(error) })
    if (response.headersSent) {
      response.destroy()
      return
    }
    for (const header of ['Content-Disposition', 'X-Total-Count', 'X-Search-Backend']) response.removeHeader(header)
    response.status(refusal.status).set('Cache-Control', 'no-store')
    if (refusal.retryAfter !== null) response.set('Retry-After', String(refusal.retryAfter))
    if (wantsData(request)) sendProblemJson(response, refusal, requestId)
    else await sendProblemPage(site, response, refusal, requestId)
  }
}

/** Asked by `format` or by the address, or by a client that takes JSON rather than pages. */
function wantsData(request: Request): boolean {
  const asked = [request.query['format']].flat()
  if (DATA_FORMATS.some((format) => asked.includes(format)) || isDataPath(request.path)) return true
  return request.accepts(['html', 'json', 'application/problem+json']) !== 'html'
}

const DATA_FORMATS = ['csv', 'json']

function sendProblemJson(response: Response, { status, code, sentence }: Refusal, requestId: string): void {
  const problem = {
    type: problemType(code),
    title: PROBLEMS[code].title,
    status,
    detail: sentence,
    code,
    requestId,
  } satisfies z.input<typeof problemSchema>
  response.type('application/problem+json').send(JSON.stringify(problem))
}

async function sendProblemPage(site: Site, response: Response, refusal: Refusal, requestId: string): Promise<void> {
  const view = problemView(refusal.status, refusal.sentence, requestId)
  const isSample = await site
    .currentArchive()
    .then((current) => current.isSample)
    .catch(() => false)
  try {
    const page = { title: view.heading, description: refusal.sentence, canonical: null, isSample, view }
    await site.sendPage(response, { name: 'problem', ...page })
  } catch (error) {
    site.log({ level: 'error', message: 'the page for failures failed', requestId, error: textOf(error) })
    response.type('text/plain').send(refusal.sentence)
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
