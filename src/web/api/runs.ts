import { z } from 'zod'
import { pulled, run } from './sources.ts'
import { count, countryCode, day, instant, whole } from './values.ts'

const part = z.strictObject({
  part: z.string().describe('Its name within the source, for ever: US.2026-11-02.2026-11-08.'),
  country: countryCode.nullable().describe('The one country it asks about. Null: not one.'),
  days: z.strictObject({ from: day, to: day }).nullable().describe('The days it asks about, inclusive. Null: all.'),
  state: z
    .enum(['whole', 'part', 'unknown'])
    .describe('whole: all was had; part: something was left out; unknown: it answered what may be no answer.'),
  passedAt: instant.describe('When the last pass over it began.'),
  wholeAt: instant.nullable().describe('When one was last whole. Null: none was.'),
  records: count.describe('Ads that the last pass told of.'),
  doubts: count.describe('How often in a row it was unknown.'),
  pages: count,
  requests: count,
  errors: z.record(z.string(), count).describe('How often it was answered with what, beside pages.'),
  remarks: z.array(z.string()),
  counts: z
    .array(
      z.strictObject({
        country: countryCode.nullable().describe('Null: of no one country.'),
        day: day.nullable().describe('Null: of all days that the part asks about.'),
        ads: count,
      }),
    )
    .describe('How many ads the platform itself says there are.'),
})

const api = z.strictObject({
  pausedAt: instant.nullable().describe('Since when an operator keeps it paused. Null: it is not.'),
  closedUntil: instant
    .nullable()
    .describe('It is not asked before. Null: it may be; one that has passed says nothing.'),
  closedBecause: z.string().nullable().describe('Why, in words. Null: it never was closed.'),
  wantsCredential: z.boolean().describe('Whether it wants to be shown who asks.'),
  credential: z
    .enum(['unknown', 'good', 'needed'])
    .describe('needed: what we show is not accepted, and a person must see to it.'),
  tokenEndsAt: instant.nullable().describe('When the token ends; never the token. Null: not known, or never.'),
  tokenSeenAt: instant.nullable().describe('When that was last looked up. Null: never.'),
  callsToday: count.describe('Requests on this day, UTC.'),
  callsPerDay: count.nullable().describe('At most so many. Null: no limit of ours.'),
  parts: z.array(part).describe('Every part that was ever walked to its end and is in the state asked for, by name.'),
})

/** How one source is pulled. */
export const sourceRunsSchema = z
  .strictObject({
    ...pulled,
    runs: z.array(run).describe('Newest first; the newest 1,000 are kept.'),
    api: api.nullable().describe('Null: it is pulled as files, and not asked over an API.'),
    ...whole,
  })
  .describe('How one source is pulled, run by run and part by part.')
