import { choosePeriods } from '../../../domain/choose-periods.ts'
import type { Range } from '../../../domain/range.ts'
import type { StatedBounds } from '../../../domain/spend-bounds.ts'

/** What statements of one account say together of a place and the same days; `-infinity`: since ever. */
export interface Stated extends Range {
  readonly place: string
  readonly from: string
  readonly to: string
}

/** What is stated of one place, over all time. */
export function statedOverAllTime(own: readonly Stated[]): StatedBounds | null {
  if (own.length === 0) return null
  const toDate = own.filter(({ from }) => from === '-infinity')
  const { inside } = choosePeriods(
    own.filter(({ from }) => from !== '-infinity'),
    { from: null, to: null },
  )
  const lower = [sumOf(toDate, 'lower') ?? 0n, sumOf(inside, 'lower') ?? 0n].reduce((a, b) => (a > b ? a : b))
  const upTo = firstEnd(toDate)
  // What is stated up to a day bounds no later statement.
  const isWithin = upTo !== null && inside.every(({ to }) => to <= upTo)
  return { lower, upper: isWithin ? sumOf(toDate, 'upper') : null, upTo }
}

function firstEnd(stated: readonly Stated[]): string | null {
  return stated.map(({ to }) => to).sort()[0] ?? null
}

/** Null where one has no end on that side. */
export function sumOf(stated: readonly Stated[], side: 'lower' | 'upper'): bigint | null {
  return stated.reduce<bigint | null>((total, each) => {
    const bound = each[side]
    return total === null || bound === null ? null : total + bound
  }, 0n)
}
