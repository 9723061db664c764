import type { RegistryEntry } from '../resolution.ts'
import { type Campaign, campaignsOf, type ReadEntry, readEntry } from './campaigns.ts'
import { exactForm } from './name-claims.ts'

/** A registry's records by what a mention may share with them. */
export interface RegistryIndex {
  readonly scheme: string
  /** Links may be made without a reviewer. */
  readonly isAutomatic: boolean
  /** Its records tell candidates: names, offices and places of campaigns count. */
  readonly hasCampaigns: boolean
  readonly byExact: CampaignsByKey
  readonly byKey: CampaignsByKey
  readonly byGlued: CampaignsByKey
  /** By each word of a person's name. */
  readonly byWord: CampaignsByKey
  /** By the exact form of the organisation that a record says it belongs to. */
  readonly byOrganisation: ReadonlyMap<string, readonly ReadEntry[]>
}

export type CampaignsByKey = ReadonlyMap<string, ReadonlySet<Campaign>>

/** Registers of bodies that own up to being there. What is found in any other, such as lists of sanctions, accuses
 * somebody, or names private persons: it is for a reviewer alone. */
const AUTOMATIC: ReadonlySet<string> = new Set(['us-fec', 'us-fara', 'gb-ec', 'lei'])

/** Indexes the records of one scheme; the order in which they come says nothing. */
export function registryIndex(entries: readonly RegistryEntry[]): RegistryIndex {
  const read = entries.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(readEntry)
  const scheme = entries[0]?.scheme ?? ''
  const maps = { byExact: new Map(), byKey: new Map(), byGlued: new Map(), byWord: new Map() }
  for (const campaign of campaignsOf(read)) {
    for (const { claims } of campaign.entries.flatMap(({ names }) => names)) {
      put(maps.byExact, claims.exact, campaign)
      put(maps.byKey, claims.key, campaign)
      put(maps.byGlued, claims.glued, campaign)
    }
    if (!campaign.hasCandidate) continue
    for (const word of campaign.people.flat()) if (word.length > 1) put(maps.byWord, word, campaign)
  }
  return {
    scheme,
    isAutomatic: AUTOMATIC.has(scheme),
    hasCampaigns: entries.some(({ candidates }) => candidates.length > 0),
    ...maps,
    byOrganisation: byOrganisation(read),
  }
}

function put(map: Map<string, Set<Campaign>>, key: string, campaign: Campaign): void {
  const found = map.get(key)
  if (found === undefined) map.set(key, new Set([campaign]))
  else found.add(campaign)
}

function byOrganisation(entries: readonly ReadEntry[]): ReadonlyMap<string, readonly ReadEntry[]> {
  const found = new Map<string, ReadEntry[]>()
  for (const read of entries) {
    const organisation = exactForm(read.entry.facts['connected_organization'] ?? '')
    if (organisation === '' || organisation === 'none') continue
    found.set(organisation, [...(found.get(organisation) ?? []), read])
  }
  return found
}
