import type { CalendarDate } from '../domain/calendar.ts'
import { daysLater } from '../domain/days.ts'
import type { Window } from '../domain/spending.ts'

/** So many days before its newest file, sources still change what they tell. */
export const UNSETTLED_DAYS = 7

/** The first unsettled day, where the window touches unsettled days; null where all of its days are settled. */
export function unsettledFrom({ to }: Window, newest: CalendarDate | null): CalendarDate | null {
  if (newest === null) return null
  const first = daysLater(newest, -UNSETTLED_DAYS)
  return to === null || to >= first ? first : null
}
