import type { CalendarDate } from '../domain/calendar.ts'

/** The first Tuesday after the first Monday of November, on which the made-up election of each year is held. */
export function electionDay(year: number): CalendarDate {
  const first = new Date(Date.UTC(year, 10, 1)).getUTCDay()
  const monday = 1 + ((8 - first) % 7)
  return `${year}-11-${String(monday + 1).padStart(2, '0')}` as CalendarDate
}
