import { z } from 'zod'
import { SPONSOR_ID } from '../../domain/ids.ts'
import { adSchema } from './ad.ts'
import { witnesses } from './advertiser.ts'
import { converted } from './spending.ts'
import { statementSchema } from './statement.ts'
import {
  asOf,
  count,
  countryCode,
  currencyCode,
  cutShort,
  day,
  dividedBounds,
  instant,
  moneyBounds,
  moneyBoundsSchema,
  path,
  platform,
  regionCode,
  whole,
} from './values.ts'

const sponsorIdentity = z
  .string()
  .regex(new RegExp(`^${SPONSOR_ID}$`))
  .describe('Id of a sponsor: permanent, random, never given twice. Former ids lead on for ever.')
const sponsorType = z
  .enum(['campaign', 'person', 'party', 'committee', 'non_profit', 'company', 'government_body', 'agency', 'unknown'])
  .describe('What kind of actor it is, as far as names and registries tell.')
const confidence = z.number().min(0).max(1).describe('0 to 1: how probable it is that this is right.')
const reason = z.string().describe('Codes joined by “;”, the strongest first: exact_payer_n2;exact_account.')
const firstSeenOn = day.nullable().describe('First day on which it was seen. Null: not told.')
const lastSeenOn = day.nullable().describe('Last day on which it was seen. Null: not told.')
const advertiserRef = { platform, key: z.string().describe('Its id there.'), page: path }

const memberSchema = z.strictObject({
  mention: z.string().describe('The archive’s own number of an account with a payer text.'),
  platform,
  advertiser: z.strictObject(advertiserRef),
  accountId: z.string().nullable().describe('The platform’s id of the account. Null: it gives none.'),
  accountName: z.string().nullable().describe('Newest name of the account. Null: the source leaves it blank.'),
  payer: z.string().nullable().describe('The “paid for by” text, letter by letter. Untrusted. Null: none was told.'),
  firstSeenOn,
  lastSeenOn,
  method: z.enum(['auto', 'review']).describe('By rule, or by a person.'),
  confidence,
  ads: count,
  reason,
  reasonInWords: z.string().describe('The same in a sentence.'),
})

const claimSchema = z.strictObject({
  scheme: z.string().describe('The registry or kind of number: us-fec, us-ein, lei.'),
  value: z.string().describe('The number there.'),
  page: path,
  name: z.string().nullable().describe('Name in the registry. Null: that registry is not loaded.'),
  relation: z.enum(['same_as', 'affiliated_with']),
  method: z.enum(['declared', 'matched', 'review']).describe('The platform publishes it; our own linking; a person.'),
  confidence,
  reason: z.string().describe('Codes joined by “;”, or a person’s words.'),
  source: z.string(),
  firstSeenOn,
  lastSeenOn,
})

const eventSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['create', 'merge', 'split', 'rename', 'link', 'unlink', 'judge', 'undo']),
  at: instant,
  actor: z.string().describe('paidfor for what ran by itself, else who was named.'),
  reason: z.string().describe('Codes joined by “;”, or a person’s words.'),
  sponsors: z.array(sponsorIdentity),
  ruleVersion: z.string(),
})

const weeks = z
  .array(z.strictObject({ from: day, to: day, ...moneyBounds }))
  .describe('Sunday to Saturday, newest first; at most 260.')

const spendingPart = z
  .strictObject({
    currency: currencyCode,
    weeks,
    platforms: z.array(z.strictObject({ platform, ...dividedBounds, weeks })),
    countries: z.array(z.strictObject({ country: countryCode, ...dividedBounds })),
    regions: z.array(z.strictObject({ region: regionCode, ...dividedBounds })),
    statementCount: count,
    statements: z
      .array(
        z.strictObject({
          advertiser: z.strictObject({
            ...advertiserRef,
            name: z.string().nullable().describe('Its newest name. Null: the source leaves it blank.'),
          }),
          statement: statementSchema,
        }),
      )
      .describe('Newest first; at most 200.'),
  })
  .nullable()
  .describe('In the currency asked for, else in that of the greatest lower bound. Null: no money is told.')

const creatives = z.strictObject({
  total: count.describe('Texts that several of its ads share.'),
  isCut: z.boolean().describe('True: only the 500 most used wordings were compared.'),
  rows: z
    .array(
      z.strictObject({
        text: z.string().describe('Letter by letter, cut after 2,000 characters. Untrusted.'),
        isSame: z.boolean().describe('All say the same but for case, marks and blanks; else nearly so.'),
        wordings: count,
        ads: count,
        platforms: z.array(platform),
        firstDay: day.nullable().describe('Null: no ad of it tells a day.'),
        lastDay: day.nullable().describe('Null: no ad of it tells a day.'),
        examples: z.array(z.strictObject({ ad: z.string(), page: path })),
      }),
    )
    .describe('The most ads first; at most 20.'),
})

/** A sponsor: who it is, why each mention is counted for it, and what it spent. */
export const sponsorSchema = z
  .strictObject({
    id: sponsorIdentity,
    page: path,
    asOf,
    type: sponsorType,
    name: z.string().describe('The name that most of its money goes by. Untrusted.'),
    referents: z.array(sponsorIdentity).describe('All ids that it ever had beside its own: they lead here for ever.'),
    splitFrom: sponsorIdentity.nullable().describe('The sponsor that it was split from. Null: none.'),
    createdAt: instant,
    ads: count,
    withdrawnAds: count,
    adsPage: path,
    names: z.array(
      z.strictObject({
        name: z.string().describe('Letter by letter. Untrusted.'),
        kind: z.enum(['payer', 'account', 'registry']),
        told: z.string().describe('A platform, or the scheme of a registry.'),
        firstSeenOn,
        lastSeenOn,
      }),
    ),
    memberCount: count,
    members: z.array(memberSchema).describe('The most ads first; at most 500.'),
    related: z
      .array(
        z.strictObject({
          sponsor: sponsorIdentity,
          page: path,
          name: z.string(),
          kind: z.enum(['affiliated_with', 'pays_for', 'controlled_by', 'campaign_of']),
          direction: z.enum(['from', 'to']).describe('from: this one pays for the other; to: the other for this one.'),
          source: z.string(),
          confidence,
        }),
      )
      .describe('Connected, counted by themselves, in none of the figures here.'),
    claims: z.array(claimSchema).describe('Registry records that are said to be about it, each with who says so.'),
    events: z.array(eventSchema).describe('What became of its id, newest first; at most 200.'),
    money: z
      .array(
        z.strictObject({
          currency: currencyCode,
          ...dividedBounds,
          ...witnesses,
          platforms: z.array(z.strictObject({ platform, accounts: count, ...dividedBounds, ...witnesses })),
        }),
      )
      .describe('Over all time, per currency; the platforms of each add up to it.'),
    inOne: moneyBoundsSchema
      .extend({ converted })
      .nullable()
      .describe('With in: all currencies together, in that one. Null: it was not asked for.'),
    spending: spendingPart,
    sharedCreatives: creatives,
  })
  .describe('A sponsor over all platforms, with strict bounds of what it spent.')

export const sponsorListSchema = z
  .strictObject({
    sponsors: z.array(
      z.strictObject({
        id: sponsorIdentity,
        name: z.string(),
        page: path,
        type: sponsorType,
        platforms: z.array(platform),
        ads: count,
        foundAs: z.string().nullable().describe('The other name that answers the words. Null: its own does.'),
      }),
    ),
    next: path.nullable().describe('The next page: ask for it as it is. Null: this is the last, or a file.'),
  })
  .describe('Sponsors, by any name they ever had.')

const revision = z.int().nonnegative().describe('The revision of the archive that this shows.')
const adsOf = { total: count, revision, asOf, ads: z.array(adSchema) }

export const sponsorAdsSchema = z
  .union([
    z.strictObject({
      sponsor: sponsorIdentity,
      ...adsOf,
      next: path.nullable().describe('The next page: ask for it as it is. Null: this is the last.'),
    }),
    z.strictObject({ ...adsOf, ...whole }),
    z.strictObject({ ...adsOf, ...cutShort }),
  ])
  .describe('Ads of a sponsor: a page, or all of them.')
