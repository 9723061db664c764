import type { ScoredPair } from './scored-pair.ts'

/** How much stronger one of two rival links must be to stand. */
const MARGIN = 1

/**
 * A mention that is known by one word (“Smith for Congress”) and fits two persons who are not each other belongs to
 * neither by that word alone. Gives the pairs that must not be joined so: both rivals where they are about equal, else the
 * weaker.
 */
export function ambiguousPairs(
  pairs: readonly ScoredPair[],
  areApart: (a: number, b: number) => boolean,
): ReadonlySet<ScoredPair> {
  const byNode = new Map<number, ScoredPair[]>()
  for (const pair of pairs) {
    if (!pair.evidence.isOneWord || pair.evidence.features['exact_account'] !== undefined) continue
    for (const node of [pair.a, pair.b]) {
      const known = byNode.get(node)
      if (known === undefined) byNode.set(node, [pair])
      else known.push(pair)
    }
  }
  const ambiguous = new Set<ScoredPair>()
  for (const [node, rivals] of byNode) {
    for (const pair of rivalsAmong(node, rivals.slice(0, MOST_RIVALS), areApart)) ambiguous.add(pair)
  }
  return ambiguous
}

const MOST_RIVALS = 40

function rivalsAmong(
  node: number,
  pairs: readonly ScoredPair[],
  areApart: (a: number, b: number) => boolean,
): readonly ScoredPair[] {
  const other = ({ a, b }: ScoredPair) => (a === node ? b : a)
  return pairs.filter((pair) =>
    pairs.some(
      (rival) =>
        rival !== pair && rival.evidence.logit > pair.evidence.logit - MARGIN && areApart(other(pair), other(rival)),
    ),
  )
}
