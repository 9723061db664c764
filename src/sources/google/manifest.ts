import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const googleManifest: Manifest = {
  id: sourceId('google'),
  name: 'Google Political Ads Transparency Report',
  platform: 'Google',
  platformId: platformId('google'),
  holdsAllAds: false,
  publisherUrl: 'https://adstransparency.google.com/political',
  legalBasis: 'Published by the platform of its own accord, and to meet election laws of the regions it covers.',
  coverage:
    'Election ads since 31 May 2018 as Google defines them in each region, spend and times shown in ranges. No ads of the EU since October 2025, and none about issues alone in the United States.',
  cadence: 'The bundle is made anew several times a day, weekly sums each Tuesday.',
  terms: 'Google asks to be named as the source; the exact licence is not known. Addresses of promoters are masked.',
  redistribution: 'full',
  neverDisclosed: [
    'disclaimer',
    'payerAddress',
    'billingCountry',
    'regions',
    'texts',
    'landingUrls',
    'mediaUrls',
    'reach',
    'audienceSize',
    'audience',
    'placements',
    'languages',
  ],
  // Google's page of an ad needs the advertiser's id too: the record's own link is among its facts.
  adUrl: () => null,
}
