import type { HeldEntity, IdentityInput } from './identity-input.ts'

/** Which entity keeps a group, and which others led there. */
export interface Claim<Id extends string> {
  readonly survivor: Id
  readonly gone: readonly Id[]
}

interface Part {
  readonly group: number
  mentions: number
  weight: number
  isRegistered: boolean
}

/** By index of the group; groups to which no held entity went are not there. */
export function claims<Id extends string>(input: IdentityInput<Id>): ReadonlyMap<number, Claim<Id>> {
  const parts = partsOf(input)
  const entities = new Map([...input.held.values()].map((entity) => [entity.id, entity]))
  const claimants = new Map<number, { entity: HeldEntity<Id>; mentions: number }[]>()
  for (const [id, of] of parts) {
    const [best] = [...of.values()].sort(byRight)
    const entity = entities.get(id)
    if (best === undefined || entity === undefined) continue
    const mentions = [...of.values()].reduce((sum, part) => sum + part.mentions, 0)
    claimants.set(best.group, [...(claimants.get(best.group) ?? []), { entity, mentions }])
  }
  return new Map(
    [...claimants].flatMap(([group, all]) => {
      const [first, ...others] = all.sort((a, b) => a.entity.order - b.entity.order || b.mentions - a.mentions)
      return first === undefined
        ? []
        : [[group, { survivor: first.entity.id, gone: others.map(({ entity }) => entity.id) }] as const]
    }),
  )
}

function partsOf<Id extends string>({ groups, held, weightOf, isRegistered }: IdentityInput<Id>) {
  const parts = new Map<Id, Map<number, Part>>()
  for (const [group, mentions] of groups.entries()) {
    for (const mention of mentions) {
      const entity = held.get(mention)
      if (entity === undefined) continue
      const of = parts.get(entity.id) ?? new Map<number, Part>()
      const part = of.get(group) ?? { group, mentions: 0, weight: 0, isRegistered: false }
      part.mentions++
      part.weight += weightOf(mention)
      part.isRegistered ||= isRegistered(mention)
      parts.set(entity.id, of.set(group, part))
    }
  }
  return parts
}

function byRight(a: Part, b: Part): number {
  return (
    Number(b.isRegistered) - Number(a.isRegistered) ||
    b.weight - a.weight ||
    b.mentions - a.mentions ||
    a.group - b.group
  )
}
