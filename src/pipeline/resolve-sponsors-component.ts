import { Problem } from '../domain/errors.ts'
import type { SponsorId } from '../domain/ids.ts'
import type { Standing } from '../domain/review.ts'
import type { HeldMentions, NewEvent, NewPlacement, Pair, ReviewStore, SponsorChanges } from '../ports/sponsor-store.ts'
import { resolve } from '../sponsors/matching/resolve.ts'
import { RULE_VERSION } from '../sponsors/matching/weights.ts'
import type { Mention } from '../sponsors/mention.ts'
import type { Judgement, RegistryNames, Resolution } from '../sponsors/resolution.ts'
import { changesOf } from './resolve-sponsors-changes.ts'
import { claimsOf } from './resolve-sponsors-claims.ts'
import { sponsorName } from './resolve-sponsors-naming.ts'

/** What follows of a word, and the moment of which that is thought. */
export interface WordChanges {
  readonly stamp: string
  readonly changes: SponsorChanges
}

export interface WordAsked {
  readonly review: Pick<ReviewStore, 'placementsBefore'>
  readonly registryAround: (mentions: readonly Mention[]) => Promise<RegistryNames | null>
  readonly newId: () => SponsorId
  /** All that belongs to the sponsors of the two. */
  readonly held: HeldMentions
  readonly pair: Pair
  /** What holds from now on; null: nothing any more. */
  readonly verdict: Standing['verdict']
  readonly event: NewEvent
}

const NOTHING: SponsorChanges = {
  ruleVersion: RULE_VERSION,
  ...{ placements: [], described: [], created: [], merged: [], revived: [], events: [] },
  ...{ edges: null, queue: null, claims: null, relations: null, persons: [], keys: [] },
}

/** The word is kept and told; who belongs to whom stays. */
export function withoutChange(held: HeldMentions, event: NewEvent): WordChanges {
  return { stamp: held.stamp, changes: { ...NOTHING, described: describedAsHeld(held), events: [event] } }
}

/** So that what hangs on a sponsor's words, its relations, is looked at anew. */
function describedAsHeld({ sponsors, placements }: HeldMentions): SponsorChanges['described'] {
  const inUse = new Set([...placements.values()].map(({ sponsor }) => sponsor))
  return [...inUse].flatMap((id) => {
    const held = sponsors.get(id)
    return held === undefined ? [] : [{ id, name: held.name, type: held.type }]
  })
}

/**
 * Who belongs to whom, once another verdict holds of a pair. What is taken back, and has moved nothing else since, leaves
 * everything just as it was; all else is thought of anew, for these sponsors alone.
 * @throws {Problem} `request.invalid` where another word forbids it
 */
export async function afterWord(asked: WordAsked): Promise<WordChanges> {
  const { held, pair, verdict, event, review } = asked
  const ids = held.mentions.map(({ id }) => id)
  const before = verdict === null ? await review.placementsBefore(pair, ids) : null
  const changes = before === null ? await thoughtAnew(asked) : asItWas(held, before)
  return { stamp: held.stamp, changes: { ...NOTHING, ...changes, events: [event, ...changes.events] } }
}

async function thoughtAnew({ held, pair, verdict, registryAround, newId }: WordAsked) {
  const isThisPair = ({ a, b }: Pair) => (a === pair.a && b === pair.b) || (a === pair.b && b === pair.a)
  const others = held.judgements.filter((judgement) => !isThisPair(judgement))
  const judgements = verdict === null ? others : [...others, { ...pair, verdict }]
  const registry = await registryAround(held.mentions)
  const resolution = resolve(held.mentions, { registry, judgements, idChanges: held.idChanges })
  if (verdict !== null && !areKept(judgements, resolution)) throw new Problem('request.invalid', CONTRADICTED)
  const claims = claimsOf(held.mentions, [], new Map())
  return changesOf({ held, resolution, claims, entries: new Map(), keepsTypes: true, newId })
}

const CONTRADICTED =
  'Another judgement says otherwise of these two, by way of others: undo that first, or say what is wrong with it.'

/** Whether every word holds: a run passes over one that others contradict. */
function areKept(judgements: readonly Judgement[], { groups }: Pick<Resolution, 'groups'>): boolean {
  const groupOf = new Map(groups.flatMap((mentions, group) => mentions.map((id) => [id, group] as const)))
  return judgements.every(({ a, b, verdict }) => {
    const [one, other] = [groupOf.get(a), groupOf.get(b)]
    return one === undefined || other === undefined || (one === other) === (verdict === 'same')
  })
}

/** Every mention goes back where it was, and every sponsor to the id that it had. */
function asItWas(held: HeldMentions, before: readonly NewPlacement[]) {
  const now = new Set([...held.placements.values()].map(({ sponsor }) => sponsor))
  const then = new Map<SponsorId, string[]>()
  for (const { sponsor, mentionId } of before) then.set(sponsor, [...(then.get(sponsor) ?? []), mentionId])
  const whereTo = new Map(before.map(({ mentionId, sponsor }) => [mentionId, sponsor]))
  const merged = [...now]
    .filter((id) => !then.has(id))
    .map((former) => ({ former, into: mostOf(held, former, whereTo) }))
  const mentions = new Map(held.mentions.map((mention) => [mention.id, mention]))
  return {
    placements: before,
    described: [...then].map(([id, ids]) => ({
      id,
      name: sponsorName(ids.flatMap((mention) => mentions.get(mention) ?? [])),
      type: held.sponsors.get(id)?.type ?? ('unknown' as const),
    })),
    merged,
    revived: [...then.keys()].filter((id) => !now.has(id)),
    events: [] as NewEvent[],
  }
}

/** Where most of a sponsor's mentions go. */
function mostOf({ placements }: HeldMentions, former: SponsorId, whereTo: ReadonlyMap<string, SponsorId>): SponsorId {
  const counts = new Map<SponsorId, number>()
  for (const [mention, { sponsor }] of placements) {
    const into = whereTo.get(mention)
    if (sponsor === former && into !== undefined) counts.set(into, (counts.get(into) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  if (most === undefined) throw new Error(`sponsor ${former} has no mention`)
  return most[0]
}
