import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import { malformed } from './malformed.ts'

/** `2018-05-27`, a moment that begins so, or `5/27/2018` as spreadsheets re-save it (month first); null when blank. */
export function dayIn(text: string): CalendarDate | null {
  const trimmed = text.trim()
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(trimmed) ?? []
  if (month === undefined || day === undefined) return calendarDateOrNull(trimmed.slice(0, 10))
  return calendarDateOrNull(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

/** The same. @throws {Problem} `record.malformed` when it is no day. */
export function requiredDay(text: string, field: string): CalendarDate {
  const day = dayIn(text)
  if (day === null) throw malformed(`${field} is no day`, { field, value: text })
  return day
}
