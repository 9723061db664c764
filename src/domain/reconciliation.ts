import type { CalendarDate } from './calendar.ts'
import type { Span } from './data-quality.ts'
import { dayNumber, dayOfNumber } from './days.ts'
import { grouped } from './grouped.ts'

/**
 * What is compared. `unit`: what the last pass over a part of an API brought. `day`: ads that began on a day. `report`: ads of
 * a platform's advertisers in the days of its report. `bundle`: all ads of the advertisers of files that are issued whole.
 * `currency`: ads paid in another currency than the report of their country counts in; nothing is wrong with these.
 */
export const TOTAL_KINDS = ['unit', 'day', 'report', 'bundle', 'currency'] as const
export type TotalKind = (typeof TOTAL_KINDS)[number]

/** In which ways what is held does not agree with what is stated. */
export const DISAGREEMENTS = ['pass_part', 'pass_unknown', 'fewer_ads', 'sum_below', 'sum_above'] as const
export type Disagreement = (typeof DISAGREEMENTS)[number]

/** Of a thousand published ads, so many must be held. Source: reliability I-14. */
export const LEAST_PER_MILLE = 995

/** What is not all held of a source: these days, of one country or of all (null). */
export interface Lacking {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly country: string | null
}

/** The same, and spans that are known already, as spans that share no day, in order. */
export function withLacking(known: readonly Span[], lacking: readonly Lacking[]): readonly Span[] {
  if (lacking.length === 0) return known
  const own = lacking.map(({ from, to, country }) => stretch(from, to, country === null ? null : [country]))
  return union([...known.map(({ from, to, countries }) => stretch(from, to, countries ?? null)), ...own])
}

interface Stretch {
  /** Days since 1970; the last one is not part of it. */
  readonly from: number
  readonly until: number
  readonly countries: readonly string[] | null
}

function stretch(from: CalendarDate, to: CalendarDate, countries: Stretch['countries']): Stretch {
  return { from: dayNumber(from), until: dayNumber(to) + 1, countries }
}

/** Walks over the days on which any of them begins or ends, and keeps count of which countries are touched in between. */
function union(stretches: readonly Stretch[]): Span[] {
  const edges = [...new Set(stretches.flatMap(({ from, until }) => [from, until]))].sort((one, other) => one - other)
  const begins = grouped(stretches, ({ from }) => from)
  const ends = grouped(stretches, ({ until }) => until)
  const open = new Map<string, number>()
  const spans: Span[] = []
  for (const [index, edge] of edges.entries()) {
    for (const { countries } of ends.get(edge) ?? []) count(open, countries, -1)
    for (const { countries } of begins.get(edge) ?? []) count(open, countries, 1)
    const next = edges[index + 1]
    if (open.size > 0 && next !== undefined) add(spans, { from: edge, until: next, countries: touched(open) })
  }
  return spans
}

/** Stands for all countries. */
const ALL = ''

function count(open: Map<string, number>, countries: readonly string[] | null, by: number): void {
  for (const country of countries ?? [ALL]) {
    const now = (open.get(country) ?? 0) + by
    if (now === 0) open.delete(country)
    else open.set(country, now)
  }
}

function touched(open: ReadonlyMap<string, number>): readonly string[] | null {
  return open.has(ALL) ? null : [...open.keys()].sort()
}

/** Joins what goes on in the same countries. */
function add(spans: Span[], { from, until, countries }: Stretch): void {
  const [first, last] = [dayOfNumber(from), dayOfNumber(until - 1)] as [CalendarDate, CalendarDate]
  const before = spans.at(-1)
  const goesOn = before !== undefined && dayNumber(before.to) + 1 === from
  if (goesOn && before.countries?.join() === countries?.join()) spans[spans.length - 1] = { ...before, to: last }
  else spans.push({ from: first, to: last, ...(countries === null ? {} : { countries }) })
}
