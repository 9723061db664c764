import type { Evidence } from './evidence.ts'

/** Two profiles by index, the smaller first, and what speaks for and against their being one. */
export interface ScoredPair {
  readonly a: number
  readonly b: number
  readonly evidence: Evidence
}

/** 0–1, of a log weight. */
export function probability(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}
