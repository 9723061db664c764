import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const metaManifest: Manifest = {
  id: sourceId('meta'),
  name: 'Meta Ad Library',
  platform: 'Meta',
  platformId: platformId('meta'),
  holdsAllAds: false,
  publisherUrl: 'https://www.facebook.com/ads/library/api/',
  legalBasis:
    'Meta’s own policy for ads about social issues, elections or politics; in the EU also Article 39 of the Digital ' +
    'Services Act, for ads of every kind. Political ads can no longer be delivered in the EU since 6 October 2025.',
  coverage:
    'Ads on Facebook, Instagram, Messenger, Audience Network, WhatsApp and Threads: political ads of the last seven ' +
    'years, ads of every kind delivered in the EU or the UK in the last year. We ask the API for the political ads ' +
    'that reached the countries an operator names, week by week, and read files that collectors saved from it; each ' +
    'of those holds the pages or words that its collector asked for, not the whole library.',
  cadence:
    'The library changes continuously. Weeks are asked about daily until two weeks after their end, when figures have ' +
    'settled, and once a month from then on; a file is as old as its collection.',
  terms:
    'Meta objected on 16 October 2024, in a letter to the operator of a public full copy, to datasets being given to ' +
    'people who have not themselves verified for the Ad Library API. Aggregates and links to Meta’s own pages may be ' +
    'published; for publishing full records the operator of an archive answers. Creative media is not copied.',
  redistribution: 'withheld',
  neverDisclosed: ['landingUrls', 'mediaUrls', 'formats', 'billingCountry', 'payerAddress'],
  media:
    'Images and video are never copied. Meta shows them on a page for people alone; its links to them hold the token of ' +
    'whoever asked and expire with it, and nobody has leave to publish the creatives again.',
  adUrl: (adId) => `https://www.facebook.com/ads/library/?id=${encodeURIComponent(adId)}`,
}
