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
  media:
    'Images, video and words are never copied: Google’s files hold none of them, and its page draws them for a browser ' +
    'alone. Their rights lie with whoever made them.',
  adUrl: (adId, advertiserId) => {
    const isKnown = /^CR\d+$/.test(adId) && /^AR\d+$/.test(advertiserId ?? '')
    return isKnown ? `https://adstransparency.google.com/advertiser/${advertiserId}/creative/${adId}` : null
  },
}
