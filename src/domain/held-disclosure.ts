import type { Instant } from './calendar.ts'
import { type DisclosureFields, type FieldName, isAbsent, toldValue } from './disclosure.ts'
import type { DisclosureId, SourceId } from './ids.ts'

/** A disclosure as the archive holds it: the newest word of the source on each field. */
export interface HeldDisclosure {
  readonly id: DisclosureId
  readonly source: SourceId
  readonly adId: string
  readonly fields: DisclosureFields
  readonly firstSeenAt: Instant
  readonly lastSeenAt: Instant
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
