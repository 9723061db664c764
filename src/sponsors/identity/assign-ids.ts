import { claims } from './claims.ts'
import type { IdentityInput } from './identity-input.ts'

export type { HeldEntity, IdentityInput } from './identity-input.ts'

export type IdentityEvent<Id extends string> =
  | { readonly kind: 'merge'; readonly survivor: Id; readonly gone: readonly Id[]; readonly causes: readonly string[] }
  | { readonly kind: 'split'; readonly survivor: Id; readonly parts: readonly Id[]; readonly causes: readonly string[] }

export interface Identity<Id extends string> {
  /** The id of each group, in their order. */
  readonly ids: readonly Id[]
  readonly created: readonly { readonly id: Id; readonly splitFrom: Id | null }[]
  /** In use again under the id they had. */
  readonly revived: readonly Id[]
  readonly merged: readonly { readonly former: Id; readonly into: Id }[]
  readonly events: readonly IdentityEvent<Id>[]
}

/**
 * Gives groups their permanent ids. Each held entity goes where its registered part went, else where most is at stake,
 * else where most of its mentions are. Where several meet, the oldest stays and the others lead to it (on equal age, the
 * one with more mentions). What no entity went to is revived, if it was one before, or new. Causes are mentions that
 * were not held before, in the groups concerned.
 */
export function assignIds<Id extends string>(input: IdentityInput<Id>): Identity<Id> {
  const claimed = claims(input)
  const inUse = new Set([...claimed.values()].map(({ survivor }) => survivor))
  const made: Made<Id> = { created: [], revived: [] }
  const ids = input.groups.map((group, index) => claimed.get(index)?.survivor ?? another(group, { input, inUse, made }))
  const merged = [...claimed.values()].flatMap(({ survivor, gone }) =>
    gone.map((former) => ({ former, into: survivor })),
  )
  return { ids, ...made, merged, events: [...mergesOf(input, claimed), ...splitsOf(input, ids)] }
}

interface Made<Id extends string> {
  readonly created: { id: Id; splitFrom: Id | null }[]
  readonly revived: Id[]
}

interface Making<Id extends string> {
  readonly input: IdentityInput<Id>
  readonly inUse: Set<Id>
  readonly made: Made<Id>
}

/** The id of a group that no held entity went to. */
function another<Id extends string>(group: readonly string[], { input, inUse, made }: Making<Id>): Id {
  const before = mostFrequent(
    group.flatMap((mention) => [...(input.former.get(mention) ?? [])].filter((id) => !inUse.has(id))),
  )
  const id = before ?? input.newId()
  inUse.add(id)
  if (before === null)
    made.created.push({ id, splitFrom: mostFrequent(group.flatMap((mention) => heldId(input, mention))) })
  else made.revived.push(id)
  return id
}

function mergesOf<Id extends string>(
  { groups, held }: IdentityInput<Id>,
  claimed: ReadonlyMap<number, { readonly survivor: Id; readonly gone: readonly Id[] }>,
): readonly IdentityEvent<Id>[] {
  return [...claimed].flatMap(([index, { survivor, gone }]) => {
    const causes = (groups[index] ?? []).filter((mention) => !held.has(mention))
    return gone.length === 0 ? [] : [{ kind: 'merge' as const, survivor, gone, causes }]
  })
}

function splitsOf<Id extends string>(input: IdentityInput<Id>, ids: readonly Id[]): readonly IdentityEvent<Id>[] {
  const parts = new Map<Id, Map<Id, number>>()
  for (const [index, group] of input.groups.entries()) {
    const now = ids[index]
    if (now === undefined) continue
    for (const mention of group) {
      for (const was of heldId(input, mention)) parts.set(was, (parts.get(was) ?? new Map()).set(now, index))
    }
  }
  return [...parts].flatMap(([survivor, now]) => {
    if (now.size < 2) return []
    const causes = [...now.values()].flatMap((index) => input.groups[index] ?? []).filter((id) => !input.held.has(id))
    return [{ kind: 'split' as const, survivor, parts: [...now.keys()], causes }]
  })
}

function heldId<Id extends string>({ held }: IdentityInput<Id>, mention: string): readonly Id[] {
  const entity = held.get(mention)
  return entity === undefined ? [] : [entity.id]
}

/** On a tie the first. */
function mostFrequent<Id extends string>(ids: readonly Id[]): Id | null {
  const counts = new Map<Id, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  let best: Id | null = null
  for (const [id, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = id
  return best
}
