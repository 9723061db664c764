import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const microsoftManifest: Manifest = {
  id: sourceId('microsoft'),
  name: 'Microsoft Advertising Ad Library',
  platform: 'Microsoft',
  platformId: platformId('microsoft'),
  holdsAllAds: false,
  publisherUrl: 'https://adlibrary.ads.microsoft.com/',
  legalBasis:
    'Article 39 of the Digital Services Act: ads of every kind shown in the EU and the EEA. Microsoft’s own policy bans ' +
    'political ads, so what is found here ran as something else.',
  coverage:
    'Ads on Bing and in Microsoft’s network with impressions in the EU or the EEA since June 2023, as far as they answer ' +
    'to the operator’s search words. No money is told; impressions come as a range, with each country’s share.',
  cadence:
    'An ad shows up after one to three days. The running month is asked for each day, older ones once and then monthly.',
  terms:
    'The terms of the API apply; whether full records may be published again is not clear from any public text, so they ' +
    'are withheld unless the operator answers for it. Aggregates and links may be published.',
  redistribution: 'withheld',
  neverDisclosed: [
    'payerAddress',
    'billingCountry',
    'regions',
    'formats',
    'spend',
    'reach',
    'audienceSize',
    'audience',
    'placements',
    'languages',
  ],
  // Two public clients build two different addresses, and no document names one.
  adUrl: () => null,
}
