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

/** A row of a ranking. */
export const spendingRowSchema = z
  .strictObject({
    rank: z.int().positive(),
    advertiser: z.strictObject({
      platform,
      key: z.string().describe('Its id there, for ever.'),
      name: z.string().nullable().describe('Its newest name. Null: left blank. Untrusted.'),
      page: path,
    }),
    ...dividedBounds,
    ...witnesses,
    asOf: day.nullable().describe('Day of the platform’s newest file. Null: there is none.'),
    dataQuality,
  })
  .describe('What an advertiser spent in the place and days of the query.')

const regional = z
  .strictObject({
    national: dividedBoundsSchema,
    regions: z.array(z.strictObject({ region: regionCode, ads: count.describe('Ads aimed there.'), ...moneyBounds })),
    notRegional: moneyBoundsSchema.describe('What no region is told for; with the regions it makes the national row.'),
    stated: z.array(statementSchema).describe('What sources themselves state of places.'),
  })
  .nullable()
  .describe('How a country’s sum divides. Null: the place is no country.')

const ranking = {
  query: z.strictObject({
    place: placeCode.nullable().describe('Null: everywhere.'),
    from: day.nullable().describe('Null: from the beginning.'),
    to: day.nullable().describe('Null: up to the newest file.'),
    platform: platform.nullable().describe('Null: all.'),
    currency: currencyCode,
  }),
  asOf,
  unsettled: z
    .array(
      z.strictObject({
        platform,
        from: day.describe('First day that may still change.'),
        newestFile: day.describe('Day of its newest file.'),
      }),
    )
    .describe('Platforms whose newest days lie in the window: sources still change what they tell of them.'),
  total: dividedBoundsSchema.extend({ advertisers: count.describe('How many rows there are.') }),
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
