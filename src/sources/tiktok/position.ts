import type { ApiRequest, Position, RequestRules } from '../../ports/crawling.ts'

type Walk = {
  readonly country: string
  /** `20261101`; both inclusive. */
  readonly from: string
  readonly to: string
  readonly search: string | null
  /** After which page of the documentation filters and fields are named: the reference, or how to get started. */
  readonly names: 'reference' | 'getting-started'
}

type Report = Walk & { readonly step: 'report' }
export type Query = Walk & {
  readonly step: 'query'
  /** The newest that was given. */
  readonly searchId: string | null
  /** Ids on the page before: pages are not disjoint (TT-5). */
  readonly before: readonly string[]
}
export type Detail = Walk & {
  readonly step: 'detail'
  readonly adId: string
  /** The ad as the list has it, letter by letter: what is known if the details cannot be had. */
  readonly item: string
  readonly fields: 'all' | 'few'
}

export type TikTokPosition = Report | Query | Detail

/** Ours: nobody else makes positions. */
export function positionOf(at: Position): TikTokPosition {
  return at as TikTokPosition
}

const QUERY_FIELDS =
  'ad.id,ad.first_shown_date,ad.last_shown_date,ad.status,ad.status_statement,ad.videos,ad.image_urls,ad.reach,' +
  'advertiser.business_id,advertiser.business_name,advertiser.paid_for_by'

/** Without profiles and pictures of accounts, which may be a person's. */
const FEW_DETAILS = `${QUERY_FIELDS},ad_group.targeting_info`

/** The page of 2026 has five more; the last was found by a researcher, and is on no page. */
const ALL_DETAILS = `${FEW_DETAILS},ad.title,ad.external_url,ad.call_to_action,ad.advertising_objective,ad.rejection_info`

const PAGE_SIZE = 50

export function request(at: Position, { address }: RequestRules): ApiRequest {
  const position = positionOf(at)
  const url = `${address}/v2/research/adlib/ad/${position.step}/?fields=${fieldsOf(position)}`
  const headers = { 'content-type': 'application/json' }
  return { method: 'POST', url, headers, body: bodyOf(position) }
}

function fieldsOf(at: TikTokPosition): string {
  if (at.step === 'report') return 'count_time_series_by_country'
  if (at.names === 'getting-started') return at.step === 'query' ? 'ad,advertiser' : 'ad,advertiser,ad_group'
  if (at.step === 'query') return QUERY_FIELDS
  return at.fields === 'all' ? ALL_DETAILS : FEW_DETAILS
}

function bodyOf(at: TikTokPosition): string {
  // An id is a number on the wire, with more digits than ours can hold.
  if (at.step === 'detail') return `{"ad_id":${at.adId}}`
  const published = { min: at.from, max: at.to }
  const country = at.names === 'reference' ? { country_code: at.country } : { country: at.country }
  const filters = { ad_published_date_range: published, ...country }
  if (at.step === 'report') return JSON.stringify({ filters })
  return JSON.stringify({
    filters,
    ...(at.search === null ? {} : { search_term: at.search }),
    max_count: PAGE_SIZE,
    ...(at.searchId === null ? {} : { search_id: at.searchId }),
  })
}
