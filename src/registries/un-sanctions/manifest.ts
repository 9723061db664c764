import type { RegistryManifest } from '../../ports/registries.ts'

export const UN_LIST = 'un-sc'

export const unSanctionsManifest: RegistryManifest = {
  id: 'un-sanctions',
  name: 'United Nations Security Council: consolidated list',
  publisherUrl: 'https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list',
  terms:
    'Published for everybody to apply; whether it may be published again is not confirmed. Births, documents, addresses and ' +
    'comments on persons are not kept here.',
  licence: null,
  schemes: [UN_LIST],
  recordUrl: () => null,
}
