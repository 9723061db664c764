import type { Link } from './link.ts'
import type { MentionClaims } from './mention-claims.ts'
import type { RegistryIndex } from './registry-index.ts'

/** How often a body that a committee says it belongs to is the one of that name. */
const ONE_COMMITTEE = 0.9

/** The payer is the organisation that a record says it belongs to: affiliated, never the same. Null where it is none. */
export function affiliation(
  { byOrganisation, isAutomatic }: RegistryIndex,
  { payers }: MentionClaims,
): Omit<Link, 'mentionId' | 'scheme'> | null {
  const entries = payers.flatMap(({ exact }) => byOrganisation.get(exact) ?? [])
  const [first] = entries
  if (first === undefined) return null
  const score = ONE_COMMITTEE / entries.length
  return {
    ...{ registryId: first.entry.id, relation: 'affiliated_with', confidence: score },
    decision: entries.length === 1 && isAutomatic ? 'auto' : 'review',
    reason: entries.length === 1 ? 'registry_alias' : 'registry_alias;veto:V8',
    candidates: entries.slice(0, 5).map(({ entry }) => ({ id: entry.id, score })),
  }
}
