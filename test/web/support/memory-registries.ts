import type { CalendarDate, Instant } from '../../../src/domain/calendar.ts'
import { sha256 } from '../../../src/domain/ids.ts'
import type { HeldRecord, RegistryStore } from '../../../src/ports/registries.ts'

const blob = sha256('d'.repeat(64))
const pin = { file: 'cm20.txt', blob, retrievedOn: '2026-11-01' as CalendarDate, row: 7, isCurrent: true }

/** A committee that nobody registered, with a name that wants to be markup. */
const COMMITTEE: HeldRecord = {
  registry: 'fec',
  scheme: 'us-fec',
  key: 'C00000011',
  names: [
    { name: '<b>DAM</b> VALUES PAC', kind: 'name', from: '2022', to: '2022' },
    { name: 'DOE FOR CONGRESS', kind: 'name', from: '2018', to: '2020' },
  ],
  type: 'campaign',
  country: 'US',
  state: 'GA',
  facts: { designation: 'P', city: 'SECRETVILLE', zip: '99999', party: 'DEM' },
  versions: [
    { part: 'committee', type: 'campaign', country: 'US', state: 'GA', from: '2020', to: '2020', facts: {}, pin },
  ],
  relations: [
    {
      kind: 'candidate_committee',
      key: '1',
      subject: { scheme: 'us-fec-candidate', key: 'H0GA01011' },
      object: { scheme: 'us-fec', key: 'C00000011' },
      from: '2020',
      to: '2020',
      facts: {},
      otherName: 'DOE, PAT',
      pin,
    },
    {
      kind: 'pays',
      key: '2',
      subject: { scheme: 'gb-ec-donor', key: 'private-person' },
      object: { scheme: 'us-fec', key: 'C00000011' },
      from: null,
      to: null,
      facts: { value: '100' },
      otherName: null,
      pin,
    },
  ],
  relationCount: 2,
}

const CANDIDATE: HeldRecord = {
  ...COMMITTEE,
  scheme: 'us-fec-candidate',
  key: 'H0GA01011',
  names: [{ name: 'DOE, PAT', kind: 'name', from: '2020', to: '2020' }],
  type: 'person',
  relations: [],
  relationCount: 0,
}

/** Holds one copy with one committee and its candidate. */
export function memoryRegistries(): Pick<RegistryStore, 'files' | 'record' | 'named'> {
  const { file: name, retrievedOn, isCurrent } = pin
  const counts = { rows: 1, rejected: 0, supersedes: null, loadedAt: '2026-11-02T00:00:00Z' as Instant }
  const told = { format: 'fec-cm', series: 'cm 2020', member: null, retrievedBy: 'operator' as const }
  return {
    files: async () => [{ id: 1, registry: 'fec', name, blob, retrievedOn, isCurrent, ...told, ...counts }],
    record: async (scheme, key) =>
      [COMMITTEE, CANDIDATE].find((each) => each.scheme === scheme && each.key === key) ?? null,
    named: async (asked) => {
      const { registry, scheme, key, names } = COMMITTEE
      const found = names.find((each) => each.name.toLowerCase() === asked.toLowerCase())
      return found === undefined ? [] : [{ registry, scheme, key, ...found }]
    },
  }
}
