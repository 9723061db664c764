import { Router } from 'express'
import { Problem } from '../../domain/errors.ts'
import { runsCsv, runsJson } from '../runs-file.ts'
import { runsRequest, runsUrl, sourceIn } from '../runs-request.ts'
import { setFileHeaders } from '../search-export.ts'
import type { Site } from '../site.ts'
import { runsView } from '../view-models/runs-view.ts'
import { mayOperate } from './operators.ts'

/** How one source is pulled: how it stands, part by part, and run by run. */
export function runsRoutes(site: Site): Router {
  const router = Router()
  router.get('/sources/:source/runs', async (request, response) => {
    const params = runsRequest(request.query)
    const source = sourceIn(request.params)
    const { pulls, isSample } = await site.currentArchive()
    const told = await (await pulls()).runs(source)
    if (told === null) throw new Problem('request.not_found', NOT_PULLED)
    const { format } = params
    if (format !== undefined) {
      setFileHeaders(response, format, `runs-${source}`, null)
      response.send(format === 'csv' ? runsCsv(told, params) : `${JSON.stringify(runsJson(told, params))}\n`)
      return
    }
    const name = site.manifestOf(source)?.name ?? source
    const view = runsView(told, { params, name, now: site.now(), mayOperate: mayOperate(request, site) })
    await site.sendPage(response, {
      name: 'runs',
      title: `Runs of ${name}`,
      description: `How ${name} is pulled: whether it is asked at this moment, part by part and run by run.`,
      canonical: runsUrl(source, { state: params.state }),
      isSample,
      view,
    })
  })
  return router
}

const NOT_PULLED = 'No source of that name is pulled here: its files are brought by hand, or there is none.'
