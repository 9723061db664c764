import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const xManifest: Manifest = {
  id: sourceId('x'),
  name: 'X Political Ads Disclosure',
  platform: 'X',
  platformId: platformId('x'),
  // The releases of 2023 were incomplete, and whether a release holds all earlier ones is not confirmed.
  holdsAllAds: false,
  publisherUrl:
    'https://business.x.com/en/help/ads-policies/ads-content-policies/political-content/political-ads-disclosure',
  legalBasis: 'Published by the platform of its own accord, for the countries in which it takes political ads.',
  coverage:
    'Political ads outside the EU, allowed again since 2023 in a list of countries: one row an ad group of a promoted post, with exact spend and times shown.',
  cadence: 'A dated zip every few days, linked from a page.',
  terms: 'A public download. No licence is known; whether full records may be published again is unclear.',
  redistribution: 'withheld',
  neverDisclosed: [
    'advertiserId',
    'disclaimer',
    'payerAddress',
    'billingCountry',
    'texts',
    'landingUrls',
    'mediaUrls',
    'formats',
    'reach',
    'audienceSize',
    'audience',
    'placements',
    'languages',
  ],
  media:
    'The files hold no words, images or video: only the address of the post, which shows them for as long as it is there.',
  adUrl: postUrl,
}

/** The post is named by the first part of the ad’s id; X leads from any handle to the right one. */
function postUrl(adId: string): string | null {
  const [, post] = /^(\d{1,20})-[0-9a-f]{8}$/.exec(adId) ?? []
  return post === undefined ? null : `https://x.com/i/status/${post}`
}
