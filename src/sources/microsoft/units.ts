import { type CalendarDate, calendarDate } from '../../domain/calendar.ts'
import { daysLater } from '../../domain/days.ts'
import { Problem } from '../../domain/errors.ts'
import { unitKey } from '../../domain/pass-name.ts'
import type { CountryCode } from '../../domain/place.ts'
import type { CrawlAsk, WorkUnit } from '../../ports/crawling.ts'
import { MICROSOFT_COUNTRIES } from './countries.ts'
import { listing } from './positions.ts'

/** The library begins with June 2023. */
const FIRST_DAY = '2023-06-01' as CalendarDate
/** An ad shows up after one to three days: so long the month before is still asked for each day. */
const LATE_DAYS = 5

/** Search × country × month of days, the newest month first. @throws {Problem} `config.invalid` */
export function microsoftUnits({ today, from, setting }: CrawlAsk): readonly WorkUnit[] {
  const searches = listOf(setting('COLLECT_MICROSOFT_SEARCHES'), /;/)
  const named = listOf(setting('COLLECT_MICROSOFT_COUNTRIES'), /[\s,]+/).map((code) => code.toUpperCase())
  const countries = named.length === 0 ? MICROSOFT_COUNTRIES : named.map(knownCountry)
  const months = monthsBetween(from < FIRST_DAY ? FIRST_DAY : from, today)
  return months.flatMap((days) =>
    countries.flatMap((country) => searches.map((search) => unitOf({ search, country, days, today }))),
  )
}

function knownCountry(code: string): CountryCode {
  const known = MICROSOFT_COUNTRIES.find((each) => each === code)
  if (known !== undefined) return known
  const message = `COLLECT_MICROSOFT_COUNTRIES names “${code}”: Microsoft’s library has the EU and the EEA alone, by codes such as DE.`
  throw new Problem('config.invalid', message)
}

interface Days {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

interface UnitOf {
  readonly search: string
  readonly country: CountryCode
  readonly days: Days
  readonly today: CalendarDate
}

function unitOf({ search, country, days, today }: UnitOf): WorkUnit {
  const isRunning = days.to >= daysLater(today, -LATE_DAYS)
  const to = days.to < today ? days.to : today
  return {
    key: unitKey(search, country, days.from.slice(0, 7)),
    country,
    days: { from: days.from, to },
    begin: listing({ search, country, from: days.from, to }),
    everyHours: isRunning ? 24 : 24 * 30,
    kind: isRunning ? 'running' : 'settled',
  }
}

function monthsBetween(from: CalendarDate, today: CalendarDate): Days[] {
  const months: Days[] = []
  for (let first = firstOfMonth(today); first >= firstOfMonth(from); first = firstOfMonth(daysLater(first, -1))) {
    months.push({ from: first, to: daysLater(firstOfMonth(daysLater(first, 31)), -1) })
  }
  return months
}

function firstOfMonth(day: CalendarDate): CalendarDate {
  return calendarDate(`${day.slice(0, 7)}-01`)
}

function listOf(setting: string | null, divider: RegExp): string[] {
  const items = (setting ?? '').split(divider).map((item) => item.trim())
  return [...new Set(items.filter((item) => item !== ''))]
}
