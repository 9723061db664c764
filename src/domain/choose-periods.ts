import { dayNumber } from './days.ts'

/** Both days inclusive. */
export interface Period {
  readonly from: string
  readonly to: string
}

interface Window {
  readonly from: string | null
  readonly to: string | null
}

/**
 * Which of the periods that a source reported are added up for a window. `inside`: periods that lie in it, none sharing
 * a day with another, together as many days as can be. `covering`: periods that together hold every day of the window,
 * with as few days beside it as can be, each day once where it can be; null when they do not. An open end of the window
 * is covered up to the last period's end.
 */
export function choosePeriods<Reported extends Period>(
  periods: readonly Reported[],
  window: Window,
): { readonly inside: readonly Reported[]; readonly covering: readonly Reported[] | null } {
  const ordered = [...periods].sort((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : a.from < b.from ? 1 : -1))
  const within = ordered.filter(
    ({ from, to }) => (window.from === null || from >= window.from) && (window.to === null || to <= window.to),
  )
  return { inside: mostDays(within), covering: fewestDays(ordered, window) }
}

/** Weighted interval scheduling: periods in the order of their ends, the weight being their days. */
function mostDays<Reported extends Period>(periods: readonly Reported[]): readonly Reported[] {
  const best: { readonly days: number; readonly last: number; readonly before: number }[] = [
    { days: 0, last: -1, before: -1 },
  ]
  const ends = periods.map(({ to }) => to)
  for (const [index, { from, to }] of periods.entries()) {
    const before = countBelow(ends, from, index)
    const days = (best[before]?.days ?? 0) + dayNumber(to) - dayNumber(from) + 1
    const without = best[index] ?? { days: 0, last: -1, before: -1 }
    best.push(days > without.days ? { days, last: index, before } : without)
  }
  const chosen: Reported[] = []
  let at = best[periods.length]
  while (at !== undefined && at.last >= 0) {
    const period = periods[at.last]
    if (period !== undefined) chosen.unshift(period)
    at = best[at.before]
  }
  return chosen
}

/** How many of the first `count` ends, which ascend, lie before the day. */
function countBelow(ends: readonly string[], day: string, count: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? '') < day) low = middle + 1
    else high = middle
  }
  return low
}

/** Shortest way from the window's first day to its last over the periods, the length being their days. */
function fewestDays<Reported extends Period>(periods: readonly Reported[], window: Window): readonly Reported[] | null {
  const last = periods.at(-1)?.to
  const target = window.to ?? last
  if (window.from === null || target === undefined) return null
  const start = dayNumber(window.from)
  const end = dayNumber(target)
  if (end < start) return null
  const ways: { readonly reached: number; readonly cost: number; readonly chosen: readonly Reported[] }[] = [
    { reached: start - 1, cost: 0, chosen: [] },
  ]
  for (const period of periods) {
    const [from, to] = [dayNumber(period.from), dayNumber(period.to)]
    if (to < start || from > end) continue
    const before = ways.filter(({ reached }) => reached >= from - 1 && reached < to)
    const best = before.reduce<(typeof ways)[number] | null>(
      (least, way) => (least === null || way.cost < least.cost ? way : least),
      null,
    )
    if (best === null) continue
    ways.push({ reached: to, cost: best.cost + to - from + 1, chosen: [...best.chosen, period] })
  }
  const whole = ways.filter(({ reached }) => reached >= end)
  return whole.sort((a, b) => a.cost - b.cost)[0]?.chosen ?? null
}
