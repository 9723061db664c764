import { share } from './figure.ts'

/** A decision with the probability that it named beforehand. */
export interface Told {
  /** 0–1. */
  readonly confidence: number
  readonly isRight: boolean
}

/** Decisions of one tenth of confidence: from (inclusive) up to (exclusive; the last tenth with 1). */
export interface Tenth {
  readonly from: number
  readonly to: number
  readonly decisions: number
  readonly right: number
  readonly share: number | null
  readonly meanConfidence: number | null
}

export function tenths(told: readonly Told[]): readonly Tenth[] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const members = told.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10 + 1e-9)) === tenth)
    const right = members.filter(({ isRight }) => isRight).length
    return {
      from: tenth / 10,
      to: (tenth + 1) / 10,
      decisions: members.length,
      right,
      share: share(right, members.length),
      meanConfidence: share(
        members.reduce((sum, { confidence }) => sum + confidence, 0),
        members.length,
      ),
    }
  })
}

/** The mean square of how far a told probability was off; 0 is best, always telling ½ gives ¼. Null of nothing. */
export function brier(told: readonly Told[]): number | null {
  const off = told.reduce((sum, { confidence, isRight }) => sum + (confidence - (isRight ? 1 : 0)) ** 2, 0)
  return share(off, told.length)
}
