import { z } from 'zod'
import { inKnownShape } from '../shared/known-shape.ts'

const text = z.string().nullish()
/** Whole numbers of sixteen digits and more arrive as text, shorter ones as numbers. */
const figure = z.union([z.string(), z.number()]).nullish()
/** `true`, and in places `"true"` (TT-2). */
const truth = z.union([z.boolean(), z.string()]).nullish()
const words = z.union([z.string(), z.array(z.string())]).nullish()

const reachSchema = z.looseObject({
  unique_users_seen: figure,
  unique_user_seen: figure,
  unique_users_seen_by_country: z.record(z.string(), figure).nullish(),
})

const rejectionSchema = z.looseObject({
  reasons: words,
  affected_countries: words,
  reporting_source: text,
  automated_notice: z.union([z.string(), z.boolean()]).nullish(),
})

const adSchema = z.looseObject({
  id: z.union([z.string(), z.number()]),
  first_shown_date: figure,
  last_shown_date: figure,
  status: text,
  status_statement: text,
  videos: z.array(z.unknown()).nullish(),
  ad_videos: z.array(z.unknown()).nullish(),
  image_urls: z.array(z.unknown()).nullish(),
  reach: reachSchema.nullish(),
  title: text,
  external_url: text,
  call_to_action: text,
  advertising_objective: text,
  rejection_info: rejectionSchema.nullish(),
})

const advertiserSchema = z.looseObject({
  business_id: figure,
  buisness_id: figure,
  business_name: text,
  paid_for_by: text,
  paid_by: text,
  country_code: text,
})

/** The pages of the documentation have the values of age and gender the wrong way round: both are read as they come. */
const targetingSchema = z.looseObject({
  number_of_users_targeted: figure,
  country: words,
  age: z.record(z.string(), truth).nullish(),
  gender: z.record(z.string(), truth).nullish(),
  audience_targeting: text,
  video_interactions: text,
  creator_interactions: text,
  interest: words,
})
export type Targeting = z.infer<typeof targetingSchema>

const groupSchema = z.looseObject({ targeting_info: targetingSchema.nullish(), target: targetingSchema.nullish() })

/** An ad as the list has it, or as its detail call answers: the latter within `data`. */
const recordSchema = z.looseObject({
  ad: adSchema,
  advertiser: advertiserSchema.nullish(),
  ad_group: groupSchema.nullish(),
})
export type TikTokRecord = z.infer<typeof recordSchema>
export type TikTokAd = TikTokRecord['ad']

/** @throws {Problem} `record.schema_changed` when a field has a type that was never seen */
export function parseRecord(record: Readonly<Record<string, unknown>>): TikTokRecord {
  return inKnownShape(recordSchema, record['data'] ?? record, 'TikTok’s record')
}

const MEDIA = ['videos', 'ad_videos', 'image_urls']
const SHOWN = [
  ...Object.keys(adSchema.shape).flatMap((key) => (MEDIA.includes(key) ? [] : [`ad.${key}`])),
  ...Object.keys(advertiserSchema.shape).map((key) => `advertiser.${key}`),
  ...Object.keys(groupSchema.shape).map((key) => `ad_group.${key}`),
]

/** Of an item of the list, and of a detail, which has it within `data`; without signed addresses, and without profiles. */
export const PUBLIC_KEYS: ReadonlySet<string> = new Set(['error', ...SHOWN, ...SHOWN.map((key) => `data.${key}`)])

/** Keys that are known and not read: the media, and what may be a person's profile. */
const UNREAD = ['download_url', 'avatar_url', 'profile_url', 'follower_count', 'tiktok_account']

const KNOWN: ReadonlySet<string> = new Set([
  ...[recordSchema, adSchema, advertiserSchema, groupSchema].flatMap(({ shape }) => Object.keys(shape)),
  ...UNREAD,
])

export function isKnownKey(key: string): boolean {
  return KNOWN.has(key)
}

/** Of an ad or an advertiser, rather than of what holds them. */
export function isInnerKey(key: string): boolean {
  return KNOWN.has(key) && !Object.hasOwn(recordSchema.shape, key)
}

/** Keys as they stand in examples of the documentation, beside those of its tables (TT-1). */
const MISSPELT = ['buisness_id', 'unique_user_seen', 'paid_by', 'ad_videos', 'target']

/** Words on keys that came in the other spelling, or that nobody has seen before. */
export function keyRemarks({ ad, advertiser, ad_group: group }: Partial<TikTokRecord>): readonly string[] {
  const keys = [ad, ad?.reach, advertiser, group].flatMap((part) => Object.keys(part ?? {}))
  const misspelt = keys.filter((key) => MISSPELT.includes(key)).map((key) => `a key came as “${key}”`)
  const fresh = [ad, advertiser, group].flatMap((part) => Object.keys(part ?? {})).filter((key) => !isKnownKey(key))
  return [...new Set([...misspelt, ...fresh.map((key) => `the field “${key}” is new`)])]
}
