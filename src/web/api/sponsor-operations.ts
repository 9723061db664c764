import { sponsorAdsParams, sponsorParams, sponsorsParams } from '../sponsor-request.ts'
import type { Operation } from './operation.ts'

export const SPONSOR_OPERATIONS: readonly Operation[] = [
  {
    path: '/sponsors',
    id: 'sponsors',
    tag: 'Sponsors',
    summary: 'Find sponsors',
    description: 'By any name they ever had, old or nearly so written too; without words those with the most ads.',
    query: sponsorsParams,
    answers: {
      page: 'The list, with a search box.',
      json: { schema: 'SponsorList', meaning: 'With size or after a page; without the first 2,000.' },
      csv: 'The first 2,000.',
    },
  },
  {
    path: '/sponsors/{id}',
    id: 'sponsor',
    tag: 'Sponsors',
    summary: 'One sponsor',
    description:
      'Its names and accounts with the reason for which each was joined, registry records, strict bounds per currency and platform, places, weeks, shared texts, and what became of its id.',
    query: sponsorParams,
    answers: {
      page: 'The page of the sponsor.',
      json: { schema: 'Sponsor', meaning: 'All that is known of it.' },
      csv: 'Its mentions with their reasons, one a line; with table=figures every figure of its page.',
      citation: true,
    },
    also: [301, 302, 404],
  },
  {
    path: '/sponsors/{id}/ads',
    id: 'sponsorAds',
    tag: 'Sponsors',
    summary: 'Ads of a sponsor',
    description: 'On all platforms, newest first.',
    query: sponsorAdsParams,
    answers: {
      page: 'A page of its ads.',
      json: { schema: 'SponsorAds', meaning: 'With size or after a page; without every ad in one file.' },
      csv: 'One ad a line; the columns are explained at /about#columns.',
    },
    also: [301, 302, 404],
  },
]
