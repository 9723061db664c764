import { type CalendarDate, calendarDate } from '../../domain/calendar.ts'
import { daysLater } from '../../domain/days.ts'
import { Problem } from '../../domain/errors.ts'
import { passNamed, unitKey } from '../../domain/pass-name.ts'
import { type CountryCode, countryCode } from '../../domain/place.ts'
import type { CrawlAsk, WorkUnit } from '../../ports/crawling.ts'
import { asciiSearch } from './ascii.ts'
import type { TikTokPosition } from './position.ts'

/** The European Economic Area, the United Kingdom and Switzerland. */
const COUNTRIES =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ')

/** The library begins after this day. */
const BEGINNING = '2022-10-02'
/** The running month and the one before: their ads are still shown. */
const RUNNING_MONTHS = 2
const A_DAY = 24
const A_MONTH = 30 * 24
const LONGEST_SEARCH = 50

/** Countries × months of publication × words that are searched for, the newest first; the last day is yesterday's. */
export function units({ today, from, setting }: CrawlAsk): readonly WorkUnit[] {
  const yesterday = daysLater(today, -1)
  const months = monthsBetween(from < BEGINNING ? calendarDate(BEGINNING) : from, yesterday)
  const countries = countriesIn(setting('COLLECT_TIKTOK_COUNTRIES'))
  const searches = searchesIn(setting('COLLECT_TIKTOK_SEARCHES'))
  return months.flatMap((days, age) =>
    countries.flatMap((country) => searches.map((search) => unit({ country, days, search, age }))),
  )
}

interface Days {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

interface Stretch {
  readonly country: CountryCode
  readonly days: Days
  readonly search: string | null
  readonly age: number
}

function unit({ country, days, search, age }: Stretch): WorkUnit {
  const walk = { country, from: compact(days.from), to: compact(days.to), search, names: 'reference' } as const
  const ads: TikTokPosition = { ...walk, step: 'query', searchId: null, before: [] }
  const isRunning = age < RUNNING_MONTHS
  return {
    key: unitKey(country, days.from.slice(0, 7), ...(search === null ? [] : [search])),
    country,
    days,
    // What TikTok counts knows no words: beside a search it would be compared with something else.
    begin: search === null ? { ...walk, step: 'report' } : ads,
    everyHours: isRunning ? A_DAY : A_MONTH,
    kind: isRunning ? 'running' : 'settled',
  }
}

/** Months as they are, the newest first. The first begins with `from`'s month, so that its name tells what it holds. */
function monthsBetween(from: CalendarDate, to: CalendarDate): Days[] {
  const months: Days[] = []
  let last = to
  while (last >= from) {
    const first = calendarDate(`${last.slice(0, 7)}-01`)
    months.push({ from: first < BEGINNING ? calendarDate(BEGINNING) : first, to: last })
    last = daysLater(first, -1)
  }
  return months
}

function compact(day: CalendarDate): string {
  return day.replaceAll('-', '')
}

/** @throws {Problem} `config.invalid` */
function countriesIn(text: string | null): readonly CountryCode[] {
  const codes = (text ?? '')
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((code) => code !== '')
  const unknown = codes.filter((code) => !COUNTRIES.includes(code))
  if (unknown.length > 0) {
    const message = `COLLECT_TIKTOK_COUNTRIES: the library does not cover ${unknown.join(', ')}`
    throw new Problem('config.invalid', message)
  }
  return (codes.length === 0 ? COUNTRIES : [...new Set(codes)]).map(countryCode)
}

/** One null: no words, all ads. @throws {Problem} `config.invalid` */
function searchesIn(text: string | null): readonly (string | null)[] {
  const words = (text ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const searches = words.map((each) => {
    const search = asciiSearch(each)
    const why = search === null ? 'cannot be written in ASCII' : 'is longer than 50 letters'
    if (search !== null && search.length <= LONGEST_SEARCH) return search
    throw new Problem('config.invalid', `COLLECT_TIKTOK_SEARCHES: “${each}” ${why}, which TikTok cannot search for`)
  })
  return searches.length === 0 ? [null] : [...new Set(searches)]
}

const OWN = /^([A-Z]{2})\.\d{4}-\d{2}(\..+)?$/

/** The country that was asked about; null where the file's name does not tell. */
export function countryOfFile(name: string): string | null {
  return OWN.exec(passNamed(name)?.unit ?? '')?.[1] ?? null
}

/** Whether the pass was over all ads of a month, rather than over those that hold some words. */
export function isOfAllAds(name: string): boolean {
  const found = OWN.exec(passNamed(name)?.unit ?? '')
  return found !== null && found[2] === undefined
}
