import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const linkedInManifest: Manifest = {
  id: sourceId('linkedin'),
  name: 'LinkedIn Ad Library',
  platform: 'LinkedIn',
  platformId: platformId('linkedin'),
  holdsAllAds: false,
  publisherUrl: 'https://www.linkedin.com/ad-library/',
  legalBasis:
    'Article 39 of the Digital Services Act: ads of every kind served in the EU; others are published by LinkedIn of its ' +
    'own accord. LinkedIn’s own policy bans political ads, so what is found here ran as something else.',
  coverage:
    'Ads served since June 2023, kept for a year after they were last shown, as far as they answer to the operator’s ' +
    'search words. Days, times shown and targeting are told of ads served in the EU alone. No money, and no words of the ad.',
  cadence: 'The library changes continuously; each search is walked through once a day.',
  terms:
    'The terms of the API apply; whether full records may be published again is not clear from any public text, so they ' +
    'are withheld unless the operator answers for it. Aggregates and links may be published. Advertisers that are natural ' +
    'persons are not named.',
  redistribution: 'withheld',
  neverDisclosed: [
    'payerAddress',
    'billingCountry',
    'regions',
    'texts',
    'landingUrls',
    'mediaUrls',
    'spend',
    'reach',
    'audienceSize',
    'audience',
    'placements',
    'languages',
  ],
  adUrl: (adId) => `https://www.linkedin.com/ad-library/detail/${encodeURIComponent(adId)}`,
}
