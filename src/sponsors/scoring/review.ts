import { share } from './figure.ts'
import type { Placed } from './partition.ts'

/** Two mentions that a reviewer would be shown, in the order of showing. */
export interface QueuedMentions {
  readonly a: string
  readonly b: string
}

export interface Reviewed {
  /** The partition after a reviewer who always answers rightly. */
  readonly placed: readonly Placed[]
  readonly rowsRead: number
  /** Distinct mentions named in the rows read, as a share of all. */
  readonly mentionsQueued: number | null
  /** How many of the rows read were one sponsor. */
  readonly yield: number | null
}

/**
 * Walks down the queue: where both mentions are of one sponsor, the two automatic ones are joined as they then stand.
 * It ends before the row with which the mentions named so far would be more than `limit` (0–1) of all.
 */
export function reviewed(placed: readonly Placed[], queue: readonly QueuedMentions[], limit: number): Reviewed {
  const byId = new Map(placed.map((each) => [each.id, each]))
  const joined = new Map<string, string>()
  const named = new Set<string>()
  let rowsRead = 0
  let joins = 0
  for (const { a, b } of queue) {
    const [one, other] = [byId.get(a), byId.get(b)]
    if (one === undefined || other === undefined) continue
    if (new Set([...named, a, b]).size > limit * placed.length) break
    named.add(a).add(b)
    rowsRead++
    if (one.gold !== other.gold) continue
    joins++
    join(joined, one.found, other.found)
  }
  return {
    placed: placed.map((each) => ({ ...each, found: root(joined, each.found) })),
    rowsRead,
    mentionsQueued: share(named.size, placed.length),
    yield: share(joins, rowsRead),
  }
}

function join(joined: Map<string, string>, a: string, b: string): void {
  const [from, to] = [root(joined, a), root(joined, b)]
  if (from !== to) joined.set(from, to)
}

function root(joined: ReadonlyMap<string, string>, found: string): string {
  let at = found
  for (let next = joined.get(at); next !== undefined; next = joined.get(at)) at = next
  return at
}
