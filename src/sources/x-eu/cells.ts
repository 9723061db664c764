import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import { NOT_DISCLOSED, type Told } from '../../domain/disclosure.ts'
import { Problem } from '../../domain/errors.ts'
import { exactly, type Range } from '../../domain/range.ts'

export function toldText(cell: string): Told<string> {
  return cell.trim() === '' ? NOT_DISCLOSED : cell.trim()
}

/** @throws {Problem} `record.malformed` */
export function count(cell: string, column: string): Told<Range> {
  const text = cell.trim()
  if (text === '') return NOT_DISCLOSED
  if (/^(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})$/.test(text)) return exactly(BigInt(text.replaceAll(',', '')))
  throw malformed(column, cell, 'no whole number')
}

/**
 * How X writes days here is not confirmed: `2026-09-14` with or without a time, and `9/14/2026`, the month first, as in X’s
 * other files.
 * @throws {Problem} `record.malformed`
 */
export function day(cell: string, column: string): CalendarDate | null {
  const text = cell.trim()
  if (text === '') return null
  const [, iso] = /^(\d{4}-\d{2}-\d{2})(?:[ T]\d{2}:\d{2}.*)?$/.exec(text) ?? []
  const [, month = '', dayOfMonth = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const slashed = year === undefined ? '' : `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
  const found = calendarDateOrNull(iso ?? slashed)
  if (found !== null) return found
  throw malformed(column, cell, 'no day as X writes it')
}

function malformed(column: string, cell: string, why: string): Problem {
  return new Problem('record.malformed', `${column} is “${cell.slice(0, 120)}”: ${why}`)
}
