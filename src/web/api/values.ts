import { z } from 'zod'

const CODE =
  '(?:unsettled|(?:gap|partial):\\d{4}-\\d{2}-\\d{2}(?:/\\d{4}-\\d{2}-\\d{2})?|more_(?:gap|partial):\\d+|held_absences)'
const DATA_QUALITY = new RegExp(`^(?:${CODE}(?: \\| ${CODE})*)?$`)

/** Values that many answers share. Each says its unit, and what null says stands with the member that may be null. */

/** Money as JSON readers cannot spoil it. */
export const amount = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/)
  .describe('Decimal text in major units of the currency (dollars, not cents), exact, never rounded.')

/** A whole number that may be larger than JSON readers can hold. */
export const wholeText = z.string().regex(/^\d+$/).describe('A whole number as decimal text.')

export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217 code; XXX: the source names no currency. Amounts of different currencies are never added.')

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ format: 'date' })
  .describe('A day as the source means it.')

export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/)
  .meta({ format: 'date-time' })
  .describe('A moment in UTC; midnight where only the day is known.')

export const source = z.string().describe('An ad library, by its short name: snap, google, meta, meta-report.')
export const platform = z.string().describe('The company whose ads they are, by its short name: meta.')
export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .describe('ISO 3166-1 alpha-2.')
export const regionCode = z
  .string()
  .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/)
  .describe('ISO 3166-2, such as US-GA.')
export const placeCode = z
  .string()
  .regex(/^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/)
  .describe('A country (ISO 3166-1) or a region (ISO 3166-2).')
export const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}\.[1-9]\d{0,14}$/)
  .describe('A moment of the archive’s own history: what it held after its revision of that number.')

/** As of when an answer is. */
export const asOf = moment.nullable().describe('The moment that was asked for with as_of. Null: now.')

export const dataQuality = z
  .string()
  .regex(DATA_QUALITY)
  .describe(
    'What is known against days of the source that this touches: unsettled, gap:2024-10-03/2024-10-05, partial:2024-10-07, held_absences, joined by “ | ”; more_gap:5 counts those beyond twenty. Empty: nothing is known. See /quality.',
  )

export const path = z.string().regex(/^\//).describe('An address on this site, relative to it.')
export const count = z.int().nonnegative().describe('How many.')

/** What was certainly spent, and what was spent at most. */
export const moneyBounds = {
  lower: amount.describe('Lower bound, inclusive, in major units, as decimal text: so much is certain.'),
  upper: amount
    .nullable()
    .describe('Upper bound, inclusive, in major units, as decimal text. Null: open, nobody tells a highest amount.'),
}

/** The same, with what several places share. */
export const dividedBounds = {
  ...moneyBounds,
  undivided: amount.describe(
    'Part of the upper bound that may as well have been spent elsewhere: ads aimed at several places.',
  ),
}

export const dividedBoundsSchema = z.strictObject(dividedBounds)
export const moneyBoundsSchema = z.strictObject(moneyBounds)

/** Where a figure was read: enough to find the record again in the kept file. */
export const recordPointerSchema = z
  .strictObject({
    fileName: z.string().describe('Name of the file as it came.'),
    blob: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('SHA-256 of the kept bytes of the file, or of the archive file that holds it.'),
    member: z.string().nullable().describe('Path within the archive file. Null: the file is no archive file.'),
    recordNumber: z.int().nonnegative().describe('Which record of the file; counted from 1, in a CSV from its header.'),
    parser: z.string().describe('Name and version of the wire format that read it: snap-csv/1.'),
  })
  .describe('The record of a published file from which this was read.')

/** How a body ends that could not be written to its end. */
export const cutShort = {
  complete: z
    .literal(false)
    .describe('Rows are missing: throw the file away and ask again. The connection breaks too.'),
  problem: z.string().describe('After how many rows it ended.'),
}

export const whole = { complete: z.literal(true).describe('Every row is there.') }
