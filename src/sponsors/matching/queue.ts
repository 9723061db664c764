import type { QueuedPair } from '../resolution.ts'
import type { Grouped } from './grouped-profiles.ts'
import { reasonOf } from './reason.ts'
import { relationOf } from './relation.ts'
import { probability, type ScoredPair } from './scored-pair.ts'

/** From this probability on, a pair is worth a person's look. */
const ASKED_FROM = 0.04

interface Asked {
  readonly pair: ScoredPair
  readonly worth: number
}

/**
 * What a person should look at, the most worthwhile first: spend at stake × uncertainty × how many mentions hang on it.
 * Two groups are asked about once, by their strongest pair; what somebody has judged is not asked again.
 */
export function queueOf(grouped: Grouped): readonly QueuedPair[] {
  const asked = askedOf(grouped).sort((x, y) => y.worth - x.worth || x.pair.a - y.pair.a || x.pair.b - y.pair.b)
  const first = firstMentions(grouped)
  return asked.flatMap(({ pair: { a, b, evidence } }) => {
    const [left, right] = [grouped.profiles[a], grouped.profiles[b]]
    if (left === undefined || right === undefined) return []
    const { features, vetoes, logit } = evidence
    const edge = { a: first.get(a) ?? '', b: first.get(b) ?? '', relation: relationOf(left, right), features, vetoes }
    return [{ ...edge, score: probability(logit), reason: reasonOf(evidence) }]
  })
}

/** One pair for two groups, the strongest; `scored` comes in that order. */
function askedOf(grouped: Grouped): Asked[] {
  const { scored, roots, judged } = grouped
  const sizes = groupSizes(grouped)
  const settled = new Set(judged.apart.map(([a, b]) => groupPair(roots[a] ?? a, roots[b] ?? b)))
  const asked: Asked[] = []
  for (const pair of scored) {
    const [left, right] = [roots[pair.a] ?? pair.a, roots[pair.b] ?? pair.b]
    const key = groupPair(left, right)
    if (left === right || settled.has(key)) continue
    const chance = chanceOf(grouped, pair)
    if (chance < ASKED_FROM) continue
    settled.add(key)
    const centrality = Math.sqrt((sizes.get(left) ?? 1) * (sizes.get(right) ?? 1))
    asked.push({ pair, worth: stake(grouped, pair) * chance * centrality })
  }
  return asked
}

/** Of each node, the mention that stands for it. */
function firstMentions({ mentions, nodeOf }: Grouped): ReadonlyMap<number, string> {
  const first = new Map<number, string>()
  for (const { id } of mentions) {
    const node = nodeOf.get(id) ?? 0
    if (!first.has(node)) first.set(node, id)
  }
  return first
}

function groupSizes({ mentions, nodeOf, roots }: Grouped): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>()
  for (const { id } of mentions) {
    const root = roots[nodeOf.get(id) ?? 0] ?? 0
    sizes.set(root, (sizes.get(root) ?? 0) + 1)
  }
  return sizes
}

function groupPair(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}

/** How likely a person will say “same”: a veto makes it less so, and what was only ambiguous is half open. */
function chanceOf({ ambiguous }: Grouped, pair: ScoredPair): number {
  const { logit, vetoes, isConflict } = pair.evidence
  if (vetoes.includes('V1') || isConflict) return 0
  const chance = probability(logit)
  if (ambiguous.has(pair)) return Math.min(chance, 0.5)
  return vetoes.length === 0 ? chance : chance * VETOED[vetoes.length > 1 ? 'twice' : 'once']
}

const VETOED = { once: 0.15, twice: 0.02 }

/** Grows slowly with what is known to be spent. */
function stake({ profiles }: Grouped, { a, b }: ScoredPair): number {
  const least = Math.min(profiles[a]?.weight ?? 0, profiles[b]?.weight ?? 0)
  return 1 + Math.log10(1 + least)
}
