import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const snapManifest: Manifest = {
  id: sourceId('snap'),
  name: 'Snap Political and Advocacy Ads Library',
  platform: 'Snap',
  platformId: platformId('snap'),
  holdsAllAds: true,
  publisherUrl: 'https://www.snap.com/political-ads',
  legalBasis: 'Published by the platform of its own accord, and to meet election and transparency laws.',
  coverage: 'Political and advocacy ads since 2018, one file a year, with exact spend and times shown.',
  cadence: 'The file of the running year is made anew each day; older years are re-issued now and then.',
  terms: 'No limit on publishing the records again is known. Billing addresses are masked: only the country is shown.',
  redistribution: 'full',
  neverDisclosed: ['advertiserId', 'texts', 'reach', 'audienceSize', 'audience', 'placements', 'languages'],
  media:
    'Images and video are never copied: their rights lie with whoever made them. Snap’s own addresses of them are kept, ' +
    'and lead nowhere once Snap takes them down.',
  adUrl: () => null,
}
