import type { SponsorId } from '../domain/ids.ts'
import type { HeldMentions, NewClaim, NewPlacement, SponsorChanges } from '../ports/sponsor-store.ts'
import { RULE_VERSION } from '../sponsors/matching/weights.ts'
import type { Placement, Resolution } from '../sponsors/resolution.ts'
import type { EntriesById } from './resolve-sponsors-claims.ts'
import { registeredMentions } from './resolve-sponsors-claims.ts'
import { givenIds } from './resolve-sponsors-ids.ts'
import { sponsorName, sponsorType } from './resolve-sponsors-naming.ts'

export interface Resolved {
  readonly held: HeldMentions
  readonly resolution: Pick<Resolution, 'groups' | 'placements' | 'edges'>
  readonly claims: readonly NewClaim[]
  readonly entries: EntriesById
  /** Whether a sponsor stays what a registry called it before: where registries are not asked again. */
  readonly keepsTypes: boolean
  readonly newId: () => SponsorId
}

/** What becomes of sponsors when mentions are in these groups: ids, names, places, and what happened. */
export function changesOf(
  resolved: Resolved,
): Pick<SponsorChanges, 'ruleVersion' | 'placements' | 'described' | 'created' | 'merged' | 'revived' | 'events'> {
  const { held, resolution, claims, newId } = resolved
  const { groups, edges, placements } = resolution
  const registered = registeredMentions(claims)
  const { ids, ...given } = givenIds({ held, groups, edges, newId, isRegistered: (id) => registered.has(id) })
  return {
    ruleVersion: RULE_VERSION,
    placements: placements.flatMap((placement) => placed(placement, ids)),
    described: described(resolved, ids),
    ...given,
  }
}

function placed({ mentionId, group, confidence, reason }: Placement, ids: readonly SponsorId[]): NewPlacement[] {
  const sponsor = ids[group]
  if (sponsor === undefined) return []
  const method = reason.split(';').includes('review_same') ? 'review' : 'auto'
  return [{ mentionId, sponsor, method, confidence, reason }]
}

function described({ held, resolution, claims, entries, keepsTypes }: Resolved, ids: readonly SponsorId[]) {
  const mentions = new Map(held.mentions.map((mention) => [mention.id, mention]))
  const types = typesOf(claims, entries)
  return resolution.groups.flatMap((group, index) => {
    const id = ids[index]
    if (id === undefined) return []
    const own = group.map((mention) => mentions.get(mention)).filter((mention) => mention !== undefined)
    const name = sponsorName(own)
    const told = group.flatMap((mention) => types.get(mention) ?? [])
    const before = keepsTypes ? (held.sponsors.get(id)?.type ?? 'unknown') : 'unknown'
    return [{ id, name, type: before === 'unknown' ? sponsorType(name, told) : before }]
  })
}

/** What registries call the bodies that mentions are. */
function typesOf(claims: readonly NewClaim[], entries: EntriesById): ReadonlyMap<string, readonly string[]> {
  const types = new Map<string, string[]>()
  for (const { mentionId, scheme, value, relation, confidence } of claims) {
    const type = entries.get(`${scheme}:${value}`)?.type
    if (type === undefined || relation !== 'same_as' || confidence < 0.5) continue
    types.set(mentionId, [...(types.get(mentionId) ?? []), type])
  }
  return types
}
