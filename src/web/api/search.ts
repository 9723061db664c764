import { z } from 'zod'
import { adSchema } from './ad.ts'
import { asOf, count, cutShort, path, whole } from './values.ts'

const revision = z
  .int()
  .nonnegative()
  .describe('The revision of the archive that this shows; later pages show the same, whatever is loaded meanwhile.')

/** One page of a search. */
export const searchPageSchema = z
  .strictObject({
    total: count.describe('How many ads match.'),
    totalIsAtLeast: z.boolean().describe('True: counting stopped there, at least so many match.'),
    revision,
    asOf,
    ads: z.array(adSchema).describe('In the order of the sort, each ad once.'),
    next: path
      .nullable()
      .describe(
        'The next page: ask for it as it is. Its cursor is opaque and stays valid; by relevance perhaps for a while alone, then 410. Null: this is the last.',
      ),
  })
  .describe('A page of a search.')

const file = {
  total: count.describe('How many ads match, exactly: as many as ads holds.'),
  revision,
  asOf,
  ads: z.array(adSchema),
}

/** All ads of a search, or as many as could be written. */
export const searchFileSchema = z
  .union([z.strictObject({ ...file, ...whole }), z.strictObject({ ...file, ...cutShort })])
  .describe('Every ad that a search finds.')
