import { z } from 'zod'
import { totalsSummary } from './totals.ts'
import { count, cutShort, day, instant, source, whole } from './values.ts'

const cell = z.strictObject({
  source,
  country: z
    .string()
    .describe('ISO 3166-1 alpha-2. Empty: records whose country is not known, and days without any file.'),
  day: day.describe('The day of the files, not of any delivery.'),
  reported: count.nullable().describe('Records in the files. Null: there is no file that would tell.'),
  held: count.describe('Those that the archive took in.'),
  quarantined: count
    .nullable()
    .describe('Those that could not be understood. Null: there are some, and nobody knows of which country.'),
  status: z.enum(['gap', 'partial', 'held_absences', 'unsettled', 'complete']),
  reason: z.string().describe('Sentences joined by “ | ”. Empty: complete.'),
})

const quality = {
  query: z.strictObject({
    source: source.nullable().describe('Null: all.'),
    country: z.string().nullable().describe('Null: all. Empty: no country that is known.'),
    from: day.nullable().describe('Null: the newest sixty days that hold files.'),
    to: day.nullable().describe('Null: up to today.'),
  }),
  sources: z.array(
    z.strictObject({
      source,
      newest: day.nullable().describe('Day of its newest file. Null: none came yet.'),
      isScheduled: z.boolean().describe('Whether this site pulls it by itself.'),
      lastGoodPullAt: instant.nullable().describe('Null: none ever ended well, or it is not pulled.'),
    }),
  ),
  statedAds: z
    .array(
      z.strictObject({
        source,
        to: day.describe('Up to which day its sums reach.'),
        stated: count.describe('How many ads it says that its advertisers ran to date.'),
        held: count.nullable().describe('Ads held of it. Null: it tells of no single ads, so nothing can be compared.'),
      }),
    )
    .describe('Sources that state a number of ads.'),
  totals: z
    .strictObject(totalsSummary)
    .describe('What sources state of themselves, beside what is held; all of it with table=totals.'),
  days: z.array(z.strictObject({ day, cells: z.array(cell) })).describe('Newest first.'),
}

/** Which days of which source are complete, or as many as could be written. */
export const qualitySchema = z
  .union([z.strictObject({ ...quality, ...whole }), z.strictObject({ ...quality, ...cutShort })])
  .describe('What is held of each day’s files, by source and country, and what is known against that day.')
