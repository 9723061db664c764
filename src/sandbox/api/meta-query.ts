import { dayNumber } from '../../domain/days.ts'
import { COUNTRIES } from '../countries.ts'
import { SPONSORS } from '../sponsors.ts'
import type { ToldAd } from '../world.ts'
import type { ApiContext, ApiReply } from './api-sandbox.ts'
import { metaError } from './meta-answers.ts'

/** What a call to `ads_archive` asks for. */
export interface MetaQuery {
  readonly countries: readonly string[]
  readonly pages: readonly string[] | null
  /** Days of delivery, counted since 1970. */
  readonly from: number
  readonly to: number
  readonly isActiveAlone: boolean
  readonly fields: readonly string[]
  readonly limit: number
  readonly after: Cursor | null
}

/** Behind which ad, and how many pages were had. */
export interface Cursor {
  readonly text: string
  readonly id: string
  readonly page: number
}

const FOUR = 'ad_delivery_start_time,ad_delivery_stop_time,ad_snapshot_url,page_id'
const DEFAULT_LIMIT = '25'

const ALL_FIELDS = new Set(
  `id ad_creation_time ad_creative_bodies ad_creative_link_captions ad_creative_link_descriptions ad_creative_link_titles
  ad_delivery_start_time ad_delivery_stop_time ad_snapshot_url age_country_gender_reach_breakdown beneficiary_payers
  br_total_reach bylines currency delivery_by_region demographic_distribution estimated_audience_size eu_total_reach
  impressions languages page_id page_name publisher_platforms spend target_ages target_gender target_locations
  total_reach_by_location`.split(/\s+/),
)

/** The call as it is understood, or why it is refused. */
export function metaQuery(query: URLSearchParams, { world, switches }: ApiContext): MetaQuery | ApiReply {
  const countries = listIn(query.get('ad_reached_countries'))
  const pages = query.has('search_page_ids') ? listIn(query.get('search_page_ids')) : null
  const fields = listIn(query.get('fields') ?? FOUR)
  const bad = fields.find((field) => !ALL_FIELDS.has(field))
  if (bad !== undefined) return refused(`(#100) Tried accessing nonexisting field (${bad})`)
  const refusedCountry = badCountry(countries)
  if (refusedCountry !== null) return refusedCountry
  if (pages === null && !query.get('search_terms')) {
    return refused('A search_terms or search_page_ids parameter is required')
  }
  const known = new Set(world.ads('meta').map(({ sponsor }) => sponsor.meta?.pageId))
  if (switches.has('meta.invalid-page-in-batch')) known.delete(INVALID_PAGE)
  if (pages !== null && (pages.length > 10 || pages.some((page) => !known.has(page)))) return invalidPage()
  const after = query.get('after')
  const cursor = after === null ? null : cursorIn(after)
  if (after !== null && cursor === null) return deadCursor()
  return {
    countries,
    pages,
    from: dayIn(query.get('ad_delivery_date_min'), Number.NEGATIVE_INFINITY),
    to: dayIn(query.get('ad_delivery_date_max'), Number.POSITIVE_INFINITY),
    isActiveAlone: (query.get('ad_active_status') ?? 'ACTIVE') === 'ACTIVE',
    fields,
    limit: Number(query.get('limit') ?? DEFAULT_LIMIT),
    after: cursor,
  }
}

/** The page of the Hedgerow Alliance, where the switch is on. */
const INVALID_PAGE = SPONSORS.find(({ key }) => key === 'hedgerow')?.meta?.pageId

export function isAskedFor(ad: ToldAd, query: MetaQuery, toldThrough: number): boolean {
  const { sponsor, firstDay, lastDay } = ad
  const isThere = query.countries.includes(sponsor.aims) || query.countries.includes('ALL')
  const isOfPage = query.pages === null || query.pages.includes(sponsor.meta?.pageId ?? '0')
  const isWithin = firstDay <= query.to && Math.min(lastDay, toldThrough) >= query.from
  return isThere && isOfPage && isWithin && (!query.isActiveAlone || lastDay > toldThrough)
}

/** Opaque to the caller; it dies with its ad. */
export function cursorText({ id, page }: Omit<Cursor, 'text'>): string {
  return `${Buffer.from(`scraping_cursor:${id}:${page}`).toString('base64url')}ZD`
}

function cursorIn(text: string): Cursor | null {
  const plain = Buffer.from(text.replace(/ZD$/, ''), 'base64url').toString('latin1')
  const [, id, page] = /^scraping_cursor:(\d+):(\d+)$/.exec(plain) ?? []
  return id === undefined ? null : { text, id, page: Number(page) }
}

export function deadCursor(): ApiReply {
  return metaError({ status: 400, code: 2642, message: '(#2642) Invalid cursors values' })
}

function badCountry(countries: readonly string[]): ApiReply | null {
  const names = ['ALL', ...COUNTRIES.map(({ code }) => code)]
  const place = countries.findIndex((country) => !names.includes(country))
  if (countries.length > 0 && place < 0) return null
  const list = names.join(', ')
  return refused(`(#100) Param ad_reached_countries[${Math.max(place, 0)}] must be one of {${list}}`)
}

function refused(message: string): ApiReply {
  return metaError({ status: 400, code: 100, message })
}

function invalidPage(): ApiReply {
  const more = { error_user_title: 'Invalid Page ID', error_user_msg: 'One of the page ids is not valid.' }
  return metaError({ status: 400, code: 100, message: 'Invalid parameter', more })
}

/** `["US","CA"]`, `['US']` and `US,CA` are all in use. */
function listIn(text: string | null): readonly string[] {
  return (text ?? '').split(/[[\]\s,"']+/).filter((each) => each !== '')
}

function dayIn(text: string | null, otherwise: number): number {
  return text === null ? otherwise : dayNumber(text)
}
