import type { RegistryManifest } from '../../ports/registries.ts'

export const REGISTRANTS = 'us-fara'
export const PRINCIPALS = 'us-fara-principal'

export const faraManifest: RegistryManifest = {
  id: 'fara',
  name: 'US Department of Justice: Foreign Agents Registration Act',
  publisherUrl: 'https://efile.fara.gov/ords/fara/f?p=API:BULKDATA',
  terms: 'Works of the US government: free to keep and to publish again. Streets and ZIP codes are not kept here.',
  licence: null,
  schemes: [REGISTRANTS, PRINCIPALS],
  recordUrl: (scheme, key) =>
    scheme === REGISTRANTS ? `https://efile.fara.gov/ords/fara/f?p=1235:10::::RP,10:P10_REGNUM:${key}` : null,
}
