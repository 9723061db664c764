import { type CalendarDate, calendarDate } from '../../domain/calendar.ts'
import { dayNumber, dayOfNumber } from '../../domain/days.ts'
import { Problem } from '../../domain/errors.ts'
import { unitKey } from '../../domain/pass-name.ts'
import { type CountryCode, countryCode } from '../../domain/place.ts'
import type { CrawlAsk, WorkUnit } from '../../ports/crawling.ts'
import type { MetaPosition } from './position.ts'

interface Days {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** Spend and impressions settle until a week after an ad has stopped; that week may begin on the unit's last day. */
const RUNNING_DAYS = 14
const RUNNING_HOURS = 22
const SETTLED_HOURS = 30 * 24
/** Of `search_page_ids`. Source: facebookresearch/Radlibrary R/adlib.R. */
const MOST_PAGES = 10

/**
 * Each country by calendar weeks, the newest first; and batches of pages, if there are any, by calendar months: a search for
 * pages finds fewer ads than one for all, and sometimes others.
 */
export function metaUnits({ today, from, setting }: CrawlAsk): readonly WorkUnit[] {
  const countries = listed(setting('COLLECT_META_COUNTRIES')).map(asCountry)
  const batches = inBatches(listed(setting('COLLECT_META_PAGES')).map(asPage))
  const every = (days: Days, pages: MetaPosition['pages']) =>
    countries.map((country) => unitOf({ today, country, days, pages }))
  return [
    ...weeks(from, today).flatMap((days) => every(days, null)),
    ...(batches.length === 0 ? [] : months(from, today)).flatMap((days) =>
      batches.flatMap((pages) => every(days, pages)),
    ),
  ]
}

interface Wanted {
  readonly today: CalendarDate
  readonly country: CountryCode
  readonly days: Days
  readonly pages: MetaPosition['pages']
}

/** The key holds whole weeks and months for ever; days that have not come are not asked for. */
function unitOf({ today, country, days, pages }: Wanted): WorkUnit {
  const { from, to } = days
  const begin: MetaPosition = { country, from, to: to < today ? to : today, pages, after: null }
  const isRunning = dayNumber(today) - dayNumber(to) < RUNNING_DAYS
  return {
    key: unitKey(country, from, to, ...(pages === null ? [] : [`pages-${pages.join('-')}`])),
    country,
    days,
    begin,
    everyHours: isRunning ? RUNNING_HOURS : SETTLED_HOURS,
    kind: isRunning ? 'running' : 'settled',
  }
}

/** Monday to Sunday. */
function weeks(from: CalendarDate, today: CalendarDate): readonly Days[] {
  const first = mondayOf(from)
  const count = Math.max(0, (mondayOf(today) - first) / 7 + 1)
  return Array.from({ length: count }, (_, index) => {
    const monday = first + (count - 1 - index) * 7
    return { from: asDay(monday), to: asDay(monday + 6) }
  })
}

/** Day 0, the first of January 1970, was a Thursday. */
function mondayOf(day: CalendarDate): number {
  const number = dayNumber(day)
  return number - ((number + 3) % 7)
}

function months(from: CalendarDate, today: CalendarDate): readonly Days[] {
  const index = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  const count = Math.max(0, index(today) - index(from) + 1)
  return Array.from({ length: count }, (_, back) => {
    const first = firstOfMonth(index(today) - back)
    return { from: asDay(first), to: asDay(firstOfMonth(index(today) - back + 1) - 1) }
  })
}

function firstOfMonth(index: number): number {
  return dayNumber(new Date(Date.UTC(Math.floor(index / 12), index % 12, 1)).toISOString().slice(0, 10))
}

function asDay(number: number): CalendarDate {
  return calendarDate(dayOfNumber(number))
}

function listed(setting: string | null): readonly string[] {
  return [...new Set((setting ?? '').split(/[\s,;]+/).filter((each) => each !== ''))]
}

function asCountry(text: string): CountryCode {
  try {
    return countryCode(text)
  } catch (cause) {
    throw new Problem('config.invalid', `COLLECT_META_COUNTRIES: ${(cause as Error).message}`, { cause })
  }
}

/** Page 0 is what accounts without a page have: it cannot be asked for. */
function asPage(text: string): string {
  if (/^[1-9]\d{4,19}$/.test(text)) return text
  throw new Problem('config.invalid', `COLLECT_META_PAGES: “${text}” is not the id of a page: it has 5 to 20 digits`)
}

function inBatches(pages: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(pages.length / MOST_PAGES)
  return Array.from({ length: count }, (_, index) => pages.slice(index * MOST_PAGES, (index + 1) * MOST_PAGES))
}
