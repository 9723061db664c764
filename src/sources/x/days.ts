import { type CalendarDate, calendarDate } from '../../domain/calendar.ts'
import { dayNumber, dayOfNumber } from '../../domain/days.ts'
import { malformed } from './malformed.ts'

const MONTHS = 'january february march april may june july august september october november december'.split(' ')

/** Of a month’s name in any case, or its first letters; null: it is none. */
export function monthNamed(name: string): number | null {
  const index = name.length < 3 ? -1 : MONTHS.findIndex((month) => month.startsWith(name.toLowerCase()))
  return index < 0 ? null : index + 1
}

/**
 * A day as X writes it; null: the cell is blank. How it does is not confirmed, so that every way is read that allows one
 * reading only: `9/14/2026` (month first, as all of the few examples), `2026-09-14`, `September 14, 2026`, and the number
 * of days since 1900 that a workbook has.
 * @throws {Problem} `record.malformed`
 */
export function day(cell: string, column: string): CalendarDate | null {
  const text = cell.trim()
  if (text === '') return null
  try {
    return calendarDate(slashed(text) ?? iso(text) ?? spelled(text) ?? serial(text) ?? text)
  } catch (cause) {
    throw Object.assign(malformed(column, cell, 'no day as X writes it'), { cause })
  }
}

function slashed(text: string): string | null {
  const [, month, dayOfMonth, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: \d{1,2}:\d{2}.*)?$/.exec(text) ?? []
  return year === undefined ? null : joined(year, Number(month), dayOfMonth ?? '')
}

function iso(text: string): string | null {
  return /^(\d{4}-\d{2}-\d{2})(?:[ T]\d{2}:\d{2}.*)?$/.exec(text)?.[1] ?? null
}

function spelled(text: string): string | null {
  const [, name = '', dayOfMonth, year] = /^([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4})$/.exec(text) ?? []
  const month = monthNamed(name)
  return month === null || year === undefined ? null : joined(year, month, dayOfMonth ?? '')
}

/** Spreadsheets take 1900 for a leap year, so their day 0 is 30 December 1899 for any day of now. */
function serial(text: string): string | null {
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return null
  return dayOfNumber(dayNumber('1899-12-30') + Math.floor(Number(text)))
}

function joined(year: string, month: number, dayOfMonth: string): string {
  return `${year}-${String(month).padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
}
