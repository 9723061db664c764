import { createHash } from 'node:crypto'
import type { SwitchName } from '../switches.ts'
import type { ToldAd } from '../world.ts'
import {
  type ApiContext,
  type ApiReply,
  type ApiRequestSeen,
  type ApiSandbox,
  counted,
  jsonReply,
} from './api-sandbox.ts'
import { apiNames } from './names.ts'
import { adIdOf, adsOf, publishedOn, wireAd, wireJson } from './tiktok-ads.ts'

const CLIENT_KEY = 'sandbox-tiktok-client-key'
const CLIENT_SECRET = 'sandbox-tiktok-client-secret'
const TOKEN = 'clt.sandbox-tiktok-token'

/** TikTok's Commercial Content API, which gives tokens of two hours. Pages are short, so that a small month has several. */
export const tiktokSandbox: ApiSandbox = {
  source: 'tiktok',
  settings: {
    TIKTOK_CLIENT_KEY: CLIENT_KEY,
    TIKTOK_CLIENT_SECRET: CLIENT_SECRET,
    COLLECT_TIKTOK_COUNTRIES: 'DE, NO',
  },
  answer,
}

const PAGE_ROWS = 2

function answer(request: ApiRequestSeen, context: ApiContext): ApiReply {
  const { path, header, method, body } = request
  if (path === '/v2/oauth/token/') return tokenReply(request)
  const [, step] = /^\/v2\/research\/adlib\/ad\/(query|detail|report)\/$/.exec(path) ?? []
  if (step === undefined || method !== 'POST') return failed(404, 'invalid_params', 'Nothing is there')
  if (header('authorization') !== `Bearer ${TOKEN}`) {
    return failed(401, 'access_token_invalid', 'The access token is invalid or not found in the request.')
  }
  const asked = parsed(body)
  if (asked === null) return failed(400, 'invalid_params', 'The body is no JSON')
  const trap = trapOn(asked, context)
  if (trap !== null) return trap
  if (step === 'detail') return detail(body, request, context)
  const stretch = stretchOf(asked, request, context)
  if ('status' in stretch) return stretch
  return step === 'report' ? report(stretch) : page(stretch, context)
}

/** Errors of the token have a shape of their own. */
function tokenReply({ body, header }: ApiRequestSeen): ApiReply {
  const form = new URLSearchParams(body)
  const isForm = header('content-type')?.startsWith('application/x-www-form-urlencoded') === true
  const isKnown = form.get('client_key') === CLIENT_KEY && form.get('client_secret') === CLIENT_SECRET
  if (isForm && isKnown && form.get('grant_type') === 'client_credentials') {
    return jsonReply({ access_token: TOKEN, expires_in: 7_200, token_type: 'Bearer' })
  }
  const error_description = 'Client key or secret is incorrect.'
  return jsonReply({ error: 'invalid_client', error_description, log_id: 'SANDBOX' }, 401)
}

interface Asked {
  readonly filters?: Readonly<Record<string, unknown>>
  readonly search_term?: string
  readonly search_id?: string
}

function parsed(body: string): Asked | null {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

const RANDOM_500_EVERY = 5

function trapOn(asked: Asked, { switches, memory }: ApiContext): ApiReply | null {
  const calls = counted(memory, 'calls')
  if (switches.has('tiktok.500-random') && calls % RANDOM_500_EVERY === 1) return internal()
  if (switches.has('tiktok.429-in-body') && (calls === 2 || calls === 5)) {
    return failed(calls === 2 ? 200 : 429, 'rate_limit_exceeded', 'The API quota has been exceeded.')
  }
  const isOdd = /[^ -~]/.test(asked.search_term ?? '')
  return isOdd && switches.has('tiktok.500-non-ascii') ? internal() : null
}

function internal(): ApiReply {
  return failed(500, 'internal_error', 'Something is wrong. Please try again later.')
}

function failed(status: number, code: string, message: string): ApiReply {
  return jsonReply({ error: { code, http_status_code: status, log_id: 'SANDBOX', message } }, status)
}

/** What a list or a report is asked about. */
interface Stretch {
  readonly country: string
  readonly ads: readonly ToldAd[]
  readonly searchId: string | null
  /** Of all that is asked: a search_id is good for nothing else. */
  readonly mark: string
}

function stretchOf(asked: Asked, { query }: ApiRequestSeen, { world, switches }: ApiContext): Stretch | ApiReply {
  const filters = asked.filters ?? {}
  const { min, max } = Object(filters['ad_published_date_range'])
  const isOld = switches.has('tiktok.request-names')
  const fields = query.get('fields') ?? ''
  if (!/^\d{8}$/.test(min) || !/^\d{8}$/.test(max)) return failed(400, 'invalid_params', 'ad_published_date_range')
  if (isOld && ('country_code' in filters || fields.includes('ad.'))) {
    return failed(400, 'invalid_params', 'Unknown field: country_code')
  }
  if (switches.has('tiktok.max-today') && max >= world.day.replaceAll('-', '')) {
    return failed(400, 'invalid_params', 'The max date must be before today')
  }
  const country = String(filters['country_code'] ?? filters['country'] ?? 'ALL')
  const term = asked.search_term ?? null
  const ads = adsOf(world)
    .filter((ad) => country === 'ALL' || ad.sponsor.aims === country)
    .filter((ad) => publishedOn(ad) >= min && publishedOn(ad) <= max)
    .filter((ad) => term === null || matches(ad, term))
  const mark = createHash('sha256')
    .update(JSON.stringify([filters, term]))
    .digest('hex')
    .slice(0, 12)
  return { country, ads, searchId: asked.search_id ?? null, mark }
}

function matches({ sponsor }: ToldAd, term: string): boolean {
  const { account, payer } = apiNames(sponsor, 'tiktok')
  return folded(`${account} ${payer ?? ''}`).includes(folded(term))
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** One search_id for all pages, behind which the place is remembered; or, with the switch, the place in each of them. */
function page({ ads, searchId, mark }: Stretch, { world, switches, memory }: ApiContext): ApiReply {
  if (searchId !== null && !searchId.startsWith(`${mark}.`))
    return failed(400, 'invalid_params', 'search_id is invalid')
  const has = (name: SwitchName) => switches.has(name)
  const id = searchId ?? `${mark}.${counted(memory, 'searches')}`
  const from = has('tiktok.search-id-changes') ? Number(id.split('.')[2] ?? 0) : placeOf(memory, searchId)
  const to = from + PAGE_ROWS
  const isMore = to < ads.length
  memory.set(id, to)
  const next = has('tiktok.search-id-changes') ? [...id.split('.').slice(0, 2), to].join('.') : id
  const overlap = has('tiktok.pages-overlap') && from > 0 ? 1 : 0
  const rows = ads.slice(from - overlap, to).map((ad) => wireAd(ad, { isDetail: false, world, switches }))
  return ok({ ads: rows, has_more: has('tiktok.has-more-text') ? String(isMore) : isMore, search_id: next })
}

function placeOf(memory: Map<string, unknown>, searchId: string | null): number {
  return searchId === null ? 0 : ((memory.get(searchId) as number | undefined) ?? 0)
}

function detail(body: string, { query }: ApiRequestSeen, { world, switches }: ApiContext): ApiReply {
  const [, id] = /"ad_id":(\d+)/.exec(body) ?? []
  const isOld = switches.has('tiktok.request-names')
  if (isOld && (query.get('fields') ?? '').includes('ad.')) return failed(400, 'invalid_params', 'Unknown fields')
  const found = adsOf(world).find((ad) => adIdOf(ad) === id)
  if (found === undefined) return failed(400, 'invalid_params', 'ad_id is invalid')
  return ok(wireAd(found, { isDetail: true, world, switches }))
}

function report({ ads, country }: Stretch): ApiReply {
  const days = new Map<string, number>()
  for (const ad of ads) days.set(publishedOn(ad), (days.get(publishedOn(ad)) ?? 0) + 1)
  return ok({ count_time_series_by_country: { [country]: [...days].sort().map(([date, count]) => ({ date, count })) } })
}

function ok(data: unknown): ApiReply {
  const error = { code: 'ok', http_status_code: 200, log_id: 'SANDBOX', message: '' }
  return { status: 200, headers: { 'content-type': 'application/json' }, body: wireJson({ data, error }) }
}
