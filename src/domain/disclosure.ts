import type { CalendarDate, Instant } from './calendar.ts'
import type { SpendRange } from './money.ts'
import type { Country, Region } from './place.ts'
import type { Range } from './range.ts'

/**
 * Why a field holds no value. Zero is a value, and is none of these.
 * `not_disclosed`: the source left it blank. `withheld`: the source or the archive has it and does not show it.
 * The fourth kind, not collected, is a field that is missing from `DisclosureFields`: the file we read has no such
 * column, so nothing can be said about what the source discloses.
 */
export interface Absent {
  readonly absent: 'not_disclosed' | 'withheld'
}

export const NOT_DISCLOSED: Absent = { absent: 'not_disclosed' }
export const WITHHELD: Absent = { absent: 'withheld' }

export type Told<Value> = Value | Absent

export type CreativeFormat = 'text' | 'image' | 'video'

/** A text of the ad, letter by letter. */
export interface AdText {
  readonly part: 'body' | 'title' | 'description' | 'caption'
  readonly text: string
}

/** One choice the advertiser made about who sees the ad. */
export interface TargetingChoice {
  readonly criterion: string
  readonly mode: 'included' | 'excluded'
  readonly values: readonly string[]
}

/** Who was reached, share 0–1 of the delivery. */
export interface AudienceShare {
  readonly age: string
  readonly gender: string
  readonly share: number
}

/** What we noticed about a record while reading it; kept beside the values, never instead of them. */
export type Remark =
  | 'ends_before_it_starts'
  | 'payer_cut_at_32_characters'
  | 'spend_below_one_unit'
  | 'text_encoding_repaired'
  | 'bounds_altered_by_collector'
  | 'region_repeated'
  | 'top_bucket_written_as_point'
  | 'spend_told_in_several_currencies'
  | 'lowest_range_in_every_currency'
  | 'removed_at_source'

/** All that one record of a source tells about one ad. A missing key means not collected. */
export interface DisclosureFields {
  readonly advertiserName?: Told<string>
  readonly advertiserId?: Told<string>
  /** The "paid for by" text, letter by letter. */
  readonly disclaimer?: Told<string>
  readonly payerAddress?: Told<string>
  readonly billingCountry?: Told<Country>
  readonly countries?: Told<readonly Country[]>
  readonly regions?: Told<readonly Region[]>
  readonly texts?: Told<readonly AdText[]>
  readonly landingUrls?: Told<readonly string[]>
  readonly mediaUrls?: Told<readonly string[]>
  readonly formats?: Told<readonly CreativeFormat[]>
  readonly startsOn?: Told<CalendarDate>
  /** Absent also while the ad has no end set. */
  readonly endsOn?: Told<CalendarDate>
  readonly spend?: Told<SpendRange>
  /** Times shown. */
  readonly impressions?: Told<Range>
  /** People reached; never mixed with impressions. */
  readonly reach?: Told<Range>
  readonly audienceSize?: Told<Range>
  readonly audience?: Told<readonly AudienceShare[]>
  readonly targeting?: Told<readonly TargetingChoice[]>
  readonly placements?: Told<readonly string[]>
  /** ISO 639-1, as the source declares them. */
  readonly languages?: Told<readonly string[]>
  /** Facts that only this source tells, by the source's own label. */
  readonly otherFacts?: Told<Readonly<Record<string, string>>>
  readonly remarks?: readonly Remark[]
}

export type FieldName = keyof DisclosureFields

/** One observation: at a moment a source said this about an ad. */
export interface Disclosure {
  /** The source's own id of the ad. */
  readonly adId: string
  /** When it was said, if the record itself tells; null leaves the date of the file. */
  readonly observedAt: Instant | null
  readonly fields: DisclosureFields
}

export function isAbsent(value: unknown): value is Absent {
  return typeof value === 'object' && value !== null && 'absent' in value
}

/** The value, or null for any kind of absence. */
export function toldValue<Value>(told: Told<Value> | undefined): Value | null {
  return told === undefined || isAbsent(told) ? null : told
}
