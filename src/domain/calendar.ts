/** A calendar day as the source means it, `YYYY-MM-DD`. Not an instant: it has no time zone. */
export type CalendarDate = string & { readonly brand: 'CalendarDate' }

/** An instant in UTC, ISO 8601 with a `Z`. */
export type Instant = string & { readonly brand: 'Instant' }

/** @throws {RangeError} when the text is not a day that exists, between 1990 and 2100. */
export function calendarDate(text: string): CalendarDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) throw new RangeError(`“${text}” is not a date: write it as 2024-11-05`)
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!exists) throw new RangeError(`${text} is not a day of the calendar`)
  if (year < 1990 || year > 2100) throw new RangeError(`${text} is outside 1990 to 2100`)
  return text as CalendarDate
}

/** The same, or null when it is no such day. */
export function calendarDateOrNull(text: string): CalendarDate | null {
  try {
    return calendarDate(text)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** @throws {RangeError} when the text is no ISO 8601 instant with an offset. */
export function instant(text: string): Instant {
  const date = new Date(text)
  if (!/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || Number.isNaN(date.getTime())) {
    throw new RangeError(`“${text}” is not an instant: write it as 2024-11-05T06:00:00Z`)
  }
  calendarDate(date.toISOString().slice(0, 10))
  return date.toISOString().replace('.000Z', 'Z') as Instant
}

/** The day of an instant, in UTC. */
export function dayOf(moment: Instant): CalendarDate {
  return moment.slice(0, 10) as CalendarDate
}

/** The first instant of a day, in UTC. */
export function startOfDay(day: CalendarDate): Instant {
  return `${day}T00:00:00Z` as Instant
}

/** @throws {RangeError} for a moment outside 1990 to 2100 */
export function instantOf(moment: Date): Instant {
  return instant(moment.toISOString())
}

const DAY_MS = 86_400_000

/** Milliseconds from a moment to the end of its day, in UTC: when platforms count calls anew. */
export function untilMidnight(moment: Instant): number {
  return Date.parse(startOfDay(dayOf(moment))) + DAY_MS - Date.parse(moment)
}
