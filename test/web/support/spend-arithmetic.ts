import type { CalendarDate } from '../../../src/domain/calendar.ts'
import { toldValue } from '../../../src/domain/disclosure.ts'
import type { HeldDisclosure } from '../../../src/domain/held-disclosure.ts'
import type { Range } from '../../../src/domain/range.ts'
import type { SpendingQuery, Window } from '../../../src/domain/spending.ts'
import type { EffectiveDates, SpendBounds, StatementView, Witnesses } from '../../../src/ports/spending.ts'

export const NOTHING: SpendBounds = { lower: 0n, upper: 0n, undivided: 0n }

export function added(a: SpendBounds, b: SpendBounds): SpendBounds {
  return {
    lower: a.lower + b.lower,
    upper: a.upper === null || b.upper === null ? null : a.upper + b.upper,
    undivided: a.undivided + b.undivided,
  }
}

/** What an ad tells about a place and window; null where it ran elsewhere, at another time, or in another currency. */
export function adBounds({ fields }: HeldDisclosure, query: Omit<SpendingQuery, 'by'>): SpendBounds | null {
  const spend = toldValue(fields.spend)
  if (spend === null || spend.currency !== query.currency) return null
  const starts = toldValue(fields.startsOn)
  const ends = toldValue(fields.endsOn)
  if (!touches(starts, ends, query)) return null
  const there = atPlace(fields, spend, query.place)
  if (there === null) return null
  return isWithin(starts, ends, query) ? there : { ...there, lower: 0n }
}

function touches(starts: string | null, ends: string | null, { from, to }: Window): boolean {
  return (from === null || ends === null || ends >= from) && (to === null || starts === null || starts <= to)
}

function isWithin(starts: string | null, ends: string | null, { from, to }: Window): boolean {
  return (from === null || (starts !== null && starts >= from)) && (to === null || (ends !== null && ends <= to))
}

/** Where the source tells no shares, an ad of several places may have spent all of it in each, or nothing. */
function atPlace(fields: HeldDisclosure['fields'], { lower, upper }: Range, place: string | null): SpendBounds | null {
  const whole = { lower, upper, undivided: 0n }
  if (place === null) return whole
  const isRegion = place.includes('-')
  const all = (isRegion ? toldValue(fields.regions) : toldValue(fields.countries)) ?? []
  const here = all.find(({ code }) => code === place)
  if (here === undefined) return null
  const share = 'share' in here && typeof here.share === 'number' ? BigInt(Math.round(here.share * 10_000)) : null
  if (share !== null) {
    return { lower: (lower * share) / 10_000n, upper: upper === null ? null : (upper * share) / 10_000n, undivided: 0n }
  }
  return all.length === 1 ? whole : { lower: 0n, upper, undivided: upper ?? 0n }
}

interface Stated extends Pick<EffectiveDates, 'inside' | 'covering'> {
  readonly range: Range | null
}

/** Statements that lie inside the window bound it from below; those that cover it, from above. */
export function statedBounds(views: readonly StatementView[], query: Omit<SpendingQuery, 'by'>): Stated {
  const own = views.filter((view) => view.currency === query.currency && isOfPlace(view, query.place))
  const inside = own.filter((view) => isWithin(view.from, view.to, query))
  const touching = own.filter((view) => touches(view.from, view.to, query))
  const covering = periodOf(touching)
  const covers = covering !== null && isCovered(query, covering)
  if (inside.length === 0 && !covers) return { range: null, inside: null, covering: null }
  const lower = sum(inside.map((view) => view.lower))
  const uppers = touching.map((view) => view.upper)
  const upper = covers && uppers.every((each) => each !== null) ? sum(uppers.map((each) => each ?? 0n)) : null
  return { range: { lower, upper }, inside: periodOf(inside), covering: covers ? covering : null }
}

/** Both kinds together: the greater lower bound, the smaller upper one. */
export function combined(ads: Witnesses['ads'], statements: Witnesses['statements']): SpendBounds {
  if (statements === null)
    return ads === null ? NOTHING : { lower: ads.lower, upper: ads.upper, undivided: ads.undivided }
  if (ads === null) return { ...statements, undivided: 0n }
  const lower = ads.lower - statements.lower > 0n ? ads.lower : statements.lower
  const uppers = [ads.upper, statements.upper].filter((each) => each !== null)
  const upper = uppers.length === 0 ? null : uppers.reduce((a, b) => (a - b < 0n ? a : b))
  const room = upper === null ? ads.undivided : upper - lower
  return { lower, upper, undivided: ads.undivided - room < 0n ? ads.undivided : room }
}

function isOfPlace({ place }: StatementView, asked: string | null): boolean {
  return asked === null ? place === null || !place.includes('-') : place === asked
}

function periodOf(views: readonly StatementView[]): { from: CalendarDate | null; to: CalendarDate } | null {
  const to = views
    .map((view) => view.to)
    .sort()
    .at(-1)
  if (to === undefined) return null
  const starts = views.map(({ from }) => from)
  return { from: starts.includes(null) ? null : (starts.sort()[0] ?? null), to }
}

function isCovered({ from, to }: Window, period: { from: string | null; to: string }): boolean {
  return (from === null || period.from === null || period.from <= from) && (to === null || period.to >= to)
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((all, each) => all + each, 0n)
}
