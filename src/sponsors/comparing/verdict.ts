/** What was found of two names. Codes, the strongest first, joined by `;`. */
export interface NameVerdict {
  /** 0–1: how surely both are names of one. */
  readonly score: number
  readonly decision: 'same' | 'different' | 'unsure'
  readonly reason: string
}

/** From here on two names are one. */
export const SAME = 0.75

/** Below it two names are not one; in between nothing is said. */
const DIFFERENT = 0.5

export function verdict(score: number, reasons: readonly string[]): NameVerdict {
  const rounded = Math.round(Math.min(1, Math.max(0, score)) * 10_000) / 10_000
  const decision = rounded >= SAME ? 'same' : rounded < DIFFERENT ? 'different' : 'unsure'
  return { score: rounded, decision, reason: reasons.join(';') }
}
