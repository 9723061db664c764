import type { SponsorId } from '../domain/ids.ts'
import type { HeldMentions, NewEvent, SponsorChanges } from '../ports/sponsor-store.ts'
import { assignIds, type Identity } from '../sponsors/identity/assign-ids.ts'
import type { HeldEntity } from '../sponsors/identity/identity-input.ts'
import type { Edge } from '../sponsors/resolution.ts'

export interface IdsAsked {
  readonly held: HeldMentions
  readonly groups: readonly (readonly string[])[]
  readonly edges: readonly Edge[]
  readonly isRegistered: (mentionId: string) => boolean
  readonly newId: () => SponsorId
}

export interface GivenIds extends Pick<SponsorChanges, 'created' | 'merged' | 'revived' | 'events'> {
  /** Of each group, in their order. */
  readonly ids: readonly SponsorId[]
}

/**
 * Gives groups their permanent ids. A mention whose sponsor was merged away counts as that sponsor's still: where the two
 * part again, each has the id that it had, and nothing is new.
 */
export function givenIds({ held, groups, edges, isRegistered, newId }: IdsAsked): GivenIds {
  const weights = new Map(held.mentions.map(({ id, weight }) => [id, weight ?? 0]))
  const homes = homesOf(held)
  const identity = assignIds({
    groups,
    held: homes,
    former: new Map([...held.placements].map(([mention, { former }]) => [mention, former])),
    weightOf: (id) => weights.get(id) ?? 0,
    ...{ isRegistered, newId },
  })
  const isMerged = (id: SponsorId) => (held.sponsors.get(id)?.mergedInto ?? null) !== null
  const revived = [...new Set([...identity.revived, ...identity.ids.filter(isMerged)])]
  const merged = identity.merged.filter(({ former }) => !isMerged(former))
  return {
    ids: identity.ids,
    created: identity.created,
    ...{ merged, revived },
    events: [
      ...merges(identity, isMerged, evidenceOf(held, groups, edges)),
      ...splits(identity),
      ...returns(held, revived),
      ...creations(identity, groups),
    ],
  }
}

/** Newer than all that are in use: what was merged stays merged, whoever has more mentions by now. */
const MERGED_AWAY = Number.MAX_SAFE_INTEGER

/** Whose each mention is at heart: its sponsor's, or that of the one which this sponsor has swallowed. */
function homesOf({ placements, sponsors, mentions }: HeldMentions): ReadonlyMap<string, HeldEntity<SponsorId>> {
  const homes = new Map<string, { readonly home: SponsorId; readonly sponsor: SponsorId }>()
  const natives = new Set<SponsorId>()
  for (const { id } of mentions) {
    const placed = placements.get(id)
    if (placed === undefined) continue
    const { sponsor, former } = placed
    const home = former.find((each) => leadsTo(sponsors, each, sponsor)) ?? sponsor
    if (home === sponsor) natives.add(sponsor)
    homes.set(id, { home, sponsor })
  }
  return new Map(
    [...homes].map(([mention, { home, sponsor }]) => {
      const id = natives.has(sponsor) ? home : sponsor
      return [mention, { id, order: id === sponsor ? (sponsors.get(id)?.madeAt ?? 0) : MERGED_AWAY }]
    }),
  )
}

/** Whether a sponsor was merged into that other one, directly or by way of others. */
function leadsTo(sponsors: HeldMentions['sponsors'], former: SponsorId, id: SponsorId): boolean {
  let at = sponsors.get(former)?.mergedInto ?? null
  while (at !== null && at !== id) at = sponsors.get(at)?.mergedInto ?? null
  return at === id
}

type Evidence = (survivor: SponsorId, gone: SponsorId) => Edge | null

/** The strongest pair across two sponsors of before. */
function evidenceOf(held: HeldMentions, groups: readonly (readonly string[])[], edges: readonly Edge[]): Evidence {
  const groupOf = new Map(groups.flatMap((mentions, group) => mentions.map((id) => [id, group] as const)))
  const best = new Map<string, Edge>()
  for (const edge of edges) {
    const [a, b] = [held.placements.get(edge.a)?.sponsor, held.placements.get(edge.b)?.sponsor]
    if (a === undefined || b === undefined || a === b || groupOf.get(edge.a) !== groupOf.get(edge.b)) continue
    const key = a < b ? `${a} ${b}` : `${b} ${a}`
    const known = best.get(key)
    if (known === undefined || known.score < edge.score) best.set(key, edge)
  }
  return (a, b) => best.get(a < b ? `${a} ${b}` : `${b} ${a}`) ?? null
}

/** Who did what runs by itself. */
export const OURSELVES = 'paidfor'
/** As many mentions stand for all in an event. */
const MOST_NAMED = 20

function merges(identity: Identity<SponsorId>, isMerged: (id: SponsorId) => boolean, evidence: Evidence): NewEvent[] {
  return identity.events.flatMap((event) => {
    if (event.kind !== 'merge') return []
    const gone = event.gone.filter((id) => !isMerged(id))
    return gone.map((id) => {
      const edge = evidence(event.survivor, id)
      const told = edge === null ? {} : { a: edge.a, b: edge.b, score: edge.score, features: edge.features }
      return {
        kind: 'merge' as const,
        sponsors: [event.survivor, id],
        actor: OURSELVES,
        reason: edge === null ? 'by_way_of_others' : Object.keys(edge.features).join(';') || 'review_same',
        evidence: { ...told, causes: event.causes.slice(0, MOST_NAMED) },
      }
    })
  })
}

function splits(identity: Identity<SponsorId>): NewEvent[] {
  return identity.events.flatMap((event) =>
    event.kind !== 'split'
      ? []
      : [
          {
            kind: 'split' as const,
            sponsors: [event.survivor, ...event.parts.filter((id) => id !== event.survivor)],
            actor: OURSELVES,
            reason: 'no_longer_one',
            evidence: { causes: event.causes.slice(0, MOST_NAMED) },
          },
        ],
  )
}

/** A merge that came apart again. */
function returns({ sponsors }: HeldMentions, revived: readonly SponsorId[]): NewEvent[] {
  return revived.map((id) => {
    const into = sponsors.get(id)?.mergedInto ?? null
    const evidence = { returned: id }
    const both = into === null ? [id] : [into, id]
    return { kind: 'split', sponsors: both, actor: OURSELVES, reason: 'merge_came_apart', evidence }
  })
}

function creations(identity: Identity<SponsorId>, groups: readonly (readonly string[])[]): NewEvent[] {
  const groupOf = new Map(identity.ids.map((id, group) => [id, groups[group] ?? []]))
  return identity.created.map(({ id, splitFrom }) => ({
    kind: 'create',
    sponsors: [id],
    actor: OURSELVES,
    reason: splitFrom === null ? 'new_mentions' : 'split_off',
    evidence: { mentions: (groupOf.get(id) ?? []).slice(0, MOST_NAMED) },
  }))
}
