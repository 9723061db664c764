import { z } from 'zod'
import { statementSchema } from './statement.ts'
import {
  asOf,
  count,
  countryCode,
  currencyCode,
  day,
  dividedBounds,
  dividedBoundsSchema,
  instant,
  moneyBounds,
  moneyBoundsSchema,
  path,
  platform,
  regionCode,
  source,
} from './values.ts'

/** What each kind of witness says of an amount. */
export const witnesses = {
  ads: dividedBoundsSchema
    .extend({ count: count.describe('How many ads tell an amount.') })
    .nullable()
    .describe('What its ads add up to. Null: no ad tells an amount.'),
  stated: moneyBoundsSchema
    .nullable()
    .describe('What the platform’s own totals say. Null: it states none for these days.'),
  method: z.enum(['ads', 'statements', 'ads+statements', '']).describe('Which witnesses made the bounds.'),
}

/** An advertiser: who it is and what it spent. */
export const advertiserSchema = z
  .strictObject({
    platform,
    key: z.string().describe('Its id there for ever; n- and a hash of the name where the platform gives no id.'),
    page: path,
    asOf,
    name: z.string().nullable().describe('Its newest name. Null: the source leaves it blank.'),
    accountId: z.string().nullable().describe('The platform’s id of the account. Null: it gives none.'),
    formerIds: z.array(z.string()).describe('Ids under which the platform used to list it.'),
    laterId: z.string().nullable().describe('Under which id the platform lists it now. Null: it does not say.'),
    names: z
      .array(
        z.strictObject({
          kind: z.enum(['name', 'disclaimer']),
          text: z.string().describe('Letter by letter. Untrusted.'),
          firstSeenAt: instant,
          lastSeenAt: instant,
        }),
      )
      .describe('Texts under which it appeared.'),
    facts: z
      .array(z.strictObject({ label: z.string(), value: z.string(), source }))
      .describe('What its platform tells about it, by the platform’s own labels.'),
    ads: count.describe('Ads of it that the archive holds.'),
    withdrawnAds: count.describe('Those of them that are withdrawn.'),
    money: z
      .array(z.strictObject({ currency: currencyCode, ...dividedBounds, ...witnesses }))
      .describe('Over all time, per currency, the greatest lower bound first.'),
    missingSince: instant
      .nullable()
      .describe('First complete list of advertisers that lacks it. Null: listed, or nothing can be said.'),
    withdrawnAt: instant.nullable().describe('The second such list. Null: not withdrawn as far as we know.'),
    spending: z
      .strictObject({
        currency: currencyCode,
        weeks: z
          .array(z.strictObject({ from: day, to: day, ...moneyBounds }))
          .describe('Sunday to Saturday, newest first; at most 260.'),
        countries: z.array(z.strictObject({ country: countryCode, ...dividedBounds })),
        regions: z.array(z.strictObject({ region: regionCode, ...dividedBounds })),
        statementCount: count.describe('How many statements there are in this currency.'),
        statements: z.array(statementSchema).describe('Newest first; at most 200.'),
      })
      .nullable()
      .describe('In the currency asked for, else in that of the greatest lower bound. Null: no money is told.'),
  })
  .describe('An advertiser, with strict bounds of what it spent.')
