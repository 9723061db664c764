import { type Request, type Response, Router } from 'express'
import { momentText } from '../../domain/moment.ts'
import { answerReturns, type ComparedReturn } from '../declared-answer.ts'
import { declaredCsv, declaredJson } from '../declared-file.ts'
import { type DeclaredParams, declaredFormSchema, declaredParams, returnDefaults } from '../declared-request.ts'
import { type ReadReturns, readReturns } from '../declared-rows.ts'
import { readUpload } from '../declared-upload.ts'
import { HttpProblem } from '../http-problem.ts'
import { parseRequest } from '../parse-request.ts'
import { newestDays, platformIds } from '../platform-name.ts'
import { setFileHeaders } from '../search-export.ts'
import type { Site } from '../site.ts'
import { unsettledFrom } from '../unsettled.ts'
import { type DeclaredContent, declaredView } from '../view-models/declared-view.ts'

/** What was declared, beside what platforms show: the form. */
export function declaredRoutes(site: Site): Router {
  const router = Router()
  router.get('/declared', async (request, response) => {
    const params = parseRequest(declaredFormSchema, request.query)
    await sendPage(site, response, { params, sent: null, errors: [], answers: [], moment: null })
  })
  return router
}

/**
 * Its answers. Returns are sent with the request and not kept: nothing here changes, and POST it is only because an
 * address is too short for a file. Stands before `allowReadingOnly`.
 */
export function declaredAnswers(site: Site): Router {
  const router = Router()
  router.post('/declared', async (request, response) => {
    const upload = await readUpload(request)
    const params = declaredParams({ ...request.query, ...upload.fields })
    const read = readReturns(upload.text, returnDefaults(params), platformIds(site.manifests))
    const { answers, moment } = await answered(site, read)
    if (params.format === undefined || read.errors.length > 0) {
      if (wantsFile(request, params)) refuseAll(read)
      await sendPage(site, response, { params, sent: upload.text, errors: read.errors, answers, moment })
    } else {
      setFileHeaders(response, params.format, 'declared-and-shown', answers.length)
      response.set('Cache-Control', 'no-store')
      const json = () => `${JSON.stringify(declaredJson(answers, moment))}\n`
      response.send(params.format === 'csv' ? declaredCsv(answers) : json())
    }
  })
  return router
}

interface Answered {
  readonly answers: readonly ComparedReturn[]
  /** Which state of the archive answered. */
  readonly moment: string | null
}

async function answered(site: Site, { rows }: ReadReturns): Promise<Answered> {
  const { archive, sponsors } = await site.currentArchive()
  const [moment, { sources }] = await Promise.all([archive.newestMoment(), archive.summary()])
  const answers = await answerReturns(rows, {
    ...{ archive, sponsors },
    unsettledFrom: ({ platform, from, to }) =>
      newestDays(sources, site.manifests, platform).flatMap((each) => {
        const first = unsettledFrom({ from, to }, each.newest)
        return first === null ? [] : [{ platform: each.platform, from: first }]
      }),
  })
  return { answers, moment: moment === null ? null : momentText(moment) }
}

/** A program gets one sentence with every place that must be mended. */
function refuseAll({ errors }: ReadReturns): void {
  if (errors.length === 0) return
  const places = errors.map(({ line, column, sentence }) => `line ${line}, ${column}: ${sentence}`)
  throw new HttpProblem(400, `These returns cannot be used: ${places.join('; ')}.`)
}

function wantsFile(request: Request, { format }: DeclaredParams): boolean {
  return format !== undefined || /^text\/csv\b/i.test(request.headers['content-type'] ?? '')
}

async function sendPage(site: Site, response: Response, content: DeclaredContent): Promise<void> {
  const { isSample } = await site.currentArchive()
  if (content.errors.length > 0) response.status(400)
  const view = declaredView(content, site.manifests)
  await site.sendPage(response, { name: 'declared', ...FRAME, isSample, view })
}

const FRAME = {
  title: 'Declared and shown',
  description: 'What was declared to an authority, beside the strict bounds of what platforms show.',
  canonical: '/declared',
}
