import type { Currency } from '../../domain/money.ts'
import { isExact, type Range } from '../../domain/range.ts'
import type { SpendBounds } from '../../ports/spending.ts'
import { boundText } from '../format.ts'
import { type Shares, sharesOf } from '../shares.ts'

/** Both bounds in percent of the table's greatest amount. */
export interface BarView {
  readonly lower: number
  readonly between: number
  readonly isOpen: boolean
}

/** A pair of cells: the lower bound, and the upper one or the word in its place. */
export interface BoundCells {
  readonly lower: string
  readonly upper: string
  /** True where `upper` is a word, not an amount. */
  readonly isWord: boolean
}

export function boundCells(range: Range, currency: Currency): BoundCells {
  const lower = boundText(range.lower, currency)
  if (isExact(range)) return { lower, upper: 'exact', isWord: true }
  if (range.upper === null) return { lower, upper: 'or more', isWord: true }
  return { lower, upper: boundText(range.upper, currency), isWord: false }
}

/** Which part of the upper bound is what, in percent and in words; null where no upper bound is told. */
export interface ShareView extends Shares {
  readonly words: string
}

export function shareView(bounds: SpendBounds): ShareView | null {
  const { lower, upper, undivided } = bounds
  const shares = sharesOf(bounds)
  if (shares === null || upper === null) return null
  if (lower > upper) return { ...shares, words: 'what ads and totals tell does not agree' }
  const { certain, undivided: apart } = shares
  const left = 100 - Math.round(certain) - Math.round(apart) // so that what is said adds up
  const words = [
    `${percentText(lower, certain)} certain`,
    ...(upper - lower - undivided > 0n ? [`${percentText(upper - lower - undivided, left)} range`] : []),
    ...(undivided > 0n ? [`${percentText(undivided, apart)} not divided by region`] : []),
  ]
  return { ...shares, words: words.join(', ') }
}

/** The greatest bound of a table: its bars are drawn to this scale. */
export function greatestBound(ranges: readonly Range[]): bigint {
  return ranges.map(({ lower, upper }) => upper ?? lower).reduce((most, each) => (each - most > 0n ? each : most), 1n)
}

export function barView({ lower, upper }: Range, scale: bigint): BarView {
  const percent = (amount: bigint) => Number((amount * 1000n) / scale) / 10
  const start = percent(lower)
  return {
    lower: start,
    between: Math.max(0, Math.round(((upper === null ? 100 : percent(upper)) - start) * 10) / 10),
    isOpen: upper === null,
  }
}

/** What would round to nothing, or to everything, is told apart from it. */
function percentText(part: bigint, percent: number): string {
  if (part > 0n && percent < 1) return 'under 1%'
  if (percent > 99 && percent < 100) return 'over 99%'
  return `${Math.round(percent)}%`
}
