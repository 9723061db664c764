import { type CalendarDate, calendarDate } from '../../../domain/calendar.ts'
import { choosePeriods } from '../../../domain/choose-periods.ts'
import { dayNumber, dayOfNumber } from '../../../domain/days.ts'
import type { Range } from '../../../domain/range.ts'
import { type AdSpend, adBounds, combinedBounds, type Days } from '../../../domain/spend-bounds.ts'
import type { SpendWeek } from '../../../ports/spending.ts'
import { type Stated, sumOf } from './stated.ts'

const MOST_WEEKS = 260

/** What is told of one account, everywhere; of statements, those about regions are told again by their country's. */
export interface Told {
  readonly ads: readonly AdSpend[]
  readonly stated: readonly Stated[]
  /** Whether its platform's files hold every ad. */
  readonly isWhole: boolean
}

/** Sunday to Saturday, from the first day told to the last; the newest weeks where there are too many. */
export function weeks(told: Told): SpendWeek[] {
  const span = spanOf([told])
  const isTold = told.ads.length > 0
  return weekBounds(told, span).map((bounds, index) => {
    const { lower, upper, isStated } = bounds ?? { lower: 0n, upper: null, isStated: false }
    return { ...weekOf(span, index), lower, upper: upper ?? (isStated || isTold ? null : 0n) }
  })
}

export interface Span {
  /** Day number of the first Sunday. */
  readonly first: number
  readonly count: number
}

/** The weeks in which anything is told of any of them. */
export function spanOf(accounts: readonly Told[]): Span {
  const days = accounts.flatMap(({ ads, stated }) => [...ads, ...stated.filter(isLimited)])
  const starts = days.flatMap(({ from }) => (from === null ? [] : [dayNumber(from)]))
  const ends = days.flatMap(({ from, to }) => (to === null ? (from ?? []) : to)).map(dayNumber)
  if (starts.length === 0 || ends.length === 0) return { first: 0, count: 0 }
  const last = sundayOf(ends.reduce((a, b) => Math.max(a, b)))
  const first = Math.max(sundayOf(starts.reduce((a, b) => Math.min(a, b))), last - 7 * (MOST_WEEKS - 1))
  return { first, count: (last - first) / 7 + 1 }
}

/** The same weeks for several accounts, each with its own bounds, added up. A week of which nothing is told has none of it. */
export function weeksOfAll(accounts: readonly Told[], span: Span): SpendWeek[] {
  const sums: Range[] = Array.from({ length: span.count }, () => ({ lower: 0n, upper: 0n }))
  for (const told of accounts) {
    for (const [index, bounds] of weekBounds(told, span).entries()) {
      const sum = sums[index]
      if (sum === undefined || bounds === null) continue
      const upper = sum.upper === null || bounds.upper === null ? null : sum.upper + bounds.upper
      sums[index] = { lower: sum.lower + bounds.lower, upper }
    }
  }
  return sums.map((sum, index) => ({ ...weekOf(span, index), ...sum }))
}

type WeekBounds = Range & { readonly isStated: boolean }

/** Null: nothing is told of that week. */
function weekBounds({ ads, stated, isWhole }: Told, span: Span): (WeekBounds | null)[] {
  const adsByWeek = byWeek(ads, span)
  const statedByWeek = byWeek(stated.filter(isLimited), span)
  return Array.from({ length: span.count }, (_, index) => {
    const week = weekOf(span, index)
    const { inside, covering } = choosePeriods(statedByWeek[index] ?? [], week)
    const isStated = inside.length > 0 || covering !== null
    const statements = isStated
      ? { lower: sumOf(inside, 'lower') ?? 0n, upper: covering === null ? null : sumOf(covering, 'upper'), upTo: null }
      : null
    const byAds = adBounds(adsByWeek[index] ?? [], week)
    if (byAds === null && !isStated) return null
    const { lower, upper } = combinedBounds(byAds, statements, isWhole)
    return { lower, upper, isStated }
  })
}

/** Each in every week that it touches: a look at all of them for every week would take long. */
function byWeek<Each extends Days>(all: readonly Each[], { first, count }: Span): (readonly Each[])[] {
  const found: Each[][] = Array.from({ length: count }, () => [])
  const indexOf = (day: string) => Math.floor((dayNumber(day) - first) / 7)
  for (const each of all) {
    const from = each.from === null ? 0 : Math.max(indexOf(each.from), 0)
    const to = each.to === null ? count - 1 : Math.min(indexOf(each.to), count - 1)
    for (let index = from; index <= to; index++) found[index]?.push(each)
  }
  return found
}

function isLimited({ from, place }: Stated): boolean {
  return from !== '-infinity' && place.length <= 2
}

function weekOf({ first }: Span, index: number): { readonly from: CalendarDate; readonly to: CalendarDate } {
  const sunday = first + index * 7
  return { from: day(sunday), to: day(sunday + 6) }
}

/** Day 0 was a Thursday. */
function sundayOf(number: number): number {
  return number - ((number + 4) % 7)
}

function day(number: number): CalendarDate {
  return calendarDate(dayOfNumber(number))
}
