import type { RegistryManifest } from '../../ports/registries.ts'

export const OFAC = 'us-ofac'
export const SCREENING_LIST = 'us-csl'
export const DENIED = 'us-bis-dpl'

export const ofacManifest: RegistryManifest = {
  id: 'ofac',
  name: 'US sanctions and export lists: OFAC, Consolidated Screening List, Denied Persons',
  publisherUrl: 'https://sanctionslist.ofac.treas.gov/Home',
  terms:
    'Works of the US government: free to keep and to publish again. Addresses, days and places of birth and numbers of ' +
    'documents of persons are not kept here.',
  licence: null,
  schemes: [OFAC, SCREENING_LIST, DENIED],
  recordUrl: (scheme, key) =>
    scheme === OFAC ? `https://sanctionssearch.ofac.treas.gov/Details.aspx?id=${key}` : null,
}
