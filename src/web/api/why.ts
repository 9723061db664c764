import { z } from 'zod'
import { witnesses } from './advertiser.ts'
import { converted } from './spending.ts'
import { statementSchema } from './statement.ts'
import {
  asOf,
  count,
  currencyCode,
  day,
  dividedBounds,
  moneyBounds,
  moneyBoundsSchema,
  path,
  placeCode,
  platform,
} from './values.ts'

const UPPER_REASONS = [
  'ads',
  'statements',
  'least_ads',
  'least_statements',
  'refuted',
  'open',
  'ads_missing',
  'refuted_open',
  'unbounded',
] as const

const query = z.strictObject({
  place: placeCode.nullable().describe('Null: everywhere.'),
  from: day.nullable().describe('Null: from the beginning.'),
  to: day.nullable().describe('Null: up to the newest file.'),
  platform: platform.nullable().describe('Null: all.'),
  currency: currencyCode,
})

const usedAds = z
  .strictObject({
    from: day.nullable().describe('First day. Null: not told.'),
    to: day.nullable().describe('Last day. Null: no end is told.'),
    ads: count,
    isWhole: z.boolean().describe('False: an unknown part of it was spent elsewhere.'),
    isCertain: z.boolean().describe('Whether their lower bound counts: they lie in the days, and belong here alone.'),
    ...moneyBounds,
  })
  .describe('Ads of the same days together. Their upper bound always counts.')

const usedStatement = z.strictObject({
  isInside: z.boolean().describe('It raises the lower bound.'),
  isCovering: z.boolean().describe('It caps the upper bound.'),
  counted: moneyBoundsSchema.describe('The bounds that count: those published, less and more the step of rounding.'),
  statement: statementSchema,
})

const account = z.strictObject({
  advertiser: z.strictObject({
    platform,
    key: z.string().describe('Its id there, for ever.'),
    name: z.string().nullable().describe('Its newest name. Null: left blank. Untrusted.'),
    page: path,
  }),
  ...dividedBounds,
  ...witnesses,
  holdsAllAds: z.boolean().describe('Whether the files of its platform hold every ad that it discloses.'),
  lowerReason: z.enum(['ads', 'statements', 'both', 'none']).describe('Which witness decided the lower bound.'),
  upperReason: z
    .enum(UPPER_REASONS)
    .describe('What decided the upper bound, or why there is none: the page says it in words.'),
  isSharedStatement: z
    .boolean()
    .describe('Totals without a payer, of an account that has several sponsors: they prove nothing of one.'),
  usedAdsCount: count,
  usedAds: z.array(usedAds).describe('The greatest upper bound first; at most 1,000.'),
  usedStatementCount: count,
  usedStatements: z.array(usedStatement).describe('The newest first; at most 1,000.'),
})

/** A figure of all currencies in one. */
export const whyConvertedSchema = z
  .strictObject({
    query,
    asOf,
    name: z.string().nullable().describe('Of the sponsor or account. Null: left blank. Untrusted.'),
    ...moneyBounds,
    converted,
    parts: z.array(
      z.strictObject({
        currency: currencyCode,
        ...moneyBounds,
        inOne: moneyBoundsSchema
          .nullable()
          .describe('The same, converted. Null: there is no rate, and it is in no sum.'),
        why: path.describe('Why it is so in that currency.'),
      }),
    ),
  })
  .describe('With in: what a figure is in each currency, and by which rates they became one.')

/** A figure, taken apart. */
export const whySchema = z
  .strictObject({
    query,
    asOf,
    sponsor: z
      .strictObject({ id: z.string(), name: z.string().nullable(), page: path })
      .nullable()
      .describe('Whose figure it is. Null: an account’s.'),
    ...dividedBounds,
    ...witnesses,
    accountCount: count,
    accounts: z.array(account).describe('The figure is their sum, bound by bound. The greatest first; at most 500.'),
  })
  .describe('Why a figure is what it is: the ads and totals that count.')
