import { type CalendarDate, calendarDate, dayOf, type Instant, instant } from '../../domain/calendar.ts'
import { malformed } from './malformed.ts'

const WRITTEN = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * The UTC day of a date as any version or collector wrote it: `2022-11-02`, `2019-02-13 00:00:00`,
 * `2019-09-02T13:46:22Z`, `2019-12-03T22:03:18+0000`. Meta's dates are in UTC.
 * @throws {Problem} `record.malformed` on anything else.
 */
export function dayIn(field: string, text: string): CalendarDate {
  const [, day, offset] = WRITTEN.exec(text.trim()) ?? []
  try {
    if (offset !== undefined && /[1-9]/.test(offset)) return dayOf(instant(text.trim()))
    return calendarDate(day ?? text)
  } catch (error) {
    throw malformed(`The date of ${field} cannot be read`, { field, value: text, cause: error })
  }
}

/** @throws {Problem} `record.malformed` when it is no instant with an offset. */
export function instantIn(field: string, text: string): Instant {
  try {
    return instant(text.trim())
  } catch (error) {
    throw malformed(`The moment of ${field} cannot be read`, { field, value: text, cause: error })
  }
}
