import type { RegistryManifest } from '../../ports/registries.ts'

export const EU_JOURNAL = 'eu-journal'

export const euSanctionsManifest: RegistryManifest = {
  id: 'eu-sanctions',
  name: 'European Union: sanctions of the Official Journal, as OpenSanctions lists them',
  publisherUrl: 'https://www.opensanctions.org/datasets/eu_journal_sanctions/',
  terms:
    'CC BY-NC 4.0: taken only where the operator says that their use is covered. Births, documents, addresses and reasons of ' +
    'persons are not kept here.',
  licence: 'opensanctions',
  schemes: [EU_JOURNAL],
  recordUrl: (_scheme, key) => {
    const celex = /^[0-9A-Z]{6,20}(?=-)/.exec(key)?.[0]
    return celex === undefined ? null : `https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:${celex}`
  },
}
