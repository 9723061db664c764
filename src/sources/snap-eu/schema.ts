import { z } from 'zod'
import { Problem } from '../../domain/errors.ts'
import { inKnownShape } from '../shared/known-shape.ts'

const text = z.string().nullish()
const figure = z.union([z.number(), z.string()]).nullish()
const words = z.array(z.string()).nullish()

/** A choice about who sees the ad: `{"min_age":"18","operation":"INCLUDE"}`; the other keys are the criteria. */
const choiceSchema = z.looseObject({ operation: text })
const choices = z.array(choiceSchema).nullish()

const previewSchema = z.looseObject({
  id: z.string(),
  name: text,
  ad_account_name: text,
  paying_advertiser_name: text,
  brand_name: text,
  profile_name: text,
  status: text,
  creative_type: text,
  ad_type: text,
  ad_render_type: text,
  languages: words,
  headline: text,
  call_to_action: text,
  top_snap_media_type: text,
  top_snap_media_download_link: text,
  start_date: text,
  end_date: text,
  impressions_total: figure,
  impressions_map: z.record(z.string(), z.union([z.number(), z.string()])).nullish(),
  targeting_v2: z
    .looseObject({ regulated_content: z.boolean().nullish(), demographics: choices, devices: choices })
    .nullish(),
  web_view_properties: z.looseObject({ url: text }).nullish(),
  review_status: text,
  rejection_reasons: words,
})
export type AdPreview = z.infer<typeof previewSchema>

const SHOWN = Object.keys(previewSchema.shape).filter((key) => key !== 'top_snap_media_download_link')

/** Of a row of the list, which has its ad within, and of a detail, which is the ad; without the signed address of its media. */
export const PUBLIC_KEYS: ReadonlySet<string> = new Set([
  'sub_request_status',
  ...SHOWN,
  ...SHOWN.map((key) => `ad_preview.${key}`),
])

/**
 * Source: developers.snap.com/api/marketing-api/Ads-Gallery-Api/using-the-api. No real answer was at hand.
 * @throws {Problem} `record.malformed` for a row that Snap could not give; `record.schema_changed`
 */
export function parsePreview(record: Readonly<Record<string, unknown>>): AdPreview {
  if (!isGiven(record)) {
    const status = written(record['sub_request_status'])
    throw new Problem('record.malformed', `Snap could not give this row: sub_request_status is “${status}”`)
  }
  // The detail call answers an ad with nothing around it.
  return inKnownShape(previewSchema, record['ad_preview'] ?? record, 'Snap’s record')
}

/** Each row says by itself whether it succeeded. */
export function isGiven(row: Readonly<Record<string, unknown>>): boolean {
  const status = row['sub_request_status']
  return status === undefined || written(status).toUpperCase() === 'SUCCESS'
}

/** Of JSON, as text; what is not there is empty. */
export function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '').replace(/^""$/, '')
}

export function isKnownKey(key: string): boolean {
  return Object.hasOwn(previewSchema.shape, key)
}
