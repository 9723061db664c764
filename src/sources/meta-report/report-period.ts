import type { CalendarDate } from '../../domain/calendar.ts'
import { daysLater } from '../../domain/days.ts'
import type { StatementPeriod } from '../../domain/spend-statement.ts'
import type { Preset } from './report-name.ts'

const DAYS = { yesterday: 1, last_7_days: 7, last_30_days: 30, last_90_days: 90 } as const

/**
 * The days that a report counts, its own day included, as Meta counts days: in Pacific time. Of a `month` it is every
 * day that one of the 30-day reports of that month can count, so that nothing was counted outside; not all that was spent on them
 * was counted.
 */
export function reportPeriod(preset: Preset, day: CalendarDate): StatementPeriod {
  if (preset === 'lifelong') return { from: null, to: day }
  if (preset === 'month')
    return { from: daysLater(`${day.slice(0, 7)}-01` as CalendarDate, -29), to: day, isPartial: true }
  return { from: daysLater(day, 1 - DAYS[preset]), to: day }
}
