import { resolve } from '../../src/sponsors/matching/resolve.ts'
import type { Mention } from '../../src/sponsors/mention.ts'
import type { Knowledge, RegistryEntry, Resolution } from '../../src/sponsors/resolution.ts'

let count = 0

/** A mention of which only what matters is said. */
export function aMention(said: Partial<Mention> & { readonly page?: string } = {}): Mention {
  const { page, ...rest } = said
  count++
  return {
    ...{ id: `m-${count}`, platform: 'meta', accountId: `${1000 + count}`, payer: '' },
    accountNames: page === undefined ? [] : [page],
    ...{ country: null, state: null, landingDomains: [], registryIds: [] },
    ...{ firstSeen: null, lastSeen: null, weight: null },
    ...rest,
  }
}

export const NOTHING_KNOWN: Knowledge = { registry: null, judgements: [], idChanges: [] }

export function resolved(mentions: readonly Mention[], known: Partial<Knowledge> = {}): Resolution {
  return resolve(mentions, { ...NOTHING_KNOWN, ...known })
}

/** Whether all of them came into one group. */
export function areOne(mentions: readonly Mention[], known: Partial<Knowledge> = {}): boolean {
  return resolved(mentions, known).groups.length === 1
}

/** The first edge between two mentions, as it was kept. */
export function edgeOf(mentions: readonly Mention[], known: Partial<Knowledge> = {}) {
  return resolved(mentions, known).edges[0]
}

export function aCommittee(id: string, name: string, said: Partial<RegistryEntry> = {}): RegistryEntry {
  return {
    ...{ scheme: 'us-fec', id, names: [{ name, from: null, to: null }], type: 'committee', country: 'US', state: null },
    ...{ candidates: [], facts: {} },
    ...said,
  }
}
