import { z } from 'zod'
import type { Remark } from '../../domain/disclosure.ts'
import { FIELD_NAMES } from '../../domain/held-disclosure.ts'
import { RECORDED_FACTS } from '../../domain/recorded-abroad.ts'
import {
  countryCode,
  currencyCode,
  dataQuality,
  day,
  instant,
  moneyBounds,
  path,
  platform,
  recordPointerSchema,
  regionCode,
  source,
  wholeText,
} from './values.ts'

const absentSchema = z
  .strictObject({
    absent: z
      .enum(['not_disclosed', 'withheld'])
      .describe('not_disclosed: the source left it blank, or never tells it. withheld: it is known and not shown.'),
  })
  .describe('Why a field holds no value. Zero is a value, and is none of these.')

function told<Value extends z.ZodType>(value: Value, meaning: string) {
  return z.union([value, absentSchema]).exactOptional().describe(`${meaning} Missing: not collected, nothing is known.`)
}

const text = z.string()
const country = z.strictObject({
  name: text.describe('As the source wrote it.'),
  code: countryCode.nullable().describe('ISO 3166-1 alpha-2. Null: we do not understand the name yet.'),
})
const region = z.strictObject({
  name: text.describe('As the source wrote it.'),
  code: regionCode.nullable().describe('ISO 3166-2. Null: we do not understand the name yet.'),
  share: z.number().min(0).max(1).nullable().describe('Share of the delivery, 0 to 1. Null: not told.'),
})
const times = z.strictObject({
  lower: wholeText.describe('Lower bound, inclusive.'),
  upper: wholeText.nullable().describe('Upper bound, inclusive. Null: open.'),
})

/** What a source says about an ad, field by field; every one of `FIELD_NAMES`. */
const fieldsSchema = z
  .strictObject({
    advertiserName: told(text, 'Account in whose name the ad ran, as the platform names it.'),
    advertiserId: told(text, 'The platform’s id of that account. Text, whatever it looks like.'),
    disclaimer: told(text, 'The “paid for by” text, letter by letter.'),
    payerAddress: told(text, 'Address of the payer; private ones are withheld.'),
    billingCountry: told(country, 'Country of the billing address.'),
    countries: told(z.array(country), 'Countries the ad was aimed at or shown in.'),
    regions: told(z.array(region), 'Regions the ad was aimed at or shown in.'),
    startsOn: told(day, 'First day of delivery, as configured or reported, UTC.'),
    endsOn: told(day, 'Last day of delivery, UTC; absent also while no end is set.'),
    spend: told(
      z.strictObject({ currency: currencyCode, ...moneyBounds }),
      'Spend to date, both bounds inclusive, never a midpoint.',
    ),
    impressions: told(times, 'Times shown.'),
    reach: told(times, 'People reached; never mixed with times shown.'),
    audienceSize: told(times, 'People the targeting could reach.'),
    formats: told(z.array(z.enum(['text', 'image', 'video'])), 'Kinds of creative.'),
    texts: told(
      z.array(z.strictObject({ part: z.enum(['body', 'title', 'description', 'caption']), text })),
      'The words of the ad, letter by letter. Untrusted: escape them where you show them.',
    ),
    landingUrls: told(z.array(text), 'Where the ad leads, as written. Untrusted.'),
    mediaUrls: told(z.array(text), 'Where the platform kept image or video. Such links die.'),
    placements: told(z.array(text), 'Where on the platform it was shown.'),
    languages: told(z.array(text), 'Languages the source declares (ISO 639-1).'),
    targeting: told(
      z.array(z.strictObject({ criterion: text, mode: z.enum(['included', 'excluded']), values: z.array(text) })),
      'Choices of the advertiser about who sees the ad.',
    ),
    audience: told(
      z.array(z.strictObject({ age: text, gender: text, share: z.number().min(0).max(1) })),
      'Who was reached, as shares of the delivery, 0 to 1.',
    ),
    otherFacts: told(z.record(text, text), 'What only this source tells, by its own labels.'),
  } satisfies Record<(typeof FIELD_NAMES)[number], z.ZodType>)
  .describe('What the source says. A member that is missing was not collected and stands in notCollected.')

const REMARKS = [
  'ends_before_it_starts',
  'payer_cut_at_32_characters',
  'spend_below_one_unit',
  'text_encoding_repaired',
  'bounds_altered_by_collector',
  'region_repeated',
  'top_bucket_written_as_point',
  'spend_told_in_several_currencies',
  'lowest_range_in_every_currency',
  'removed_at_source',
] as const satisfies readonly Remark[]

const reading = {
  fields: fieldsSchema,
  notCollected: z.array(z.enum(FIELD_NAMES)).describe('Fields that the files at hand do not carry.'),
  remarks: z.array(z.enum(REMARKS)).describe('What we noticed while reading the record.'),
}

/** An ad as search lists it. */
export const adSchema = z
  .strictObject({
    id: text.describe('Identity for ever: source and the source’s own ad id.'),
    source,
    adId: text.describe('The source’s own id of the ad. Text, whatever it looks like.'),
    page: path.describe('The ad’s page.'),
    firstSeenAt: instant.describe('When the archive’s files first show the ad, UTC.'),
    lastSeenAt: instant.describe('When the archive’s files last show the ad, UTC.'),
    missingSince: instant
      .nullable()
      .describe('When a complete file of the source first lacked the ad. Null: listed, or nothing can be said.'),
    withdrawnAt: instant
      .nullable()
      .describe(
        'When a second complete file lacked it, at least 20 hours later. Null: not withdrawn as far as we know.',
      ),
    recordedAbroad: z
      .array(z.enum(RECORDED_FACTS))
      .describe('Recorded facts that do not fit where the ad was aimed. An indicator, no verdict.'),
    advertiser: z
      .strictObject({ platform, key: text.describe('Its id there, for ever.'), page: path })
      .nullable()
      .describe('The account in whose name it ran. Null: the source names none.'),
    textLanguage: text.nullable().describe('Language of the texts, declared or detected (ISO 639-1). Null: no texts.'),
    ...reading,
    dataQuality,
  })
  .describe('An ad as the archive holds it: the newest word of its source on every field.')

/** An ad with its history. */
export const adHistorySchema = adSchema
  .extend({
    media: z
      .strictObject({ isCopied: z.literal(false), reason: z.string() })
      .describe('Images and video are never copied; the reason in words.'),
    platformPage: z
      .strictObject({
        url: z.string().nullable().describe('Null: there is none that can be named.'),
        state: z
          .enum(['listed', 'missing', 'withdrawn', 'removed'])
          .describe(
            'Whether the platform still lists the ad; removed: it says so itself. Then the address may be dead.',
          ),
        since: instant
          .nullable()
          .describe('When a complete file first lacked it. Null: it is listed, or nothing can be said.'),
      })
      .describe('The platform’s own page of the ad.'),
    events: z
      .array(
        z.strictObject({
          kind: z.enum(['missing', 'withdrawn', 'restored', 'held', 'hold_accepted', 'hold_rejected', 'reread']),
          at: instant,
          fileName: text.nullable().describe('The file that showed it. Null: an act of ours.'),
          series: text.nullable().describe('Which files follow one another: 2024. Null: none.'),
        }),
      )
      .describe('What befell its record beside what the source said in it, newest first.'),
    versionCount: z.int().positive().describe('How many versions there are.'),
    versions: z
      .array(
        z.strictObject({
          number: z.int().positive().describe('1 is the oldest. Its record: /ads/{source}/{adId}/records/{number}.'),
          firstSeenAt: instant,
          lastSeenAt: instant,
          sightings: z.int().positive().describe('In how many files it said so.'),
          record: recordPointerSchema,
          ...reading,
        }),
      )
      .describe('Newest first; at most the newest 200.'),
  })
  .describe('An ad with every version of what its source said, each with the record it was read from.')
