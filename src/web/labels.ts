import type { AdText, CreativeFormat, Remark } from '../domain/disclosure.ts'
import type { FIELD_NAMES, FieldState } from '../domain/held-disclosure.ts'
import type { RecordedFact } from '../domain/recorded-abroad.ts'
import type { FacetName, ListingFilter, Sort } from '../domain/search.ts'

/** Every word that pages use for our own closed lists; one place, so that all pages say the same. */
export const FIELD_LABELS: Readonly<Record<(typeof FIELD_NAMES)[number], string>> = {
  advertiserName: 'Advertiser',
  advertiserId: 'Advertiser’s id at the platform',
  disclaimer: 'Paid for by',
  payerAddress: 'Payer’s address',
  billingCountry: 'Billing country',
  countries: 'Countries',
  regions: 'Regions',
  startsOn: 'First day',
  endsOn: 'Last day',
  spend: 'Spend range',
  impressions: 'Impressions (times shown)',
  reach: 'Reach (people)',
  audienceSize: 'Audience size (people the targeting could reach)',
  formats: 'Kind of creative',
  texts: 'Words of the ad',
  landingUrls: 'Leads to',
  mediaUrls: 'Image or video, at the platform',
  placements: 'Placements',
  languages: 'Languages declared',
  targeting: 'Targeting chosen by the advertiser',
  audience: 'Audience reached',
  otherFacts: 'What only this source tells',
}

export const FACET_LABELS: Readonly<Record<FacetName, string>> = {
  source: 'Platform',
  country: 'Country',
  region: 'Region',
  format: 'Creative',
  currency: 'Currency',
  payer: 'Paid for by',
}

export const SORT_LABELS: Readonly<Record<Sort, string>> = {
  relevance: 'best match first',
  newest: 'newest first',
  oldest: 'oldest first',
  'most-spent': 'most spent first',
  'least-spent': 'least spent first',
  'most-shown': 'most shown first',
}

export const LISTING_LABELS: Readonly<Record<ListingFilter, string>> = {
  listed: 'listed by the platform',
  missing: 'not in the newest file',
  withdrawn: 'withdrawn',
}

export const RECORDED_LABELS: Readonly<Record<RecordedFact | 'any', string>> = {
  any: 'billing country or currency',
  billing_country: 'billing country',
  currency: 'currency',
}

export const FORMAT_LABELS: Readonly<Record<CreativeFormat, string>> = { text: 'Text', image: 'Image', video: 'Video' }

export const PART_LABELS: Readonly<Record<AdText['part'], string>> = {
  body: 'Body',
  title: 'Title',
  description: 'Description',
  caption: 'Caption',
}

export const REMARK_SENTENCES: Readonly<Record<Remark, string>> = {
  ends_before_it_starts: 'The source gives a last day that lies before the first day. Both are shown as written.',
  payer_cut_at_32_characters: 'The source cuts the payer’s name at 32 characters. The full name may be longer.',
  spend_below_one_unit: 'The source writes spend in whole units. What was below one unit reads as zero.',
  text_encoding_repaired: 'The text arrived in a broken encoding and was repaired. The raw record has it as it came.',
  bounds_altered_by_collector: 'Whoever collected this file had changed the bounds of a range. Other files may differ.',
  region_repeated: 'The source names a region more than once. Each is shown as written.',
  top_bucket_written_as_point: 'The source writes its open top range as one number. It is read as “or more”.',
  spend_told_in_several_currencies:
    'The source told the spend in several currencies, converted. USD is shown where it is among them. In which currency it was paid is not told.',
  lowest_range_in_every_currency:
    'The source writes its lowest range in every currency, so that nobody can tell which was paid in. That of the country where the ad ran is shown, or none.',
  removed_at_source:
    'The platform says that this was removed there. Its record is a tombstone, and tells nothing else.',
}

export interface AbsenceWords {
  readonly mark: string
  readonly word: string
  readonly meaning: string
}

/** The absences, apart from each other in mark, word and meaning. Zero is a value and none of these. */
export const ABSENCES: Readonly<Record<Exclude<FieldState, 'told'>, AbsenceWords>> = {
  not_disclosed: { mark: '∅', word: 'Not disclosed', meaning: 'The source left this blank for this ad.' },
  withheld: { mark: '▒', word: 'Withheld', meaning: 'It is known, and not shown here.' },
  not_collected: { mark: '?', word: 'Not collected', meaning: 'The files at hand do not carry this field.' },
}
