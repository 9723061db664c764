import { z } from 'zod'

const text = z.string().nullish()
/** Meta writes figures as strings; Mongo and pandas make numbers of them. */
const figure = z.union([z.string(), z.number()]).nullish()
/** Singular before v12, plural since; a collector may have made a string of a list. */
const strings = z.union([z.string(), z.array(z.string().nullable())]).nullish()
/** `bsondump` writes an int64 as `{"$numberLong": "…"}`. */
const id = z.union([z.string(), z.number(), z.looseObject({ $numberLong: z.string() })]).nullish()

export const boundsSchema = z.looseObject({ lower_bound: figure, upper_bound: figure })
export const ageGenderSchema = z.looseObject({ age: text, gender: text, percentage: figure })
export const regionSchema = z.looseObject({ region: text, percentage: figure })

/** A row of `demographic_distribution`; each key may be missing. */
export type RawAgeGender = z.infer<typeof ageGenderSchema>
/** A row of `delivery_by_region`; each key may be missing. */
export type RawRegion = z.infer<typeof regionSchema>

const reachByAge = z.looseObject({ age_range: text, male: figure, female: figure, unknown: figure })
const reachByCountry = z.looseObject({ country: text, age_gender_breakdowns: z.array(reachByAge).nullish() })

/** Fields of ads delivered in the EU, the UK or Brazil. No real answer with them was at hand. */
export const deliverySchema = z.looseObject({
  eu_total_reach: figure,
  br_total_reach: figure,
  // Clients disagree on the shape and none quotes a live answer: both are read.
  total_reach_by_location: z
    .union([z.array(z.looseObject({ key: z.string(), value: figure })), z.record(z.string(), figure)])
    .nullish(),
  age_country_gender_reach_breakdown: z.array(reachByCountry).nullish(),
  beneficiary_payers: z
    .array(z.looseObject({ beneficiary: text, payer: text, current: z.boolean().nullish() }))
    .nullish(),
  target_ages: z.array(z.union([z.string(), z.number()])).nullish(),
  target_gender: text,
  target_locations: z
    .array(z.looseObject({ name: z.string(), type: text, excluded: z.boolean().nullish(), num_obfuscated: figure }))
    .nullish(),
})
export type DeliveryFields = z.infer<typeof deliverySchema>
export type ReachByCountry = z.infer<typeof reachByCountry>

/**
 * An `ArchivedAd` as the API answers it, of any version: no field is always there.
 * Source: developers.facebook.com/docs/marketing-api/reference/archived-ad; v3 to v5 by answers of December 2019.
 */
export const archivedAdSchema = z.looseObject({
  ...deliverySchema.shape,
  id,
  _id: id,
  adlib_id: id,
  ad_archive_id: id,
  ad_id: id,
  ad_snapshot_url: text,
  _last_updated: z.unknown().optional(),
  page_id: id,
  page_name: text,
  bylines: strings,
  funding_entity: strings,
  ad_creation_time: text,
  ad_delivery_start_time: text,
  ad_delivery_stop_time: text,
  ad_creative_body: strings,
  ad_creative_bodies: strings,
  ad_creative_link_title: strings,
  ad_creative_link_titles: strings,
  ad_creative_link_description: strings,
  ad_creative_link_descriptions: strings,
  ad_creative_link_caption: strings,
  ad_creative_link_captions: strings,
  currency: text,
  spend: boundsSchema.nullish(),
  impressions: boundsSchema.nullish(),
  estimated_audience_size: boundsSchema.nullish(),
  potential_reach: boundsSchema.nullish(),
  demographic_distribution: z.array(ageGenderSchema).nullish(),
  delivery_by_region: z.array(regionSchema).nullish(),
  region_distribution: z.array(regionSchema).nullish(),
  publisher_platforms: strings,
  languages: strings,
})
export type ArchivedAd = z.infer<typeof archivedAdSchema>

/** Keys of a record that the public may see. The snapshot URL may carry its collector's token (MA-12). */
export const PUBLIC_FIELDS: ReadonlySet<string> = new Set(
  Object.keys(archivedAdSchema.shape).filter((field) => field !== 'ad_snapshot_url'),
)

/** Whether a version of the API had this field. */
export function isKnownField(name: string): boolean {
  return Object.hasOwn(archivedAdSchema.shape, name)
}
