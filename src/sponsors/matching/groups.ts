import type { Evidence } from './evidence.ts'
import { probability, type ScoredPair } from './scored-pair.ts'

/** Pairs that are looked at when two groups are to be joined; of larger ones a spread sample. */
const LOOKED_AT = 20
/** Two groups are joined only where their accounts are, on average, so likely of one sponsor. */
const LEAST_AVERAGE = 0.25
/** Where each of two groups is on platforms of its own. */
const LEAST_ACROSS = 0.04

export interface GroupingInput {
  readonly count: number
  /** Pairs that may be joined, the most probable first. */
  readonly pairs: readonly ScoredPair[]
  /** Pairs that may be joined only where neither group is on a platform of the other: a sponsor has one name on each. */
  readonly across: readonly ScoredPair[]
  readonly platformOf: (at: number) => string
  readonly forced: readonly (readonly [number, number])[]
  readonly forbidden: readonly (readonly [number, number])[]
  readonly compare: (a: number, b: number) => Evidence
  /** Profiles of one unit speak for each other: what one has in common with a group, all have. */
  readonly unitOf: (at: number) => number
}

/** Constrained average linkage: the group of each profile, as the lowest index in it. */
export function grouped(input: GroupingInput): Int32Array {
  const groups = new Groups(input)
  for (const [a, b] of input.forced) groups.force(a, b)
  for (const { a, b } of input.pairs) groups.join(a, b)
  for (const { a, b } of input.across) {
    if (groups.areComplements(a, b, input.platformOf)) groups.join(a, b, LEAST_ACROSS)
  }
  return groups.roots()
}

class Groups {
  readonly #root: Int32Array
  readonly #members = new Map<number, number[]>()
  readonly #forbidden = new Map<number, Set<number>>()
  readonly #compare: GroupingInput['compare']
  readonly #unitOf: GroupingInput['unitOf']

  constructor({ count, forbidden, compare, unitOf }: GroupingInput) {
    this.#root = Int32Array.from({ length: count }, (_, at) => at)
    this.#compare = compare
    this.#unitOf = unitOf
    for (const [a, b] of forbidden) {
      this.#forbidden.set(a, (this.#forbidden.get(a) ?? new Set()).add(b))
      this.#forbidden.set(b, (this.#forbidden.get(b) ?? new Set()).add(a))
    }
  }

  /** A person's word: it outranks every rule but another person's word. */
  force(a: number, b: number): void {
    if (!this.#isForbidden(this.#of(a), this.#of(b))) this.#unite(a, b)
  }

  join(a: number, b: number, least = LEAST_AVERAGE): void {
    const [left, right] = [this.#of(a), this.#of(b)]
    if (left === right || this.#isForbidden(left, right)) return
    if (this.#mayJoin(left, right, least)) this.#unite(a, b)
  }

  areComplements(a: number, b: number, platformOf: (at: number) => string): boolean {
    const platforms = new Set(this.#of(a).map(platformOf))
    return !this.#of(b).some((at) => platforms.has(platformOf(at)))
  }

  roots(): Int32Array {
    return this.#root
  }

  #of(at: number): readonly number[] {
    const root = this.#root[at] ?? at
    const members = this.#members.get(root)
    if (members !== undefined) return members
    const alone = [root]
    this.#members.set(root, alone)
    return alone
  }

  #isForbidden(left: readonly number[], right: readonly number[]): boolean {
    if (this.#forbidden.size === 0) return false
    const others = new Set(right)
    return left.some((at) => [...(this.#forbidden.get(at) ?? [])].some((rival) => others.has(rival)))
  }

  #mayJoin(left: readonly number[], right: readonly number[], least: number): boolean {
    const units = new Map<string, number>()
    for (const a of spread(left)) {
      for (const b of spread(right)) {
        const { logit, vetoes, isConflict } = this.#compare(a, b)
        if (vetoes.length > 0 || isConflict) return false
        const unit = `${this.#unitOf(a)} ${this.#unitOf(b)}`
        units.set(unit, Math.max(units.get(unit) ?? 0, probability(logit)))
      }
    }
    let sum = 0
    for (const chance of units.values()) sum += chance
    return sum >= least * units.size
  }

  #unite(a: number, b: number): void {
    const [left, right] = [this.#root[a] ?? a, this.#root[b] ?? b]
    if (left === right) return
    const [kept, gone] = left < right ? [left, right] : [right, left]
    const members = [...this.#of(kept), ...this.#of(gone)]
    for (const at of this.#of(gone)) this.#root[at] = kept
    this.#members.set(kept, members)
    this.#members.delete(gone)
  }
}

function spread(members: readonly number[]): readonly number[] {
  if (members.length <= LOOKED_AT) return members
  const step = members.length / LOOKED_AT
  return Array.from({ length: LOOKED_AT }, (_, index) => members[Math.floor(index * step)] ?? 0)
}
