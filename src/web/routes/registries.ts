import { Router } from 'express'
import { z } from 'zod'
import { Problem } from '../../domain/errors.ts'
import { parseRequest } from '../parse-request.ts'
import { recordJson, registriesJson } from '../registries-file.ts'
import { setFileHeaders } from '../search-export.ts'
import type { Site } from '../site.ts'
import { registryRecordUrl } from '../sponsor-url.ts'
import { registriesView } from '../view-models/registries-view.ts'
import { registryRecordView } from '../view-models/registry-record-view.ts'
import { visibleName } from '../visible-text.ts'

const format = z.enum(['json'], 'choose json, or leave it out for a page.').exactOptional()

export const registriesParams = z.strictObject({
  format,
  name: z.string().trim().max(300, 'is longer than a name.').exactOptional(),
})

export const registryRecordParams = z.strictObject({ format })

const MOST_FOUND = 200

/** What registers say of bodies and persons: which copies are held, and each record with the rows that it stands on. */
export function registriesRoutes(site: Site): Router {
  const router = Router()
  router.get('/registries', async (request, response) => {
    const { format: wanted, name = '' } = parseRequest(registriesParams, request.query)
    const { registries, isSample } = await site.currentArchive()
    const files = await registries.files()
    const found = name === '' ? null : await registries.named(name, MOST_FOUND)
    if (wanted !== undefined) {
      setFileHeaders(response, wanted, 'registries', null)
      response.send(`${JSON.stringify(registriesJson(site.registries, files, found))}\n`)
      return
    }
    const view = registriesView(site.registries, files, found === null ? null : { name, found })
    await site.sendPage(response, { name: 'registries', ...FRAME, isSample, view })
  })
  router.get('/registries/:scheme/:record', async (request, response) => {
    const { format: wanted } = parseRequest(registryRecordParams, request.query)
    const { registries, isSample } = await site.currentArchive()
    const { scheme, record: key } = request.params
    const record = KEY.test(key) && KEY.test(scheme) ? await registries.record(scheme, key) : null
    if (record === null) throw new Problem('request.not_found', 'No loaded registry holds a record of this key.')
    const manifest = site.registries.find(({ id }) => id === record.registry)
    if (wanted !== undefined) {
      setFileHeaders(response, wanted, `${scheme}-${key}`, null)
      response.send(`${JSON.stringify(recordJson(record, manifest))}\n`)
      return
    }
    const heading = visibleName(record.names[0]?.name ?? key)
    await site.sendPage(response, {
      name: 'registry-record',
      title: heading,
      description: `What ${manifest?.name ?? record.registry} says of ${heading}, by every copy that is held.`,
      canonical: registryRecordUrl(record.scheme, record.key),
      isSample,
      view: registryRecordView(record, manifest),
    })
  })
  return router
}

const KEY = /^[\w.-]{1,200}$/

const FRAME = {
  title: 'Registries',
  description: 'Which copies of public registers are held: of what day, with which hash, and how many rows of each.',
  canonical: '/registries',
}
