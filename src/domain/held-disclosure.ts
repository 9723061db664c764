import type { Instant } from './calendar.ts'
import { type DisclosureFields, type FieldName, isAbsent, toldValue } from './disclosure.ts'
import type { AdvertiserRef, DisclosureId, SourceId } from './ids.ts'
import type { RecordedFact } from './recorded-abroad.ts'

/**
 * Whether the source still lists the ad. Both null: its newest complete file does, or nothing can be said.
 * `missingSince`: the first complete file without it; `withdrawnAt`: a second one, at least 20 hours later.
 */
export interface Listing {
  readonly missingSince: Instant | null
  readonly withdrawnAt: Instant | null
}

export const LISTED: Listing = { missingSince: null, withdrawnAt: null }

/** A disclosure as the archive holds it: the newest word of the source on each field. */
export interface HeldDisclosure {
  readonly id: DisclosureId
  readonly source: SourceId
  readonly adId: string
  readonly fields: DisclosureFields
  readonly firstSeenAt: Instant
  readonly lastSeenAt: Instant
  readonly listing: Listing
  /** Which recorded facts do not fit where the ad was aimed; empty for nearly all ads. */
  readonly recordedAbroad: readonly RecordedFact[]
  /** The account in whose name it ran; null where the source names none. */
  readonly advertiser: AdvertiserRef | null
  /** ISO 639-1 of the language in which words are stemmed: declared, else detected in texts, else guessed from names. */
  readonly searchLanguage: string | null
}

/** The language of the ad's texts; null when there are none, for names alone tell no language. */
export function textLanguage({ fields, searchLanguage }: HeldDisclosure): string | null {
  return toldValue(fields.texts) === null ? null : searchLanguage
}

/** Every field in which a source may say something, in the order of a page. */
export const FIELD_NAMES = [
  'advertiserName',
  'advertiserId',
  'disclaimer',
  'payerAddress',
  'billingCountry',
  'countries',
  'regions',
  'startsOn',
  'endsOn',
  'spend',
  'impressions',
  'reach',
  'audienceSize',
  'formats',
  'texts',
  'landingUrls',
  'mediaUrls',
  'placements',
  'languages',
  'targeting',
  'audience',
  'otherFacts',
] as const satisfies readonly FieldName[]

/** How a field stands: told (zero included), or which of the other three absences it is. */
export type FieldState = 'told' | 'not_disclosed' | 'withheld' | 'not_collected'

/** `neverDisclosed`: from the source's manifest; a field it never tells is not disclosed, whatever file we read. */
export function fieldState(
  fields: DisclosureFields,
  name: FieldName,
  neverDisclosed: readonly FieldName[],
): FieldState {
  const value = fields[name]
  if (value === undefined) return neverDisclosed.includes(name) ? 'not_disclosed' : 'not_collected'
  return isAbsent(value) ? value.absent : 'told'
}
