import { AD_SIZES } from '../sponsor-request.ts'
import { CURRENCY } from './parameter-patterns.ts'

const SIZE = {
  description: 'How many rows a page holds. With format=json it asks for pages instead of one file.',
  example: AD_SIZES.largest,
  schema: {
    type: 'integer',
    minimum: AD_SIZES.smallest,
    maximum: AD_SIZES.largest,
    maxLength: undefined,
    pattern: undefined,
  },
}

const AFTER = 'Where the page before ended: opaque, taken from next, never made by hand.'

/** What parameters mean at the addresses of sponsors. */
export const SPONSOR_WORDS = {
  '/sponsors': {
    q: { description: 'A name, also an old or a misspelt one.', example: 'Freinds of the Dam' },
    after: { description: AFTER, example: '' },
    size: SIZE,
  },
  '/sponsors/{id}': {
    in: {
      description:
        'The money of all currencies together, too, converted into this one by reference rates that are named.',
      example: 'EUR',
      schema: CURRENCY,
    },
    table: {
      description: 'With format=csv: its mentions with their reasons (as without it), or its figures.',
      example: 'figures',
    },
  },
  '/sponsors/{id}/ads': {
    listed: { description: 'Only those that were withdrawn.', example: 'withdrawn' },
    after: { description: AFTER, example: '' },
    size: SIZE,
  },
} as const
