import { SPONSOR_ID } from '../../domain/ids.ts'
import { CURRENCY, DAY, NAME, type ParameterWords, TOKEN } from './parameter-patterns.ts'

const PLATFORM_AND_DAYS: Readonly<Record<string, ParameterWords>> = {
  platform: { description: 'One platform alone.', example: 'meta', schema: NAME },
  from: {
    description: 'First day of the window, inclusive. Without it from the beginning.',
    example: '2024-10-01',
    schema: DAY,
  },
  to: { description: 'Last day, inclusive. Without it up to the newest file.', example: '2024-11-05', schema: DAY },
}

/** Parameters of the answers about money, where their names mean something of their own. */
export const MONEY_WORDS: Readonly<Record<string, Readonly<Record<string, ParameterWords>>>> = {
  '/spending': {
    ...PLATFORM_AND_DAYS,
    currency: { description: 'ISO 4217 code. Without it the place’s commonest.', example: 'USD', schema: CURRENCY },
    in: {
      description:
        'All currencies together, converted into this one by reference rates that the answer names; currency is then passed over. What has no rate is in no sum.',
      example: 'EUR',
      schema: CURRENCY,
    },
    by: {
      description:
        'Whom the rows are about: sponsors, over all their accounts, beside accounts that are attributed to none yet; or each account. Without it sponsors, where there are any.',
      example: 'sponsor',
    },
    after: {
      description:
        'Of pages alone: where the page before ended, taken from its links. With as_of it belongs to that moment; without, the page is of now and may have moved. Files need none.',
      example: '',
      schema: TOKEN,
    },
  },
  '/spending/why': {
    sponsor: {
      description: 'Whose figure it is: a sponsor, or else give an account.',
      example: 'sp-0123456789abcdef',
      schema: { pattern: `^${SPONSOR_ID}$` },
    },
    account: { description: 'The account whose figure it is: platform/key.', example: 'google/AR0001' },
    ...PLATFORM_AND_DAYS,
    by: {
      description:
        'With account: sponsor asks for what is attributed to no sponsor alone, as rankings of sponsors show it.',
      example: 'sponsor',
    },
    currency: {
      description: 'ISO 4217 code of the figure; else give in.',
      example: 'USD',
      schema: CURRENCY,
    },
    in: {
      description: 'Of a figure of all currencies: the one that they were converted into.',
      example: 'EUR',
      schema: CURRENCY,
    },
  },
  '/registries': {
    name: {
      description: 'A name that the record has or had; case, accents and marks do not count.',
      example: 'Friends of the Dam',
      schema: { maxLength: 300 },
    },
  },
}
