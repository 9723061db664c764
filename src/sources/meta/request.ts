import type { ApiRequest, Position, RequestRules } from '../../ports/crawling.ts'
import { metaPosition } from './position.ts'

/** All fields of `ArchivedAd`; without a list Meta answers with four. Source: meta reference “ArchivedAd”, v24.0. */
export const FIELDS = [
  'id',
  'ad_creation_time',
  'ad_creative_bodies',
  'ad_creative_link_captions',
  'ad_creative_link_descriptions',
  'ad_creative_link_titles',
  'ad_delivery_start_time',
  'ad_delivery_stop_time',
  'ad_snapshot_url',
  'age_country_gender_reach_breakdown',
  'beneficiary_payers',
  'br_total_reach',
  'bylines',
  'currency',
  'delivery_by_region',
  'demographic_distribution',
  'estimated_audience_size',
  'eu_total_reach',
  'impressions',
  'languages',
  'page_id',
  'page_name',
  'publisher_platforms',
  'spend',
  'target_ages',
  'target_gender',
  'target_locations',
  'total_reach_by_location',
] as const

const VERSION = 'v22.0'

/** The version of the Graph API that is asked: Meta retires one about two years after it came. */
export function apiVersion(setting: (name: string) => string | null): string {
  return setting('META_API_VERSION') ?? VERSION
}

/** The address is made anew for each page: Meta's own `next` repeats the token. */
export function metaRequest(position: Position, { address, pageSize, setting }: RequestRules): ApiRequest {
  const at = metaPosition(position)
  const query = new URLSearchParams({
    // Everything there is: a search for `*` finds all, unlike one for pages alone. Source: Lejo1/facebook_ad_library README.
    ...(at.pages === null ? { search_terms: '*' } : { search_page_ids: JSON.stringify(at.pages) }),
    ad_reached_countries: JSON.stringify([at.country]),
    ad_type: 'POLITICAL_AND_ISSUE_ADS',
    // Without it, only ads that run today.
    ad_active_status: 'ALL',
    // The text of ads that were removed, too.
    unmask_removed_content: 'true',
    ad_delivery_date_min: at.from,
    ad_delivery_date_max: at.to,
    fields: FIELDS.join(','),
    ...(pageSize === null ? {} : { limit: String(pageSize) }),
    ...(at.after === null ? {} : { after: at.after }),
  })
  return { method: 'GET', url: `${address}/${apiVersion(setting)}/ads_archive?${query}` }
}
