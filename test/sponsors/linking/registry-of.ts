import { linkMention } from '../../../src/sponsors/linking/link-mention.ts'
import { registryIndex } from '../../../src/sponsors/linking/registry-index.ts'
import type { Mention } from '../../../src/sponsors/mention.ts'
import type { RegistryCandidate, RegistryEntry } from '../../../src/sponsors/resolution.ts'

interface CommitteeFields extends Partial<Omit<RegistryEntry, 'names' | 'candidates'>> {
  readonly id: string
  readonly names: readonly string[] | string
  readonly cycles?: readonly [from: string, to: string]
  readonly candidate?: Partial<RegistryCandidate>
}

/** A committee of 2018 to 2026; with a candidate, the principal one of a campaign for the House in Georgia. */
export function aCommittee({
  names,
  cycles: [from, to] = ['2018', '2026'],
  candidate,
  ...fields
}: CommitteeFields): RegistryEntry {
  return {
    ...{ scheme: 'us-fec', country: 'US', state: 'GA' },
    type: candidate === undefined ? 'committee' : 'campaign',
    facts: candidate === undefined ? {} : { designation: 'P', committee_type: candidate.office ?? 'H' },
    names: [names].flat().map((name) => ({ name, from, to })),
    candidates: candidate === undefined ? [] : [aCandidate({ id: `H${fields.id.slice(1)}`, ...candidate })],
    ...fields,
  }
}

function aCandidate(fields: Partial<RegistryCandidate>): RegistryCandidate {
  const years = { cycles: ['2022'], elections: ['2022'] }
  return { id: 'H2GA00001', name: '', office: 'H', state: 'GA', district: null, ...years, ...fields }
}

export function aMention(payer: string, page: string | null = null, fields: Partial<Mention> = {}): Mention {
  return {
    ...{ id: 'm-1', platform: 'meta', accountId: '', payer, accountNames: page === null ? [] : [page] },
    ...{ country: null, state: null, landingDomains: [], registryIds: [], weight: null },
    ...{ firstSeen: '2022-05-01', lastSeen: '2022-10-31' },
    ...fields,
  }
}

/** Links one mention to the records given. */
export function linkTo(entries: readonly RegistryEntry[], ...mention: Parameters<typeof aMention>) {
  return linkMention(registryIndex(entries), aMention(...mention))
}
