import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const xEuManifest: Manifest = {
  id: sourceId('x-eu'),
  name: 'X Ads Repository (EU)',
  platform: 'X',
  library: 'EU',
  platformId: platformId('x'),
  holdsAllAds: false,
  publisherUrl: 'https://ads.x.com/ads-repository',
  legalBasis: 'Digital Services Act, Article 39: a repository of all ads shown in the Union.',
  coverage:
    'All ads of an account that were shown in a country of the EU since 26 August 2023, with exact times shown and reach; no spend. Only for the accounts that the operator names.',
  cadence: 'A report for each account, country and month, made on request within some minutes.',
  terms: 'The terms of service forbid scraping, the law obliges X to publish: unclear.',
  redistribution: 'withheld',
  neverDisclosed: [
    'advertiserId',
    'payerAddress',
    'billingCountry',
    'regions',
    'texts',
    'landingUrls',
    'mediaUrls',
    'formats',
    'spend',
    'audienceSize',
    'audience',
    'placements',
    'languages',
  ],
  media:
    'The exports hold no words, images or video: only the address of the post, which shows them for as long as it is there.',
  adUrl: postUrl,
}

/** The post is named by the first part of the ad’s id, where X names one. */
function postUrl(adId: string): string | null {
  const [, post] = /^(\d{1,20})-[0-9a-f]{8}$/.exec(adId) ?? []
  return post === undefined ? null : `https://x.com/i/status/${post}`
}
