import { bootstrapped, type Measure } from './bootstrap.ts'
import { type Figures, harmonic, share } from './figure.ts'

/** Two names, whether they are one, and whether they were said to be. */
export interface NamePairRow {
  readonly id: string
  readonly schema: string
  readonly quality: string
  readonly isMatch: boolean
  readonly isFound: boolean
}

/** Precision, recall and F1 of pairs of names; each pair is drawn by itself. No match found: precision is 1. */
export function namePairFigures(rows: readonly NamePairRow[]): Figures {
  const units = rows.map(({ isMatch, isFound }) => [Number(isMatch && isFound), Number(isFound), Number(isMatch)])
  return bootstrapped(units, MEASURES)
}

const precision: Measure = ([right = 0, found = 0]) => share(right, found) ?? 1
const recall: Measure = ([right = 0, , matches = 0]) => share(right, matches)

const MEASURES: Readonly<Record<string, Measure>> = {
  precision,
  recall,
  f1: (sums) => harmonic(precision(sums), recall(sums)),
}
