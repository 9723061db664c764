import { z } from 'zod'
import { amount, count, currencyCode, day, moneyBounds, placeCode, recordPointerSchema, source } from './values.ts'

/** What a source itself says was spent, with its record. */
export const statementSchema = z
  .strictObject({
    source,
    from: day.nullable().describe('First day. Null: since the source’s records begin.'),
    to: day.describe('Last day, inclusive.'),
    place: placeCode.nullable().describe('Null: no place of ours is told.'),
    regionName: z.string().nullable().describe('As the source wrote the region. Null: a country or none.'),
    disclaimer: z.string().nullable().describe('The “paid for by” text. Null: none is told.'),
    currency: currencyCode,
    ...moneyBounds,
    roundedTo: amount.nullable().describe('The step to which the source rounds. Null: it does not.'),
    ads: count.nullable().describe('How many ads the source counts for it. Null: not told.'),
    isRepeat: z.boolean().describe('Alike in every cell to an earlier row of its file; counted all the same.'),
    record: recordPointerSchema,
  })
  .describe('A sum as a source published it.')
