import { statementFormat } from './statement-format.ts'

/** `creative_id_mapping.csv`: kept, and shown row by row; no two ads are made one by it. Its columns were never seen. */
export const creativeIdMapping = statementFormat({
  id: 'google-creative-id-mapping',
  columns: {
    required: ['oldcreativeid|oldadid|old_creative_id|old_ad_id', 'newcreativeid|newadid|new_creative_id|new_ad_id'],
  },
  normalise: () => ({}),
})

/** `google-political-ads-campaign-targeting.csv`: given up by Google in April 2020, since then a header alone. */
export const campaignTargeting = statementFormat({
  id: 'google-campaign-targeting',
  columns: {
    required: ['campaign_id', 'ads_list'],
    usual: ['age_targeting', 'gender_targeting', 'geo_targeting_included', 'geo_targeting_excluded'],
    sometimes: ['start_date', 'end_date', 'advertiser_id', 'advertiser_name'],
  },
  normalise: () => ({}),
})
