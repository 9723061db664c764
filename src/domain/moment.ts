import { type CalendarDate, calendarDate } from './calendar.ts'

/**
 * A point in the archive's own history: what it held after its revision of that number, made on that day (UTC). Written
 * `2026-11-28.57`. What was held then never changes; what a source says of those days may.
 */
export interface Moment {
  readonly day: CalendarDate
  /** From 1. */
  readonly revision: number
}

/** How a reader names a moment: by itself, or as the last one of a day (UTC). */
export type AsOf = { readonly moment: Moment } | { readonly endOf: CalendarDate }

const MOMENT = /^(\d{4}-\d{2}-\d{2})\.([1-9]\d{0,14})$/

export function momentText({ day, revision }: Moment): string {
  return `${day}.${revision}`
}

/** @throws {RangeError} with words for the reader */
export function parseAsOf(text: string): AsOf {
  const [, day, revision] = MOMENT.exec(text) ?? []
  if (day !== undefined) return { moment: { day: calendarDate(day), revision: Number(revision) } }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { endOf: calendarDate(text) }
  throw new RangeError('write a day such as 2026-11-28, or a moment such as 2026-11-28.57')
}
