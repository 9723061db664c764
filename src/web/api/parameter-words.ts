import { SPONSOR_ID } from '../../domain/ids.ts'
import { SIZES } from '../search-params.ts'
import { MONEY_WORDS } from './money-words.ts'
import {
  AMOUNT,
  between,
  CURRENCY,
  CURSOR,
  DAY,
  MOMENT,
  NAME,
  type ParameterWords,
  TOKEN,
} from './parameter-patterns.ts'
import { VISIBLE } from './patterns.ts'
import { SPONSOR_WORDS } from './sponsor-parameters.ts'

/** By name; the same name means the same at every address, or stands in `OWN_WORDS`. */
export const PARAMETER_WORDS: Readonly<Record<string, ParameterWords>> = {
  q: {
    description: 'Words that the ad must hold in any of their forms; "a phrase", -without, begin*.',
    example: 'vote -sticker',
  },
  platform: { description: 'One source alone.', example: 'meta', schema: NAME },
  country: {
    description: 'Aimed at or shown in this country (ISO 3166-1).',
    example: 'US',
    schema: between('[A-Za-z]{2}'),
  },
  region: {
    description: 'Aimed at or shown in this region (ISO 3166-2).',
    example: 'US-GA',
    schema: between('[A-Za-z]{2}-[A-Za-z0-9]{1,3}'),
  },
  from: {
    description: 'First day, inclusive; delivery that touches the days counts.',
    example: '2024-10-01',
    schema: DAY,
  },
  to: { description: 'Last day, inclusive.', example: '2024-11-05', schema: DAY },
  creative: { description: 'Kind of creative.', example: 'video' },
  currency: {
    description: 'ISO 4217 code. Amounts are compared within one currency alone.',
    example: 'USD',
    schema: CURRENCY,
  },
  spend_min: {
    description: 'Ads whose range may hold at least so much, in major units of currency, which must be given.',
    example: '100',
    schema: AMOUNT,
  },
  spend_max: {
    description: 'Ads whose range may hold at most so much, in major units of currency, which must be given.',
    example: '4999.99',
    schema: AMOUNT,
  },
  payer: { description: 'The “paid for by” text, letter by letter.', example: 'Friends of the Dam PAC' },
  advertiser: { description: 'The advertiser’s name, letter by letter.', example: 'Friends of the Dam' },
  account: {
    description: 'The advertiser by its platform and its id there.',
    example: 'google/AR0001',
    schema: { pattern: `^[a-z][a-z0-9-]{0,30}/${VISIBLE}+$` },
  },
  listed: {
    description: 'Whether the source still lists the ad: a complete file lacks it, or two do.',
    example: 'withdrawn',
  },
  abroad: {
    description: 'Recorded facts that do not fit where the ad was aimed. An indicator, no verdict.',
    example: 'any',
  },
  sort: {
    description: 'Order; without it by relevance where there are words, else the newest first. Nulls come last.',
    example: 'newest',
  },
  after: { description: CURSOR, example: '', schema: TOKEN },
  size: {
    description: 'How many ads a page holds. With format=json it asks for pages instead of one file.',
    example: SIZES.largest,
    schema: {
      type: 'integer',
      minimum: SIZES.smallest,
      maximum: SIZES.largest,
      maxLength: undefined,
      pattern: undefined,
    },
  },
  format: { description: 'Data instead of a page.', example: 'json' },
  place: {
    description: 'A country (US) or a region (US-GA). Without it everywhere.',
    example: 'US-GA',
    schema: between('[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?'),
  },
  table: { description: 'With format=csv and a country: its regions instead of its advertisers.', example: 'regions' },
  top: { description: 'How many rows.', example: '50' },
  as_of: {
    description: 'The archive as it was: at the end of a day (UTC), or at a moment such as 2026-11-28.57.',
    example: '2026-11-28.57',
    schema: { pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\\.[1-9][0-9]{0,14})?$' },
  },
  cite: { description: 'A reference to this page as of now, to keep: with a permanent address.', example: 'bibtex' },
  since: {
    description: 'The name of a release, or the token with which the last list of changes ended.',
    example: '',
    isNeeded: true,
    schema: MOMENT,
  },
  until: {
    description: 'A later moment at which the changes end. Without it now.',
    example: '2026-11-28.57',
    schema: MOMENT,
  },
}

/** Where a name means something of its own. */
export const OWN_WORDS: Readonly<Record<string, Readonly<Record<string, ParameterWords>>>> = {
  ...MONEY_WORDS,
  ...SPONSOR_WORDS,
  '/sources/{source}/runs': {
    state: {
      description: 'Parts in this state alone: all was had, something was left out, or nobody can tell.',
      example: 'part',
    },
    after: {
      description: 'Of the page alone: parts whose name comes later. Files hold all of them.',
      example: 'US.2026-11-02',
      schema: { pattern: '^[A-Za-z0-9.-]{1,100}$' },
    },
  },
  '/quality': {
    source: { description: 'One source alone.', example: 'meta', schema: NAME },
    country: { description: 'One country (ISO 3166-1), or none: records that name none we know.', example: 'US' },
    from: {
      description: 'First day of files, inclusive. Without it the newest sixty days that hold any.',
      example: '2024-10-01',
      schema: DAY,
    },
    to: { description: 'Last day of files, inclusive.', example: '2024-11-05', schema: DAY },
    table: { description: 'With format: what sources state of themselves, beside what is held.', example: 'totals' },
    before: { description: 'Of the page alone: days before this one.', example: '2024-10-20', schema: DAY },
  },
}

/** Parts of an address. What does not fit them is 404. */
export const PATH_WORDS: Readonly<Record<string, ParameterWords>> = {
  source: { description: 'An ad library, by its short name.', example: 'meta', schema: { type: 'string', ...NAME } },
  adId: {
    description: 'The source’s own id of the ad.',
    example: '2811045',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_.:-]{1,128}$' },
  },
  id: {
    description: 'A sponsor, by its permanent id or one that it ever had.',
    example: 'sp-damdamdamdamdamd',
    schema: { type: 'string', pattern: `^${SPONSOR_ID}$` },
  },
  scheme: {
    description: 'Whose number it is.',
    example: 'us-fec',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,200}$' },
  },
  record: {
    description: 'The number there.',
    example: 'C00000011',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,200}$' },
  },
  number: {
    description: 'Which version or statement; 1 is the oldest.',
    example: 1,
    schema: { type: 'integer', minimum: 1, maximum: 999_999_999 },
  },
  release: {
    description: 'A release, by its name.',
    example: '2026-11-28.57',
    schema: { type: 'string', ...MOMENT },
  },
  file: {
    description: 'A file that its manifest names, or manifest.json, or SHA256SUMS.',
    example: 'manifest.json',
    schema: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' },
  },
  platform: { description: 'A company, by its short name.', example: 'google', schema: { type: 'string', ...NAME } },
  key: {
    description: 'The advertiser’s id there.',
    example: 'AR0001',
    schema: { type: 'string', maxLength: 200, pattern: `^${VISIBLE}+$` },
  },
}
