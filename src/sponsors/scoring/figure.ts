/** A measured share with its interval of 95 %; null: nothing was there to measure. */
export interface Figure {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** By name: `precision`, `nil_false_links`. */
export type Figures = Readonly<Record<string, Figure>>

/** A part of a whole; null of nothing. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** Harmonic mean of precision and recall; null where one is not known. */
export function harmonic(precision: number | null, recall: number | null): number | null {
  if (precision === null || recall === null) return null
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

/** How many pairs there are among so many. */
export function pairsAmong(count: number): number {
  return (count * (count - 1)) / 2
}
