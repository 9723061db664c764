import type { CalendarDate } from './calendar.ts'

interface Days {
  readonly from: string | null
  readonly to: string | null
}

/** True when no day of `days` lies outside of `window`. Null is without end on that side. */
export function isWithin(days: Days, window: Days): boolean {
  const beginsInside = window.from === null || (days.from !== null && days.from >= window.from)
  const endsInside = window.to === null || (days.to !== null && days.to <= window.to)
  return beginsInside && endsInside
}

/** True when at least one day may lie in both. */
export function touches(days: Days, window: Days): boolean {
  const beginsInTime = window.to === null || days.from === null || days.from <= window.to
  const endsInTime = window.from === null || days.to === null || days.to >= window.from
  return beginsInTime && endsInTime
}

const MILLISECONDS = 86_400_000

/** Whole days since 1970, for arithmetic. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MILLISECONDS)
}

export function dayOfNumber(number: number): string {
  return new Date(number * MILLISECONDS).toISOString().slice(0, 10)
}

/** So many days after the day, or before it where the count is negative. */
export function daysLater(day: CalendarDate, count: number): CalendarDate {
  return dayOfNumber(dayNumber(day) + count) as CalendarDate
}
