import { createHash } from 'node:crypto'
import { dayNumber, dayOfNumber } from '../../domain/days.ts'
import type { ToldAd, WorldDay } from '../world.ts'
import {
  type ApiContext,
  type ApiReply,
  type ApiRequestSeen,
  type ApiSandbox,
  counted,
  jsonReply,
} from './api-sandbox.ts'
import { apiNames } from './names.ts'

/** Snap's EU Ads Gallery: no token, ten rows a page, and links to the next page that lead to Snap's own host. */
export const snapEuSandbox: ApiSandbox = {
  source: 'snap-eu',
  settings: {
    COLLECT_SNAP_EU_SEARCHES:
      'Bund der Regenschirmfreunde; Verein für pünktliche Kuckucksuhren; Aktion Brezel; Liste Gartenzwerg; Wählergruppe Nordlicht',
  },
  answer,
}

const PAGE_ROWS = 10
const REAL_HOST = 'https://adsapi.snapchat.com'
const KEPT_DAYS = 365

interface Asked {
  readonly paying_advertiser_name?: string
  readonly countries?: readonly string[]
  readonly start_date?: string
  readonly end_date?: string
  readonly status?: string
}

function answer({ method, path, query, body }: ApiRequestSeen, context: ApiContext): ApiReply {
  if (method !== 'POST' || path !== '/v1/ads_library/ads/search')
    return failed(404, 'E1001', 'Resource can not be found')
  const { switches, memory, now } = context
  if (switches.has('snapeu.e1009-http200') && isTooOften(memory, now)) return failed(200, 'E1009', 'Too many requests')
  const asked: Asked = JSON.parse(body)
  const name = (asked.paying_advertiser_name ?? '').trim()
  if (name === '' || !Array.isArray(asked.countries)) return failed(400, 'E3024', 'paying_advertiser_name is required')
  if (switches.has('snapeu.soft-empty')) return success([], null)
  const ads = matching(context.world, name, asked)
  const mark = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const from = placeIn(query.get('cursor'), mark)
  if (from === null) return failed(200, 'E1008', 'Invalid cursor')
  if (switches.has('snapeu.dead-cursor') && from > 0) return failed(200, 'E1008', 'Invalid cursor')
  if (switches.has('snapeu.soft-empty-behind') && from > 0) return success([], null)
  const rows = ads
    .slice(from, from + PAGE_ROWS)
    .map((ad, index) => row(ad, switches.has('snapeu.sub-request-failed') && index % 8 === 3))
  const to = from + PAGE_ROWS
  return success(rows, to < ads.length ? `${REAL_HOST}${path}?cursor=${mark}_${to}` : null)
}

const SIX_HOURS_MS = 6 * 3_600_000

/** Two searches go well; then six hours must pass. */
function isTooOften(memory: Map<string, unknown>, now: Date): boolean {
  const since = (memory.get('since') as number | undefined) ?? now.getTime()
  const isOver = now.getTime() - since >= SIX_HOURS_MS
  memory.set('since', isOver ? now.getTime() : since)
  if (isOver) memory.set('searches', 0)
  return counted(memory, 'searches') >= 2
}

/** Null: the cursor belongs to another search. */
function placeIn(cursor: string | null, mark: string): number | null {
  if (cursor === null) return 0
  const [own, place = ''] = cursor.split('_')
  return own === mark ? Number(place) : null
}

/** Those of the last twelve months that ran on a day asked about, whose payer begins so. */
function matching(
  world: WorldDay,
  name: string,
  { countries, start_date: from, end_date: to }: Asked,
): readonly ToldAd[] {
  const earliest = dayNumber(world.day) - KEPT_DAYS
  const first = Math.max(earliest, from === undefined ? earliest : dayNumber(from.slice(0, 10)))
  const last = to === undefined ? world.toldThrough : dayNumber(to.slice(0, 10)) - 1
  return world
    .ads('snap-eu')
    .filter((ad) => ad.isListed && ad.lastDay >= first && ad.firstDay <= last)
    .filter(({ sponsor }) => countries?.includes(sponsor.aims.toLowerCase()) === true)
    .filter((ad) => payerOf(ad).toLowerCase().startsWith(name.toLowerCase()))
}

function payerOf({ sponsor }: ToldAd): string {
  const { payer, account } = apiNames(sponsor, 'snap-eu')
  return payer ?? account
}

function row(ad: ToldAd, isFailed: boolean) {
  return isFailed
    ? { sub_request_status: 'ERROR', sub_request_error_reason: 'Internal error' }
    : { sub_request_status: 'SUCCESS', ad_preview: preview(ad) }
}

export function galleryId({ id }: ToldAd): string {
  return [id.slice(0, 8), id.slice(8, 12), `4${id.slice(13, 16)}`, `a${id.slice(17, 20)}`, id.slice(20, 32)].join('-')
}

function preview(ad: ToldAd) {
  const { account } = apiNames(ad.sponsor, 'snap-eu')
  const isYoung = ad.pace > 1
  return {
    id: galleryId(ad),
    name: `${ad.sponsor.key} ${ad.year}`,
    ad_account_name: account,
    paying_advertiser_name: payerOf(ad),
    brand_name: account,
    profile_name: account,
    status: ad.lastDay >= dayNumber(`${ad.year}-12-31`) ? 'ACTIVE' : 'PAUSED',
    creative_type: 'WEB_VIEW',
    ad_type: 'REMOTE_WEBPAGE',
    ad_render_type: 'STATIC',
    languages: ['de'],
    headline: ad.isEdited ? 'Jetzt erst recht' : 'Schau mal',
    call_to_action: 'MORE',
    top_snap_media_type: ad.kind === 'video' ? 'VIDEO' : 'IMAGE',
    top_snap_media_download_link: `https://media.snap.example/${galleryId(ad)}`,
    start_date: `${dayOfNumber(ad.firstDay)}T00:00:00.000Z`,
    impressions_total: ad.shown,
    impressions_map: { [ad.sponsor.aims.toLowerCase()]: ad.shown, fr: 0, el: 0 },
    targeting_v2: {
      regulated_content: false,
      demographics: [{ min_age: isYoung ? '18' : '25', operation: 'INCLUDE' }],
      devices: [],
    },
    web_view_properties: { url: `https://${ad.sponsor.domain}/` },
    review_status: 'APPROVED',
    rejection_reasons: [],
  }
}

function success(rows: readonly unknown[], nextLink: string | null): ApiReply {
  const paging = nextLink === null ? {} : { next_link: nextLink }
  return jsonReply({ request_status: 'SUCCESS', request_id: 'sandbox', paging, ad_previews: rows })
}

function failed(status: number, code: string, message: string): ApiReply {
  const said = { request_status: 'ERROR', request_id: 'sandbox', display_message: message, error_code: code }
  return jsonReply(said, status)
}
