import type { RegistryManifest } from '../../ports/registries.ts'

export const LEI = 'lei'

export const gleifManifest: RegistryManifest = {
  id: 'gleif',
  name: 'GLEIF: legal entity identifiers and parents',
  publisherUrl: 'https://www.gleif.org/en/lei-data/gleif-golden-copy',
  terms: 'CC0 by GLEIF’s own word, not confirmed here: free to keep and to publish again. Streets are not kept.',
  licence: null,
  schemes: [LEI],
  recordUrl: (_scheme, key) => `https://search.gleif.org/#/record/${key}`,
}
