import type { Crawling } from '../../ports/crawling.ts'
import { X_ADS } from './addresses.ts'
import type { At } from './position.ts'
import { readAnswer } from './read.ts'
import { request } from './request.ts'
import { units } from './units.ts'

/** A report for each account, country and month: ordered, waited for, downloaded. */
export const xEuCrawling: Crawling = {
  address: X_ADS,
  schedule: '23 3 * * *',
  everyHours: 24,
  size: 'about 10 calls and 5 minutes for each account, country and month',
  needs: [
    {
      setting: 'X_BEARER_TOKEN',
      isSecret: true,
      isRequired: true,
      what: 'The bearer token of an app: make an account and an app at the developer portal of X, which shows the token once.',
    },
    {
      setting: 'COLLECT_X_EU_ACCOUNTS',
      isSecret: false,
      isRequired: true,
      what: 'The numeric ids of the accounts to ask about, separated by commas: the ads repository takes one account at a time.',
    },
    {
      setting: 'COLLECT_X_EU_COUNTRIES',
      isSecret: false,
      isRequired: true,
      what: 'Countries of the EU as codes (DE, FR), separated by commas: each account is asked about in each of them.',
    },
  ],
  pace: { betweenMs: 1_000, burst: null, callsPerDay: null },
  access: {
    headers: (token) => ({ authorization: `Bearer ${token}` }),
    setting: 'X_BEARER_TOKEN',
    exchange: null,
    readExchange: null,
    inspect: null,
    readInspection: null,
  },
  pageSize: null,
  emptyIsUnknown: true,
  units,
  request: (at, how) => request(at as At, how),
  read: (answer, at) => readAnswer(answer, at as At),
  split: () => null,
  restart: (at) => {
    const { user, country, from, to } = at as At
    return { step: 'page', user, country, from, to, looks: 0 }
  },
}
