import { FIELD_NAMES } from '../../domain/held-disclosure.ts'
import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const metaReportManifest: Manifest = {
  id: sourceId('meta-report'),
  name: 'Meta Ad Library Report',
  platform: 'Meta',
  platformId: platformId('meta'),
  holdsAllAds: false,
  publisherUrl: 'https://www.facebook.com/ads/library/report/',
  legalBasis: 'Published by the platform of its own accord, and to meet election and transparency laws.',
  coverage:
    'What each page and disclaimer spent on ads about social issues, elections or politics in a country, over one to ' +
    'ninety days or since the library began. Counts only ad accounts in the currency of the report.',
  cadence: 'Made each day for the day before; a handful of past days can be chosen. Files are fetched by hand.',
  terms: 'No limit on storing the report or publishing it again is known.',
  redistribution: 'full',
  // It tells of pages, not of ads.
  neverDisclosed: FIELD_NAMES,
  media: 'The report tells of pages and sums, and of no single ad: there is no image and no video in it.',
  adUrl: () => null,
}
