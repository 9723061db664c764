import { z } from 'zod'
import { DISAGREEMENTS, TOTAL_KINDS } from '../../domain/reconciliation.ts'
import {
  count,
  countryCode,
  currencyCode,
  cutShort,
  day,
  instant,
  moneyBoundsSchema,
  path,
  platform,
  source,
  whole,
} from './values.ts'

/** How many comparisons there are, and how many of them do not agree. */
export const totalsSummary = {
  comparedAt: instant.nullable().describe('When it was last compared: after every run. Null: never yet.'),
  slices: count.describe('Sources by country and days, or by part of an API.'),
  incomplete: count.describe('Those of which too little is held, or whose sums exclude what is held.'),
  differing: count.describe('Advertisers of which that is so.'),
  otherCurrency: count.describe(
    'Advertisers by country and currency with ads paid in a currency that the country’s report does not count.',
  ),
}

const advertiser = z.strictObject({
  platform,
  key: z.string().describe('The advertiser’s id on its platform, or what stands for it.'),
  name: z.string().nullable().describe('The newest name told. Null: none ever was.'),
  page: path,
})

const total = z.strictObject({
  kind: z
    .enum(TOTAL_KINDS)
    .describe(
      'unit: what the last pass over a part of an API brought. day: ads that began on a day. report: ads in the days of a report. bundle: all ads of files that are issued whole. currency: ads in a currency that the country’s report does not count.',
    ),
  source: source.describe('Who states it.'),
  adsSource: source.describe('Whose ads are counted.'),
  unit: z.string().nullable().describe('Which part of an API. Null: of none alone.'),
  country: countryCode.nullable().describe('Null: all, or not told.'),
  from: day.nullable().describe('First day, inclusive. Null: since its records begin.'),
  to: day.nullable().describe('Last day, inclusive. Null: to this day.'),
  advertiser: advertiser.nullable().describe('Null: a slice, all of its advertisers together.'),
  currency: currencyCode.nullable().describe('Null: no amount is told.'),
  statedAds: count.nullable().describe('How many ads are stated. Null: no number is.'),
  heldAds: count
    .nullable()
    .describe(
      'How many of them are held; of a slice, what one advertiser has too many of makes up for no other. Null: they were not counted.',
    ),
  stated: moneyBoundsSchema
    .nullable()
    .describe('What is stated to have been spent, its rounding allowed for. Null: no amount is.'),
  held: moneyBoundsSchema
    .nullable()
    .describe('What ads held cost in these days at least, and at most. Null: no amount is compared.'),
  advertisers: z
    .strictObject({ compared: count, differing: count })
    .nullable()
    .describe('Of a slice that was compared by advertiser. Null: it was not.'),
  isReported: z.boolean().nullable().describe('Of a currency: whether the report names the advertiser at all.'),
  status: z.enum(['complete', 'incomplete', 'not_counted']),
  wrong: z.array(z.enum(DISAGREEMENTS)).describe('In which ways it does not agree. Empty: it agrees.'),
})

const totals = {
  query: z.strictObject({
    source: source.nullable().describe('Null: all.'),
    country: z.string().nullable().describe('Null: all. Empty: no country told.'),
    from: day.nullable().describe('Null: from the first.'),
    to: day.nullable().describe('Null: to the last.'),
  }),
  ...totalsSummary,
  totals: z.array(total).describe('Those whose days touch the days asked for.'),
}

export const totalsSchema = z
  .union([z.strictObject({ ...totals, ...whole }), z.strictObject({ ...totals, ...cutShort })])
  .describe('What sources state of themselves, beside what is held.')
