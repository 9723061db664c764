import type { RegistryManifest } from '../../ports/registries.ts'

export const OPEN_SANCTIONS = 'opensanctions'

export const openSanctionsManifest: RegistryManifest = {
  id: 'opensanctions',
  name: 'OpenSanctions: entities and payments, such as German party donations',
  publisherUrl: 'https://www.opensanctions.org/datasets/',
  terms:
    'CC BY-NC 4.0: taken only where the operator says that their use is covered. Addresses, births and documents are not ' +
    'kept here, and nothing of persons who only paid.',
  licence: 'opensanctions',
  schemes: [OPEN_SANCTIONS],
  recordUrl: (_scheme, key) => (/^(?:NK-|Q\d)/.test(key) ? `https://www.opensanctions.org/entities/${key}/` : null),
}
