import { createHash } from 'node:crypto'
import type { Switches } from '../switches.ts'
import { type ApiContext, type ApiReply, type ApiRequestSeen, type ApiSandbox, textReply } from './api-sandbox.ts'
import { releaseDays, releaseName, releaseZip } from './x-releases.ts'

const PAGE = '/en/help/ads-policies/ads-content-policies/political-content/political-ads-disclosure'
const FOLDER = '/content/dam/business-twitter/political-ads-data/'

/** The page with links to dated zips, and the zips. No key is asked for. */
export const xSandbox: ApiSandbox = {
  source: 'x',
  settings: {},
  addressPath: PAGE,
  answer,
}

async function answer({ method, path, header }: ApiRequestSeen, context: ApiContext): Promise<ApiReply> {
  const { world, switches } = context
  if (method === 'HEAD' && switches.has('x.head-404')) return nothingThere()
  if (path === PAGE || path === `${PAGE}.html`) return textReply(page(context), 200)
  const day = releaseDays(world).find((each) => path === `${FOLDER}${releaseName(each, switches)}`)
  if (day === undefined) return nothingThere()
  const body = await releaseZip(world, day, switches)
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
  if (header('if-none-match') === etag) return { status: 304, headers: { etag }, body: '' }
  return { status: 200, headers: { 'content-type': 'application/zip', etag }, body }
}

function nothingThere(): ApiReply {
  return textReply('<!doctype html><title>Page not found</title>', 404)
}

/** Around the links, as much as a page of a help centre has, and a link that is none of a release. */
function page({ world, switches, base }: ApiContext): string {
  const names = releaseDays(world).map((day) => releaseName(day, switches))
  const items = linked(names, switches).map(
    (name) => `<li><a href="${base}${FOLDER}${name}">${name.slice(0, -4)}</a></li>`,
  )
  return `<!doctype html><html lang="en"><head><title>Political ads disclosure</title></head><body>
<p><a href="${base}/en/help/ads-policies.html">Ads policies</a></p>
<ul>${items.join('\n')}</ul></body></html>`
}

/** The newest is linked first in a spelling that nothing lies under, and stands last. */
function linked(names: readonly string[], switches: Switches): readonly string[] {
  if (!switches.has('x.name-spellings')) return names
  const [newest = '', ...older] = names
  return [...older, newest.toUpperCase().replace('POLITICAL-ADS-DATA.ZIP', 'political-ads-data.zip'), newest]
}
