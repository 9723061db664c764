import { assignIds, type Identity } from '../../sponsors/identity/assign-ids.ts'
import type { HeldEntity } from '../../sponsors/identity/identity-input.ts'
import { contentOf } from '../../sponsors/matching/profile.ts'
import { resolve } from '../../sponsors/matching/resolve.ts'
import type { Mention } from '../../sponsors/mention.ts'
import type { IdChange, Placement, RegistryNames } from '../../sponsors/resolution.ts'

/** What a step came to. */
export interface StepOutcome {
  /** Of every mention that has been brought by now, as it was brought last. */
  readonly placements: readonly Placement[]
  /** Entity id of each group. */
  readonly ids: readonly string[]
  readonly identity: Identity<string>
  /** Ids of mentions that this step brought or changed. */
  readonly fresh: ReadonlySet<string>
  /** Mentions whose account has another name than before, with the entity that is so renamed. */
  readonly renamed: readonly { readonly entity: string; readonly mention: string }[]
}

interface ReplayKnowledge {
  readonly registry: RegistryNames | null
  readonly idChanges: readonly IdChange[]
  readonly newId: () => string
}

interface Version {
  readonly key: string
  readonly mention: Mention
}

/**
 * An archive that grows step by step. A mention that is brought again with other words is a new one, and the former stays:
 * an archive forgets no name. What is held after a step is a function of all that was brought, and ids are what history
 * adds to it.
 */
export class ReplayState {
  readonly #knowledge: ReplayKnowledge
  /** Everything ever brought, by mention id and content. */
  readonly #versions = new Map<string, Version>()
  /** Which version of a mention is the last. */
  readonly #latest = new Map<string, string>()
  readonly #orders = new Map<string, number>()
  #held = new Map<string, HeldEntity<string>>()
  readonly #former = new Map<string, readonly string[]>()
  readonly #redirects = new Map<string, string>()

  constructor(knowledge: ReplayKnowledge) {
    this.#knowledge = knowledge
  }

  bring(mentions: readonly Mention[]): StepOutcome {
    const fresh = this.#keep(mentions)
    const versions = [...this.#versions.values()]
    const byKey = new Map(versions.map(({ key, mention }) => [key, mention]))
    const { registry, idChanges, newId } = this.#knowledge
    const found = resolve(
      versions.map(({ key, mention }) => ({ ...mention, id: key })),
      { registry, judgements: [], idChanges },
    )
    const identity = assignIds({
      ...{ groups: found.groups, held: this.#held, former: this.#former, newId },
      weightOf: (key) => byKey.get(key)?.weight ?? 0,
      isRegistered: (key) => (byKey.get(key)?.registryIds.length ?? 0) > 0,
    })
    this.#follow(found.groups, identity)
    const placed = new Map(found.placements.map((placement) => [placement.mentionId, placement]))
    const placements = [...this.#latest].flatMap(([id, key]) => {
      const placement = placed.get(key)
      return placement === undefined ? [] : [{ ...placement, mentionId: id }]
    })
    const renamed = renamesOf(placements, identity.ids, { versions, fresh, latest: this.#latest })
    return { placements, ids: identity.ids, identity, fresh, renamed }
  }

  /** Every id that was given and leads elsewhere now, to the end. */
  redirects(): readonly (readonly [former: string, id: string])[] {
    const last = (id: string): string => {
      let at = id
      for (let next = this.#redirects.get(at); next !== undefined; next = this.#redirects.get(at)) at = next
      return at
    }
    return [...this.#redirects.keys()].map((former) => [former, last(former)] as const)
  }

  #keep(mentions: readonly Mention[]): ReadonlySet<string> {
    const fresh = new Set<string>()
    for (const mention of mentions) {
      const key = `${mention.id}\n${contentOf(mention)}`
      if (this.#latest.get(mention.id) !== key) fresh.add(mention.id)
      this.#versions.set(key, { key, mention })
      this.#latest.set(mention.id, key)
    }
    return fresh
  }

  #follow(groups: readonly (readonly string[])[], identity: Identity<string>): void {
    for (const { former, into } of identity.merged) this.#redirects.set(former, into)
    for (const id of [...identity.revived, ...identity.ids]) this.#redirects.delete(id)
    const held = new Map<string, HeldEntity<string>>()
    for (const [index, group] of groups.entries()) {
      const id = identity.ids[index] ?? ''
      const order = this.#orders.get(id) ?? this.#orders.size
      this.#orders.set(id, order)
      for (const key of group) {
        const before = this.#held.get(key)
        if (before !== undefined && before.id !== id) {
          this.#former.set(key, [before.id, ...(this.#former.get(key) ?? [])])
        }
        held.set(key, { id, order })
      }
    }
    this.#held = held
  }
}

interface Renaming {
  readonly versions: readonly Version[]
  readonly fresh: ReadonlySet<string>
  readonly latest: ReadonlyMap<string, string>
}

/** An account that was known by another name alone until now. */
function renamesOf(placements: readonly Placement[], ids: readonly string[], { versions, fresh, latest }: Renaming) {
  const namesOf = new Map<string, Set<string>>()
  for (const { key, mention } of versions) {
    if (mention.accountId === '' || (fresh.has(mention.id) && latest.get(mention.id) === key)) continue
    const account = `${mention.platform} ${mention.accountId}`
    const names = namesOf.get(account) ?? new Set()
    for (const name of mention.accountNames) names.add(name)
    namesOf.set(account, names)
  }
  const byKey = new Map(versions.map((version) => [version.key, version.mention]))
  return placements.flatMap(({ mentionId, group }) => {
    const mention = byKey.get(latest.get(mentionId) ?? '')
    if (mention === undefined || !fresh.has(mentionId)) return []
    const known = namesOf.get(`${mention.platform} ${mention.accountId}`)
    const isNew = known !== undefined && known.size > 0 && mention.accountNames.some((name) => !known.has(name))
    return isNew ? [{ entity: ids[group] ?? '', mention: mentionId }] : []
  })
}
