import { qualityParamsSchema } from '../quality-request.ts'
import { aboutParams } from '../routes/about.ts'
import { adParams, recordParams } from '../routes/ads.ts'
import { advertiserParams, statementParams } from '../routes/advertisers.ts'
import { homeParams } from '../routes/home.ts'
import { sourcesParams } from '../routes/sources.ts'
import { runsParamsSchema } from '../runs-request.ts'
import { searchParamsSchema } from '../search-params.ts'
import { spendingParamsSchema } from '../spending-request.ts'
import { whyParamsSchema } from '../why-request.ts'
import { BULK_OPERATIONS } from './bulk-operations.ts'
import { DECLARED_OPERATION } from './declared-operation.ts'
import type { Operation } from './operation.ts'
import { REGISTRY_OPERATIONS } from './registry-operations.ts'
import { SPONSOR_OPERATIONS } from './sponsor-operations.ts'

const ADS_CSV =
  'One ad a line; the columns are explained at /about#columns. Text that a spreadsheet would run has a leading apostrophe.'
const RESULTS = {
  page: 'A page of results, with facets and sums.',
  json: {
    schema: ['SearchPage', 'SearchFile'],
    meaning: 'With size or after: a page, whose next leads on. Without: every ad in one file.',
  },
  csv: ADS_CSV,
  citation: true,
} as const

export const OPERATIONS: readonly Operation[] = [
  {
    path: '/search',
    id: 'search',
    tag: 'Ads',
    summary: 'Search ads',
    description:
      'By words, place, days, money and more; every filter is in the address, and none is on by itself. Pages are stable: they show the revision of the first one, so that no ad is doubled or skipped while files are loaded.',
    query: searchParamsSchema,
    answers: RESULTS,
    isSearch: true,
    also: [302, 404, 410],
  },
  {
    path: '/recorded-abroad',
    id: 'recordedAbroad',
    tag: 'Ads',
    summary: 'Ads with recorded facts that do not fit where they were aimed',
    description: 'The same as a search with abroad, which is any here if not said. An indicator, no verdict.',
    query: searchParamsSchema,
    answers: RESULTS,
    isSearch: true,
    also: [302, 404, 410],
  },
  {
    path: '/ads/{source}/{adId}',
    id: 'ad',
    tag: 'Ads',
    summary: 'One ad with its history',
    description: 'Every version of what the source said, with the record it was read from.',
    query: adParams,
    answers: {
      page: 'The page of the ad.',
      json: { schema: 'AdHistory', meaning: 'The ad with all its versions.' },
      csv: `${ADS_CSV} The newest version alone.`,
    },
    also: [404],
  },
  {
    path: '/ads/{source}/{adId}/records/{number}',
    id: 'adRecord',
    tag: 'Ads',
    summary: 'The record behind a version of an ad',
    description: 'As the source wrote it; what is private is withheld.',
    query: recordParams,
    answers: { page: 'The record, field by field.' },
    also: [404],
  },
  ...SPONSOR_OPERATIONS,
  {
    path: '/spending',
    id: 'spending',
    tag: 'Money',
    summary: 'Who spent how much in a place and days',
    description:
      'Sponsors or advertisers by what they certainly spent, with strict bounds from their ads and from the platforms’ own totals. Files hold all rows; pages are followed by their links.',
    query: spendingParamsSchema,
    answers: {
      page: 'A page of the ranking.',
      json: { schema: 'Spending', meaning: 'All rows.' },
      csv: 'All rows; with table=regions the regions of a country.',
      citation: true,
    },
    also: [302, 404],
  },
  {
    path: '/spending/why',
    id: 'spendingWhy',
    tag: 'Money',
    summary: 'Why a figure is what it is',
    description:
      'A figure of a sponsor or an account, taken apart into its accounts, and these into the ads and the platforms’ totals that count, with the rule that decided each bound.',
    query: whyParamsSchema,
    answers: {
      page: 'The figure, its accounts, and the first rows of each.',
      json: {
        schema: ['Why', 'WhyConverted'],
        meaning: 'All that counts; with in, what the figure is in each currency.',
      },
      csv: 'The same, one row each: which kind it is stands in the first column.',
    },
    also: [302, 404],
  },
  DECLARED_OPERATION,
  {
    path: '/advertisers/{platform}/{key}',
    id: 'advertiser',
    tag: 'Money',
    summary: 'One advertiser',
    description: 'Its names, and what it spent by week, place and statement.',
    query: advertiserParams,
    answers: {
      page: 'The page of the advertiser.',
      json: { schema: 'Advertiser', meaning: 'All that is known of it.' },
      csv: 'Every figure of its page, one a line: which kind it is stands in the first column.',
      citation: true,
    },
    also: [302, 404],
  },
  {
    path: '/advertisers/{platform}/{key}/statements/{number}',
    id: 'statementRecord',
    tag: 'Money',
    summary: 'The record behind a sum that a platform stated',
    description: 'As the source wrote it; what is private is withheld.',
    query: statementParams,
    answers: { page: 'The record, field by field.' },
    also: [404],
  },
  {
    path: '/',
    id: 'home',
    tag: 'Money',
    summary: 'Who spent most',
    description: 'The opening page with its table of the greatest spenders, everywhere and over all time.',
    query: homeParams,
    answers: {
      page: 'The opening page.',
      json: { schema: 'Spenders', meaning: 'The rows of the table.' },
      csv: 'The rows of the table.',
    },
  },
  ...REGISTRY_OPERATIONS,
  {
    path: '/sources',
    id: 'sources',
    tag: 'Sources',
    summary: 'The state of every source',
    description: 'Which files were read, which days are missing, what was withdrawn, and what waits for a person.',
    query: sourcesParams,
    answers: {
      page: 'The page of the sources.',
      json: { schema: 'Sources', meaning: 'Everything the page says.' },
      csv: 'Everything the page says, one fact a line.',
    },
  },
  {
    path: '/sources/{source}/runs',
    id: 'sourceRuns',
    tag: 'Sources',
    summary: 'How one source is pulled',
    description:
      'How it stands, run by run; of a source that is asked over an API also part by part: how far each is known, and what was answered.',
    query: runsParamsSchema,
    answers: {
      page: 'The page of its runs.',
      json: { schema: 'SourceRuns', meaning: 'Everything the page says, of all parts asked for.' },
      csv: 'The same, one fact a line.',
    },
    also: [404],
  },
  {
    path: '/quality',
    id: 'quality',
    tag: 'Sources',
    summary: 'Which days are complete',
    description:
      'What is held of the files of each day, by source and country: gaps, what was not understood, and why. With table=totals what sources state of themselves, beside what is held.',
    query: qualityParamsSchema,
    answers: {
      page: 'The grid of days, and what does not agree with what is stated.',
      json: {
        schema: ['Quality', 'Totals'],
        meaning: 'Every cell of the days asked for; with table=totals every comparison that touches them.',
      },
      csv: 'A line for each source, country and day; with table=totals for each comparison.',
    },
  },
  {
    path: '/healthz/sources',
    id: 'sourceHealth',
    tag: 'Sources',
    summary: 'How fresh each source is',
    description: 'For a monitor. The status is 200 also where a source is stale: read isAnyStale.',
    query: null,
    answers: { json: { schema: 'SourceHealth', meaning: 'The age of each source.' } },
    isProbe: true,
  },
  ...BULK_OPERATIONS,
  {
    path: '/about',
    id: 'about',
    tag: 'Site',
    summary: 'What everything means',
    description: 'How the archive is made, every column of the CSV, and the terms of each source.',
    query: aboutParams,
    answers: { page: 'The page.' },
  },
  {
    path: '/healthz',
    id: 'health',
    tag: 'Site',
    summary: 'Whether the process lives',
    description: 'For whoever starts it anew when it does not.',
    query: null,
    answers: { text: 'It lives.' },
    isProbe: true,
  },
  {
    path: '/readyz',
    id: 'ready',
    tag: 'Site',
    summary: 'Whether readers can be sent here',
    description: '503 while the database does not answer, or the site is being stopped.',
    query: null,
    answers: { text: 'It is ready.' },
    isProbe: true,
  },
]
