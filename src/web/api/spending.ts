import { z } from 'zod'
import { witnesses } from './advertiser.ts'
import { statementSchema } from './statement.ts'
import {
  asOf,
  count,
  currencyCode,
  cutShort,
  dataQuality,
  day,
  dividedBounds,
  dividedBoundsSchema,
  moneyBounds,
  moneyBoundsSchema,
  path,
  placeCode,
  platform,
  regionCode,
  source,
  whole,
} from './values.ts'

const period = z.strictObject({
  from: day.nullable().describe('Null: since the source’s records begin.'),
  to: day,
})

const share = z.number().min(0).max(1).describe('0–1, to three decimals.')

/** A row of a ranking. */
export const spendingRowSchema = z
  .strictObject({
    rank: z.int().positive(),
    sponsor: z
      .strictObject({
        id: z.string().describe('For ever. See /sponsors.'),
        name: z.string().describe('Untrusted.'),
        page: path,
      })
      .nullable()
      .describe('Whose row it is. Null: that of an account; with by=sponsor, of one that is attributed to none yet.'),
    advertiser: z
      .strictObject({
        platform,
        key: z.string().describe('Its id there, for ever.'),
        name: z.string().nullable().describe('Its newest name. Null: left blank. Untrusted.'),
        page: path,
      })
      .nullable()
      .describe('The account whose row it is. Null: the row is a sponsor’s.'),
    platforms: z.array(platform).describe('Of the accounts that have a part in the figures.'),
    accounts: count.describe('How many accounts have a part in the figures.'),
    ...dividedBounds,
    shares: z
      .strictObject({ exact: share, range: share, notRegional: share })
      .nullable()
      .describe(
        'Which part of the upper bound is certain, lies between, and may have been spent elsewhere. Null: no upper bound.',
      ),
    ...witnesses,
    asOf: day
      .nullable()
      .describe(
        'Day of the platform’s newest file; of several platforms, the one furthest behind. Null: there is none.',
      ),
    dataQuality,
    why: path.describe('Where the figures are taken apart into ads and statements.'),
  })
  .describe('What a sponsor or an account spent in the place and days of the query.')

const regional = z
  .strictObject({
    national: dividedBoundsSchema,
    regions: z.array(z.strictObject({ region: regionCode, ads: count.describe('Ads aimed there.'), ...moneyBounds })),
    notRegional: moneyBoundsSchema.describe('What no region is told for; with the regions it makes the national row.'),
    stated: z.array(statementSchema).describe('What sources themselves state of places.'),
  })
  .nullable()
  .describe('How a country’s sum divides. Null: the place is no country.')

/** How amounts of all currencies came into one. */
export const converted = z
  .strictObject({
    currency: currencyCode.describe('All amounts are in it.'),
    rates: z.array(
      z.strictObject({
        currency: currencyCode,
        perEuro: z.string().describe('How much of it a euro bought, letter by letter as published.'),
        day: day.describe('Of the rate: the last on or before the end of the days asked for.'),
      }),
    ),
    without: z.array(currencyCode).describe('Currencies of the place that have no rate: in no sum.'),
  })
  .nullable()
  .describe(
    'With in: the European Central Bank’s reference rates that were used. Null: amounts are of one currency alone.',
  )

const ranking = {
  query: z.strictObject({
    place: placeCode.nullable().describe('Null: everywhere.'),
    from: day.nullable().describe('Null: from the beginning.'),
    to: day.nullable().describe('Null: up to the newest file.'),
    platform: platform.nullable().describe('Null: all.'),
    by: z.enum(['sponsor', 'advertiser']).describe('Whom the rows are about.'),
    currency: currencyCode,
  }),
  asOf,
  converted,
  unsettled: z
    .array(
      z.strictObject({
        platform,
        from: day.describe('First day that may still change.'),
        newestFile: day.describe('Day of its newest file.'),
      }),
    )
    .describe('Platforms whose newest days lie in the window: sources still change what they tell of them.'),
  total: dividedBoundsSchema.extend({
    advertisers: count.describe('How many rows there are, of sponsors and of accounts.'),
    sponsors: count.describe('How many of them are of sponsors.'),
  }),
  unnamed: moneyBoundsSchema
    .extend({ rows: count })
    .nullable()
    .describe('Rows of reports whose sponsor is not told apart from others; never ranked as one. Null: none.'),
  effective: z
    .array(
      z.strictObject({
        source,
        inside: period.nullable().describe('Period of the totals inside the window. Null: none.'),
        covering: period.nullable().describe('Period of the totals that cover the window. Null: none.'),
      }),
    )
    .describe('The periods of the platforms’ own totals that were used.'),
  regional,
  rows: z.array(spendingRowSchema).describe('The greatest lower bound first.'),
}

/** A whole ranking, or as much of it as could be written. */
export const spendingSchema = z
  .union([z.strictObject({ ...ranking, ...whole }), z.strictObject({ ...ranking, ...cutShort })])
  .describe('Who spent how much in a place and window.')

/** The table of the home page. */
export const spendersSchema = z
  .strictObject({
    currency: currencyCode.nullable().describe('Null: the archive holds no money.'),
    total: count.describe('How many rows this has, not how many advertisers there are: see /spending.'),
    rows: z.array(spendingRowSchema),
    ...whole,
  })
  .describe('Who spent most, everywhere and over all time.')
