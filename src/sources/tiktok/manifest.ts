import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const tiktokManifest: Manifest = {
  id: sourceId('tiktok'),
  name: 'TikTok Commercial Content Library',
  platform: 'TikTok',
  platformId: platformId('tiktok'),
  holdsAllAds: false,
  publisherUrl: 'https://library.tiktok.com/ads',
  legalBasis: 'Article 39 of the Digital Services Act, for ads of every kind. Political ads are not allowed on TikTok.',
  coverage:
    'Ads shown in the European Economic Area, the United Kingdom or Switzerland since October 2022, with a rounded number ' +
    'of people reached and no money. We ask for the countries and words that the operator set. The library does not say ' +
    'which of its ads are political.',
  cadence: 'The library changes continuously; the running month and the one before are asked for every day.',
  terms:
    'TikTok’s research terms are said to forbid that full records are published again (one auditor’s word; the text was ' +
    'not at hand). Aggregates and links to TikTok’s own pages may be published. Creative media is not copied.',
  redistribution: 'withheld',
  neverDisclosed: [
    'payerAddress',
    'billingCountry',
    'regions',
    'spend',
    'impressions',
    'audience',
    'placements',
    'languages',
  ],
  adUrl: (adId) => `https://library.tiktok.com/ads/detail/?ad_id=${encodeURIComponent(adId)}`,
}
