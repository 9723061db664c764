import { dayNumber, dayOfNumber } from '../../domain/days.ts'
import type { Position } from '../../ports/crawling.ts'
import { type MetaPosition, metaPosition } from './position.ts'

/** The beginning of the stretch: a cursor that died is never asked for again. */
export function restart(at: Position): MetaPosition {
  return { ...metaPosition(at), after: null }
}

/**
 * By days; a single day by pages, if it is asked for pages. Null: a single day of all pages, or of one. An ad that ran on
 * several days is in several of the parts.
 */
export function split(at: Position, parts: number): readonly MetaPosition[] | null {
  const whole = restart(at)
  const first = dayNumber(whole.from)
  const days = dayNumber(whole.to) - first + 1
  if (days > 1) {
    return ranges(days, parts).map(([from, to]) => ({
      ...whole,
      from: dayOfNumber(first + from),
      to: dayOfNumber(first + to - 1),
    }))
  }
  const { pages } = whole
  if (pages === null || pages.length < 2) return null
  return ranges(pages.length, parts).map(([from, to]) => ({ ...whole, pages: pages.slice(from, to) }))
}

/** So many in about so many parts, at least two, none empty: from, and to without it. */
function ranges(count: number, parts: number): readonly (readonly [number, number])[] {
  const made = Math.min(count, Math.max(2, parts))
  const edge = (index: number) => Math.floor((index * count) / made)
  return Array.from({ length: made }, (_, index) => [edge(index), edge(index + 1)])
}
