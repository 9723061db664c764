import { createHash } from 'node:crypto'
import { SPONSORS } from '../sponsors.ts'
import {
  type ApiContext,
  type ApiReply,
  type ApiRequestSeen,
  type ApiSandbox,
  counted,
  jsonReply,
  textReply,
} from './api-sandbox.ts'
import { apiNames } from './names.ts'
import { exportCsv, type XEuAsked } from './x-eu-export.ts'

const TOKEN = 'sandbox-x-bearer-token'
const COUNTRY = 'DE'
/** Two that run ads in each month of the election’s year. */
const ACCOUNTS = SPONSORS.filter(({ key }) => ['regenschirm', 'brezel'].includes(key)).map(
  (sponsor) => apiNames(sponsor, 'x-eu').accountId,
)

/** The ads repository: a page whose script tells the operations, orders for exports, and the exports. */
export const xEuSandbox: ApiSandbox = {
  source: 'x-eu',
  settings: { X_BEARER_TOKEN: TOKEN, COLLECT_X_EU_ACCOUNTS: ACCOUNTS.join(','), COLLECT_X_EU_COUNTRIES: COUNTRY },
  answer,
}

function answer(request: ApiRequestSeen, context: ApiContext): ApiReply {
  const { method, path } = request
  if (path === '/ads-repository') return textReply(page(context), 200)
  if (/^\/assets\/main\.[0-9a-f]+\.js$/.test(path)) return textReply(script(context), 200, 'application/javascript')
  const [, exportId] = /^\/exports\/([0-9a-f]+)\.csv$/.exec(path) ?? []
  if (exportId !== undefined) return download(exportId, context)
  const [, id = '', operation = ''] = /^\/graphql\/([^/]+)\/(\w+)$/.exec(path) ?? []
  if (operation === '') return textReply('<!doctype html><title>X</title>', 404)
  if (request.header('authorization') !== `Bearer ${TOKEN}`) {
    return jsonReply({ errors: [{ code: 32, message: 'Could not authenticate you.' }] }, 401)
  }
  if (id !== operationId(operation, context)) return { status: 404, body: '' }
  if (operation === CREATE && method === 'POST') return create(request, context)
  if (operation === STATUS && method === 'GET') return status(request, context)
  return jsonReply({ errors: [{ message: 'Method not allowed' }] }, 405)
}

const CREATE = 'CreateExportReportMutation'
const STATUS = 'GetExportReportStatusQuery'

/** Of the build of the site that is out now. */
function operationId(operation: string, { memory }: ApiContext): string {
  const build = (memory.get('build') as number | undefined) ?? 0
  return createHash('sha256').update(`${operation} ${build}`).digest('base64url').slice(0, 22)
}

function page(context: ApiContext): string {
  const hash = createHash('sha256').update(operationId(CREATE, context)).digest('hex').slice(0, 8)
  return `<!doctype html><html lang="en"><head><title>Ads repository</title><script src="https://static.example/other.js"></script></head><body><div id="root"></div><script src="assets/main.${hash}.js"></script></body></html>`
}

function script(context: ApiContext): string {
  const of = (operation: string) => `params:{id:"${operationId(operation, context)}",metadata:{},name:"${operation}"}`
  return `var a={${of(CREATE)}},b={${of(STATUS)}};`
}

interface Export extends XEuAsked {
  readonly orderedAt: number
}

function create({ body }: ApiRequestSeen, context: ApiContext): ApiReply {
  const { memory, now, switches } = context
  const trap = trapped('create', context)
  if (trap !== null) return trap
  const { variables } = JSON.parse(body)
  const { user, geoLocation: country, deliveryRange: range } = variables
  if (!/^\d+$/.test(user)) return jsonReply({ errors: [{ message: 'Variable "user" is no id' }] }, 400)
  const id = createHash('sha256')
    .update(`${body} ${counted(memory, 'orders')}`)
    .digest('hex')
    .slice(0, 16)
  const ordered: Export = { user, country, from: range.start_date, to: range.end_date, orderedAt: now.getTime() }
  memory.set(`export ${id}`, ordered)
  if (switches.has('xeu.rotating-operation-ids')) counted(memory, 'build')
  return jsonReply({ data: { create_digital_services_act_export_insert: { export_id: id } } })
}

const PENDING_MS = 4 * 60_000

function status({ query }: ApiRequestSeen, context: ApiContext): ApiReply {
  const { memory, now, switches, base } = context
  const trap = trapped('status', context)
  if (trap !== null) return trap
  const { exportId } = JSON.parse(query.get('variables') ?? '{}')
  const ordered = memory.get(`export ${exportId}`) as Export | undefined
  if (ordered === undefined) return jsonReply({ data: null, errors: [{ message: 'No such export' }] })
  const isPending = switches.has('xeu.pending') && now.getTime() - ordered.orderedAt < PENDING_MS
  const told = isPending
    ? { export_id: exportId, export_status: 'Pending', export_download_url: null }
    : { export_id: exportId, export_status: 'Finished', export_download_url: `${base}/exports/${exportId}.csv` }
  return jsonReply({ data: { digital_services_act_export_status: told } })
}

function download(exportId: string, context: ApiContext): ApiReply {
  const trap = trapped('download', context)
  if (trap !== null) return trap
  const ordered = context.memory.get(`export ${exportId}`) as Export | undefined
  if (ordered === undefined) return textReply('<Error><Code>AccessDenied</Code></Error>', 403, 'application/xml')
  return textReply(exportCsv(context.world, ordered, context.switches), 200, 'text/csv; charset=utf-8')
}

/** The first of each kind fails, the second says nothing. */
function trapped(kind: string, { memory, switches }: ApiContext): ApiReply | null {
  if (!switches.has('xeu.503')) return null
  const before = counted(memory, `trap ${kind}`)
  if (before === 0) return textReply('Service Unavailable', 503, 'text/plain')
  return before === 1 ? jsonReply({ ads: [] }) : null
}
