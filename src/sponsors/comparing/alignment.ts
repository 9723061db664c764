import { isAdjectiveOf, likeness } from './letters.ts'
import { type Part, WEIGHTS } from './part.ts'

export interface Aligned {
  readonly pairs: readonly PartPair[]
  /** Parts of either name that have no counterpart in the other. */
  readonly onlyA: readonly Part[]
  readonly onlyB: readonly Part[]
  /** 0–1: how much of both names is met by the other, by weight. */
  readonly overlap: number
  readonly isReordered: boolean
}

export interface PartPair {
  readonly a: Part
  readonly b: Part
  /** 0–1. */
  readonly likeness: number
}

/** 0–1: 1 the same, 0 nothing in common. */
export type Likeness = (a: Part, b: Part) => number

interface Candidate extends PartPair {
  readonly indexA: number
  readonly indexB: number
}

/** Finds for each part its counterpart in the other name, the likest first; each part has at most one. */
export function aligned(a: readonly Part[], b: readonly Part[], alike: Likeness = partLikeness): Aligned {
  const taken = { a: new Set<number>(), b: new Set<number>() }
  const pairs: Candidate[] = []
  for (const candidate of candidatesOf(a, b, alike)) {
    if (taken.a.has(candidate.indexA) || taken.b.has(candidate.indexB)) continue
    taken.a.add(candidate.indexA)
    taken.b.add(candidate.indexB)
    pairs.push(candidate)
  }
  return {
    pairs,
    onlyA: a.filter((_, index) => !taken.a.has(index)),
    onlyB: b.filter((_, index) => !taken.b.has(index)),
    overlap: overlapOf(a, b, pairs),
    isReordered: isReordered(pairs),
  }
}

function candidatesOf(a: readonly Part[], b: readonly Part[], alike: Likeness): Candidate[] {
  const candidates: Candidate[] = []
  for (const [indexA, partA] of a.entries()) {
    for (const [indexB, partB] of b.entries()) {
      const found = alike(partA, partB)
      if (found > 0) candidates.push({ a: partA, b: partB, indexA, indexB, likeness: found })
    }
  }
  const gap = ({ indexA, indexB }: Candidate) => Math.abs(indexA - indexB)
  return candidates.sort((x, y) => y.likeness - x.likeness || gap(x) - gap(y) || x.indexA - y.indexA)
}

/** For names of bodies. Common words, countries and numbers are what they are or they are something else. */
export function partLikeness(a: Part, b: Part): number {
  if (a.meaning === b.meaning) return a.text === b.text ? 1 : 0.95
  if (a.isLetters || b.isLetters) return a.text === b.text ? 1 : 0
  if (isFixed(a) && isFixed(b)) return 0
  if (a.kind === 'small' || b.kind === 'small' || a.kind === 'number' || b.kind === 'number') return 0
  if (a.kind === 'word' && b.kind === 'word' && isAdjectiveOf(a.text, b.text)) return 0.9
  return likeness(a.text, b.text)
}

function isFixed({ kind }: Part): boolean {
  return kind !== 'word'
}

function overlapOf(a: readonly Part[], b: readonly Part[], pairs: readonly PartPair[]): number {
  const weight = (parts: readonly Part[]) => parts.reduce((sum, { kind }) => sum + WEIGHTS[kind], 0)
  const met = pairs.reduce((sum, pair) => sum + (WEIGHTS[pair.a.kind] + WEIGHTS[pair.b.kind]) * pair.likeness, 0)
  const whole = weight(a) + weight(b)
  return whole === 0 ? 0 : met / whole
}

function isReordered(pairs: readonly Candidate[]): boolean {
  const inOrder = pairs.filter(({ a }) => a.kind !== 'small').toSorted((x, y) => x.indexA - y.indexA)
  return inOrder.some(({ indexB }, index) => indexB < (inOrder[index - 1]?.indexB ?? -1))
}
