import type { Edge, Placement, Resolution } from '../resolution.ts'
import type { Grouped } from './grouped-profiles.ts'
import { queueOf } from './queue.ts'
import { reasonOf } from './reason.ts'
import { relationOf } from './relation.ts'
import { probability, type ScoredPair } from './scored-pair.ts'

/** The partition with what led to it: placements, edges, and the queue of what a person should look at. */
export function resolution(grouped: Grouped): Resolution {
  const groups = groupsOf(grouped)
  const edges = edgesOf(grouped)
  return { groups: groups.lists, placements: placementsOf(grouped, groups.indexOf), edges, queue: queueOf(grouped) }
}

function groupsOf({ mentions, nodeOf, roots }: Grouped) {
  const indexOf = new Map<number, number>()
  const lists: string[][] = []
  for (const { id } of mentions) {
    const root = roots[nodeOf.get(id) ?? 0] ?? 0
    const index = indexOf.get(root) ?? lists.length
    if (index === lists.length) {
      indexOf.set(root, index)
      lists.push([])
    }
    lists[index]?.push(id)
  }
  return { lists, indexOf }
}

function placementsOf(grouped: Grouped, indexOf: ReadonlyMap<number, number>): readonly Placement[] {
  const { mentions, nodeOf, roots } = grouped
  const best = bestInside(grouped)
  const sizes = new Map<number, number>()
  const same = new Map<number, number>()
  for (const { id } of mentions) {
    const node = nodeOf.get(id) ?? 0
    const root = roots[node] ?? 0
    sizes.set(root, (sizes.get(root) ?? 0) + 1)
    same.set(node, (same.get(node) ?? 0) + 1)
  }
  return mentions.map(({ id }) => {
    const node = nodeOf.get(id) ?? 0
    const root = roots[node] ?? 0
    const group = indexOf.get(root) ?? 0
    if ((sizes.get(root) ?? 0) === 1) return { mentionId: id, group, confidence: 1, reason: 'single' }
    const link = best.get(node)
    if (link === undefined) {
      const isCopy = (same.get(node) ?? 0) > 1
      return { mentionId: id, group, confidence: 1, reason: isCopy ? 'exact_payer_n2' : 'review_same' }
    }
    return { mentionId: id, group, confidence: probability(link.evidence.logit), reason: reasonOf(link.evidence) }
  })
}

/** The strongest link of each node within its group. */
function bestInside({ scored, roots }: Grouped): ReadonlyMap<number, ScoredPair> {
  const best = new Map<number, ScoredPair>()
  for (const pair of scored) {
    if (roots[pair.a] !== roots[pair.b]) continue
    if (!best.has(pair.a)) best.set(pair.a, pair)
    if (!best.has(pair.b)) best.set(pair.b, pair)
  }
  return best
}

function edgesOf({ mentions, nodeOf, scored, roots, profiles }: Grouped): readonly Edge[] {
  const first = new Map<number, string>()
  for (const { id } of mentions) {
    const node = nodeOf.get(id) ?? 0
    if (!first.has(node)) first.set(node, id)
  }
  return scored.flatMap(({ a, b, evidence }) => {
    const [left, right] = [profiles[a], profiles[b]]
    if (left === undefined || right === undefined) return []
    const relation = roots[a] === roots[b] ? 'same_as' : relationOf(left, right)
    const { features, vetoes, logit } = evidence
    return [{ a: first.get(a) ?? '', b: first.get(b) ?? '', relation, score: probability(logit), features, vetoes }]
  })
}
