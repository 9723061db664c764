import type { CalendarDate } from '../domain/calendar.ts'
import { firstUnsettledDay } from '../domain/data-quality.ts'
import type { Window } from '../domain/spending.ts'

/** The first unsettled day, where the window touches unsettled days; null where all of its days are settled. */
export function unsettledFrom({ to }: Window, newest: CalendarDate | null): CalendarDate | null {
  if (newest === null) return null
  const first = firstUnsettledDay(newest)
  return to === null || to >= first ? first : null
}
