import type { Figure } from './figure.ts'
import { wilson } from './wilson.ts'

/** Two mentions that are not one sponsor: namesakes (`negative`), near ones (`related`), affiliates (`affiliated`). */
export interface ApartPair {
  readonly a: string
  readonly b: string
  readonly label: string
}

export interface MergedOfLabel {
  readonly label: string
  readonly pairs: number
  readonly merged: number
  readonly share: Figure
  readonly mergedPairs: readonly ApartPair[]
}

/** For each label: how many of its pairs ended up in one sponsor. */
export function mergedPairs(pairs: readonly ApartPair[], found: ReadonlyMap<string, string>): readonly MergedOfLabel[] {
  return [...new Set(pairs.map(({ label }) => label))].sort().map((label) => {
    const ofLabel = pairs.filter((pair) => pair.label === label)
    const merged = ofLabel.filter(({ a, b }) => found.get(a) === found.get(b))
    return {
      label,
      pairs: ofLabel.length,
      merged: merged.length,
      share: wilson(merged.length, ofLabel.length),
      mergedPairs: merged,
    }
  })
}
