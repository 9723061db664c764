import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import { daysLater } from '../../domain/days.ts'

/** `google-bundle_2025-04-30.zip`: a whole date, anywhere. Google's own names have none. */
export function dayInName(fileName: string): CalendarDate | null {
  const [day] = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(fileName) ?? []
  return day === undefined ? null : calendarDateOrNull(day)
}

/**
 * Copies are kept in folders named after the day (`2018-09-13-old`) or the month (`2020-10-nl`, read as its last day) on
 * which they were fetched. A year (`2019-bundle`) tells too little.
 */
export function dayInFolder(folder: string): { readonly day: CalendarDate; readonly isMonth: boolean } | null {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})(?:-(\d{2})(?!\d)|(?!-?\d))/.exec(folder) ?? []
  if (year === undefined || month === undefined) return null
  if (dayOfMonth !== undefined) return told(calendarDateOrNull(`${year}-${month}-${dayOfMonth}`), false)
  const first = calendarDateOrNull(`${year}-${month}-01`)
  return told(first === null ? null : lastOfMonth(first), true)
}

function told(day: CalendarDate | null, isMonth: boolean) {
  return day === null ? null : { day, isMonth }
}

function lastOfMonth(first: CalendarDate): CalendarDate {
  const nextMonth = `${daysLater(first, 31).slice(0, 7)}-01` as CalendarDate
  return daysLater(nextMonth, -1)
}
