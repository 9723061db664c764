import type { Crawling, Need } from '../../ports/crawling.ts'
import { metaAccess } from './access.ts'
import { readAnswer } from './read-answer.ts'
import { metaRequest } from './request.ts'
import { restart, split } from './stretches.ts'
import { metaUnits } from './units.ts'

const needs: readonly Need[] = [
  {
    setting: 'META_ACCESS_TOKEN',
    isSecret: true,
    isRequired: true,
    what: 'A long-lived user token with ads_read, of a person whom Meta has verified for its Ad Library API: facebook.com/ads/library/api walks through it, and the token lives about 60 days.',
  },
  {
    setting: 'COLLECT_META_COUNTRIES',
    isSecret: false,
    isRequired: true,
    what: 'The countries to ask about, as GB, CA: political ads that reached them, week by week.',
  },
  {
    setting: 'META_APP_ID',
    isSecret: false,
    isRequired: false,
    what: 'The id of the app that the token is of; with it and its secret we can tell when the token ends.',
  },
  {
    setting: 'META_APP_SECRET',
    isSecret: true,
    isRequired: false,
    what: 'The secret of that app, from its basic settings at developers.facebook.com.',
  },
  {
    setting: 'META_API_VERSION',
    isSecret: false,
    isRequired: false,
    what: 'The version of the Graph API, as v22.0; each is retired about two years after it came.',
  },
  {
    setting: 'COLLECT_META_PAGES',
    isSecret: false,
    isRequired: false,
    what: 'Ids of pages to ask for by themselves besides, ten at once, month by month.',
  },
]

/**
 * Meta's Ad Library API. A walk is short, a week of a country, since a cursor dies with its ad and the walk with the cursor.
 * Which errors mean what: README.md.
 */
export const metaCrawling: Crawling = {
  address: 'https://graph.facebook.com',
  schedule: '23 2 * * *',
  everyHours: 24,
  size: 'at least one call for each country and week; about 1,900 for one walk through the United States',
  needs,
  // Source: Wesleyan-Media-Project/fb_ads_import README; longer as the usage headers tell.
  pace: { betweenMs: 3_000, burst: null, callsPerDay: null },
  access: metaAccess,
  // 5,000 is the documented most, 100 to 500 is what survives; above 1,000 an answer is mostly “reduce the amount”.
  pageSize: { start: 250, least: 25, most: 1_000 },
  // A week without political ads is common in small countries; an end that nothing tells of is asked for again anyhow.
  emptyIsUnknown: false,
  units: metaUnits,
  request: metaRequest,
  read: readAnswer,
  split,
  restart,
}
