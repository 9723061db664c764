import type { SpendBounds } from '../ports/spending.ts'

/** Which part of an upper bound is what, in percent, to one decimal. */
export interface Shares {
  readonly certain: number
  readonly between: number
  readonly undivided: number
}

/** Null where no upper bound is told, or it is nothing. */
export function sharesOf({ lower, upper, undivided }: SpendBounds): Shares | null {
  if (upper === null || upper === 0n) return null
  if (lower > upper) return { certain: 100, between: 0, undivided: 0 }
  const percent = (part: bigint) => Number((part * 1000n) / upper) / 10
  const [certain, apart] = [percent(lower), percent(undivided)]
  return { certain, between: Math.max(0, Math.round((100 - certain - apart) * 10) / 10), undivided: apart }
}
