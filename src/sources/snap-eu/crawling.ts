import { type CalendarDate, calendarDate } from '../../domain/calendar.ts'
import { dayNumber, dayOfNumber, daysLater } from '../../domain/days.ts'
import { Problem } from '../../domain/errors.ts'
import { passNamed, unitKey } from '../../domain/pass-name.ts'
import type { ApiRequest, CrawlAsk, Crawling, Position, RequestRules, WorkUnit } from '../../ports/crawling.ts'
import { COVERED_CODES, snapCode } from './places.ts'
import { firstPage, positionOf, read } from './read.ts'

const A_DAY = 24
const A_MONTH = 30 * 24
/** The gallery goes back so far and no further. */
const KEPT_DAYS = 365

export const snapEuCrawling: Crawling = {
  address: 'https://adsapi.snapchat.com',
  schedule: '23 */6 * * *',
  everyHours: 6,
  size: 'a call for about 10 ads; Snap answers one to three searches, and then none for hours',
  needs: [
    {
      setting: 'COLLECT_SNAP_EU_SEARCHES',
      isSecret: false,
      isRequired: true,
      what: 'Names of those who pay, separated by semicolons, as the gallery has them: it cannot be asked for all.',
    },
    {
      setting: 'COLLECT_SNAP_EU_COUNTRIES',
      isSecret: false,
      isRequired: false,
      what: 'Countries that are asked about, DE, FR; without it the whole EU and Turkey.',
    },
  ],
  pace: { betweenMs: 30_000, burst: null, callsPerDay: null },
  access: null,
  pageSize: null,
  emptyIsUnknown: true,
  units,
  request,
  read,
  split,
  restart: (at) => firstPage(positionOf(at)),
}

/** Each payer in each year that the gallery still knows something of, the newest first. */
function units({ today, from, setting }: CrawlAsk): readonly WorkUnit[] {
  const earliest = daysLater(today, -KEPT_DAYS)
  const { countries, name } = countriesIn(setting('COLLECT_SNAP_EU_COUNTRIES'))
  return yearsBetween(later(from, earliest), today).flatMap((year) =>
    listed(setting('COLLECT_SNAP_EU_SEARCHES')).map((payer): WorkUnit => {
      // All of the year that is kept, whichever day is the first to be filled in: else ads would seem to vanish.
      const days = { from: later(earliest, `${year}-01-01`), to: earlier(today, `${year}-12-31`) }
      const isRunning = year === today.slice(0, 4)
      return {
        key: unitKey(payer, year, ...name),
        country: null,
        days,
        begin: { payer, countries, ...days, cursor: null },
        everyHours: isRunning ? A_DAY : A_MONTH,
        kind: isRunning ? 'running' : 'settled',
      }
    }),
  )
}

function yearsBetween(from: CalendarDate, to: CalendarDate): string[] {
  const [first, last] = [from, to].map((day) => Number(day.slice(0, 4))) as [number, number]
  return Array.from({ length: last - first + 1 }, (_, index) => String(last - index))
}

function later(day: CalendarDate, other: string): CalendarDate {
  return day > other ? day : calendarDate(other)
}

function earlier(day: CalendarDate, other: string): CalendarDate {
  return day < other ? day : calendarDate(other)
}

function listed(text: string | null): readonly string[] {
  const names = (text ?? '').split(';').map((each) => each.trim())
  return [...new Set(names.filter((each) => each !== ''))]
}

/** A choice of countries is part of a unit's name: what another choice would list is not absent. */
function countriesIn(text: string | null): { readonly countries: readonly string[]; readonly name: readonly string[] } {
  const asked = (text ?? '').split(/[\s,]+/).filter((code) => code !== '')
  const unknown = asked.filter((code) => snapCode(code) === null)
  if (unknown.length > 0) {
    const message = `COLLECT_SNAP_EU_COUNTRIES: the gallery does not cover ${unknown.join(', ')}`
    throw new Problem('config.invalid', message)
  }
  const codes = [...new Set(asked.map((code) => snapCode(code) ?? code))].sort()
  return codes.length === 0 ? { countries: COVERED_CODES, name: [] } : { countries: codes, name: [codes.join('-')] }
}

/** The same body for each page; of the link that Snap gives the cursor alone is taken, and asked for at our own address. */
function request(at: Position, { address }: RequestRules): ApiRequest {
  const { payer, countries, from, to, cursor } = positionOf(at)
  const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`
  return {
    method: 'POST',
    url: `${address}/v1/ads_library/ads/search${query}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      paying_advertiser_name: payer,
      countries,
      start_date: `${from}T00:00:00.000Z`,
      end_date: `${daysLater(calendarDate(to), 1)}T00:00:00.000Z`,
    }),
  }
}

/** The days in parts of about the same length: a shorter chain ends before its cursor dies. */
function split(at: Position, parts: number): readonly Position[] | null {
  const whole = firstPage(positionOf(at))
  const from = dayNumber(whole.from)
  const days = dayNumber(whole.to) - from + 1
  const count = Math.min(parts, days)
  if (count < 2) return null
  return Array.from({ length: count }, (_, index) => ({
    ...whole,
    from: dayOfNumber(from + Math.floor((days * index) / count)),
    to: dayOfNumber(from + Math.floor((days * (index + 1)) / count) - 1),
    isPart: true,
  }))
}

/** Of the running year alone: from an earlier one ads fall out as they grow older than twelve months. */
export function isOfRunningYear(name: string): boolean {
  const pass = passNamed(name)
  const year = /\.(20\d{2})(?:\.|$)/.exec(pass?.unit ?? '')?.[1]
  return year !== undefined && pass?.at.startsWith(year) === true
}
