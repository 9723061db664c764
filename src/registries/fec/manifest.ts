import type { RegistryManifest } from '../../ports/registries.ts'

export const COMMITTEES = 'us-fec'
export const CANDIDATES = 'us-fec-candidate'

export const fecManifest: RegistryManifest = {
  id: 'fec',
  name: 'Federal Election Commission: committees and candidates',
  publisherUrl: 'https://www.fec.gov/data/browse-data/?tab=bulk-data',
  terms:
    'Works of the US government: free to keep and to publish again. Information on contributors may not be used to ' +
    'solicit or for commerce (52 U.S.C. 30111(a)(4)): none is kept here.',
  licence: null,
  schemes: [COMMITTEES, CANDIDATES],
  recordUrl: (scheme, key) =>
    scheme === COMMITTEES
      ? `https://www.fec.gov/data/committee/${key}/`
      : scheme === CANDIDATES
        ? `https://www.fec.gov/data/candidate/${key}/`
        : null,
}
