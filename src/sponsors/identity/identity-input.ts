/** An entity that has an id already. */
export interface HeldEntity<Id extends string> {
  readonly id: Id
  /** The smaller, the older. */
  readonly order: number
}

export interface IdentityInput<Id extends string> {
  /** Mention ids of each new group; every mention in one group. */
  readonly groups: readonly (readonly string[])[]
  /** Entity of each mention that has one. */
  readonly held: ReadonlyMap<string, HeldEntity<Id>>
  /** Entities that a mention belonged to before and that were merged away since, the latest first. */
  readonly former: ReadonlyMap<string, readonly Id[]>
  /** What is at stake with a mention; spend, where it is known, and 0 else. */
  readonly weightOf: (mentionId: string) => number
  /** Whether a registry's id holds a mention: a split leaves the id there. */
  readonly isRegistered: (mentionId: string) => boolean
  /** A new id, never given before. */
  readonly newId: () => Id
}
