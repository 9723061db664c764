import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const snapEuManifest: Manifest = {
  id: sourceId('snap-eu'),
  name: 'Snap EU Ads Gallery',
  platform: 'Snap',
  library: 'EU',
  platformId: platformId('snap'),
  holdsAllAds: false,
  publisherUrl: 'https://adsgallery.snap.com/',
  legalBasis: 'Article 39 of the Digital Services Act, for ads of every kind.',
  coverage:
    'Ads shown in the EU or Turkey in the last twelve months, with exact times shown and no money. The gallery is searched ' +
    'by the name of who paid: we ask for those that the operator set, and it tells of no others.',
  cadence: 'The gallery changes continuously; it answers one to three searches before it asks us to stay away.',
  terms: 'Whether full records may be published again is unclear. Aggregates and links may be.',
  redistribution: 'withheld',
  neverDisclosed: [
    'payerAddress',
    'billingCountry',
    'advertiserId',
    'regions',
    'spend',
    'reach',
    'audienceSize',
    'audience',
  ],
  adUrl: () => null,
}
