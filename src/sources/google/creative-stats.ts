import type { AdFormat } from '../../ports/source.ts'
import { headerRules, isBundleHeader } from './columns.ts'
import { normaliseCreative } from './normalise.ts'

const rules = headerRules({
  required: [
    'ad_id',
    'ad_type',
    'advertiser_id',
    'advertiser_name',
    'date_range_start',
    'date_range_end',
    'impressions',
  ],
  usual: ['ad_url', 'regions', 'num_of_days'],
  sometimes: [
    'ad_campaigns_list',
    'first_served_timestamp',
    'last_served_timestamp',
    'age_targeting',
    'gender_targeting',
    'geo_targeting_included',
    'geo_targeting_excluded',
    'is_funded_by_google_ad_grants',
  ],
  money: 'spend_range_min_usd and spend_range_max_usd',
})

const shared = {
  tells: 'ads',
  shape: 'csv',
  version: 1,
  publicKeys: rules.publicKeys,
  drift: rules.drift,
  normalise: normaliseCreative,
} as const

/** `google-political-ads-creative-stats.csv`, as the bundle has it. */
export const creativeStats: AdFormat = {
  ...shared,
  id: 'google-creative-stats',
  recognises: (head) => rules.recognises(head) && isBundleHeader(head),
  lacks: rules.lacks,
}

/** The same columns out of BigQuery, or cut down by a collector: a selection, in which nobody can be missed (G-16). */
export const creativeStatsExport: AdFormat = {
  ...shared,
  id: 'google-creative-stats-export',
  recognises: (head) => rules.recognises(head) && !isBundleHeader(head),
}
