import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const xArchiveManifest: Manifest = {
  id: sourceId('x-archive'),
  name: 'Twitter Ads Transparency Center, 2018 to 2021',
  platform: 'X',
  library: '2018–2021',
  platformId: platformId('x'),
  holdsAllAds: false,
  publisherUrl: 'https://business.x.com/en/help/ads-policies/ads-content-policies/political-content',
  legalBasis: 'Published by Twitter of its own accord, until it was taken down after political ads had been banned.',
  coverage:
    'Political ads in the EU as collectors copied them in 2019: what is left of a site that is gone. Posts of suspended accounts, and all but the latest of each account, are missing.',
  cadence: 'None: only old copies are left.',
  terms: 'Copies by researchers; on what terms they may be published again is unclear.',
  redistribution: 'withheld',
  neverDisclosed: ['disclaimer', 'payerAddress', 'billingCountry', 'reach', 'audienceSize'],
  media:
    'Words and links are kept as the copies have them. Images and video are not: their addresses are old, and rights lie with others.',
  adUrl: (adId) => (/^\d{1,20}$/.test(adId) ? `https://x.com/i/status/${adId}` : null),
}
