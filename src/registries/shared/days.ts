import { calendarDateOrNull } from '../../domain/calendar.ts'

/** `04/02/2025`, month first, as US registers write; registers go back beyond 1990. Null: no such day, or nothing told. */
export function dayMonthFirst(text: string | undefined): string | null {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text?.trim() ?? '') ?? []
  return month === undefined || day === undefined || year === undefined ? null : existing(year, month, day)
}

/** `23.2.2022` and `30/06/2023`: day first. */
export function dayFirst(text: string | undefined): string | null {
  const [, day, month, year] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text?.trim() ?? '') ?? []
  return month === undefined || day === undefined || year === undefined ? null : existing(year, month, day)
}

/** The day of an ISO date or instant, where it begins with one. */
export function isoDay(text: string | undefined): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text?.trim() ?? '') ?? []
  return month === undefined || day === undefined || year === undefined ? null : existing(year, month, day)
}

function existing(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  // Days of before 1990 are days too: the calendar is asked in a year with the same leap day.
  const near = Number(year) < 1990 ? String(Number(year) + Math.ceil((1992 - Number(year)) / 28) * 28) : year
  return /^1[89]|^20/.test(year) && calendarDateOrNull(`${near}${text.slice(4)}`) !== null ? text : null
}
