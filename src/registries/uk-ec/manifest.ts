import type { RegistryManifest } from '../../ports/registries.ts'

export const REGULATED = 'gb-ec'
export const DONORS = 'gb-ec-donor'
/** Stands for whoever is a private person: nothing of them is kept, not even which of them it was. */
export const PRIVATE_PERSON = 'private-person'

export const ukEcManifest: RegistryManifest = {
  id: 'uk-ec',
  name: 'UK Electoral Commission: donations and those who report them',
  publisherUrl: 'https://search.electoralcommission.org.uk/',
  terms:
    'Open Government Licence v3: free to keep and to publish again, naming the Electoral Commission. Of donors that are ' +
    'private persons nothing is kept.',
  licence: null,
  schemes: [REGULATED, DONORS],
  recordUrl: () => null,
}
