import type { CalendarDate } from '../../domain/calendar.ts'
import { dayOfNumber, daysLater } from '../../domain/days.ts'
import { Problem } from '../../domain/errors.ts'
import { unitKey } from '../../domain/pass-name.ts'
import { countryCode } from '../../domain/place.ts'
import type { CrawlAsk, WorkUnit } from '../../ports/crawling.ts'
import { EU } from './eu.ts'
import type { At } from './position.ts'

/** The earliest day that the date picker offers. Source: its script, October 2026. */
const EARLIEST = '2023-08-26'
const A_DAY = 24
const A_MONTH = 30 * 24
/** So long after its end a month’s figures may still move. */
const UNSETTLED_DAYS = 7

/** An account, a country, a month: one report each. The newest months first. @throws {Problem} `config.invalid` */
export function units({ today, from, setting }: CrawlAsk): readonly WorkUnit[] {
  const accounts = words(setting('COLLECT_X_EU_ACCOUNTS')).map((each) => each.replace(/^@/, ''))
  const countries = [...new Set(words(setting('COLLECT_X_EU_COUNTRIES')).map(countryOfEu))]
  const months = monthsBetween(from < EARLIEST ? (EARLIEST as CalendarDate) : from, today)
  return months.flatMap((month) =>
    accounts.flatMap((user) => countries.map((country) => unitOf({ user, country, ...month }, today))),
  )
}

/** The Union itself writes Greece as EL. */
function countryOfEu(told: string): string {
  const upper = told.toUpperCase()
  const code = upper === 'EL' ? 'GR' : upper
  if (EU.includes(code)) return code
  const message = `COLLECT_X_EU_COUNTRIES names “${told}”: X’s repository has the countries of the EU alone, by codes such as DE.`
  throw new Problem('config.invalid', message)
}

function words(setting: string | null): readonly string[] {
  return [...new Set((setting ?? '').split(/[\s,;]+/).filter((each) => each !== ''))]
}

interface Month {
  /** `2026-09` */
  readonly name: string
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** Whole months, but for the first ever; the running one ends today. */
function monthsBetween(from: CalendarDate, today: CalendarDate): readonly Month[] {
  const months: Month[] = []
  for (let end = today; end >= from; end = daysLater(`${end.slice(0, 7)}-01` as CalendarDate, -1)) {
    const name = end.slice(0, 7)
    const first = `${name}-01`
    months.push({ name, from: (first < EARLIEST ? EARLIEST : first) as CalendarDate, to: end })
  }
  return months
}

interface Asked extends Month {
  readonly user: string
  readonly country: string
}

function unitOf({ user, country, name, from, to }: Asked, today: CalendarDate): WorkUnit {
  const isRunning = daysLater(to, UNSETTLED_DAYS) >= today
  const begin: At = { step: 'page', user, country, from, to, looks: 0 }
  return {
    key: unitKey(user, country, name),
    country: countryCode(country),
    days: { from, to: lastOfMonth(name) },
    begin,
    everyHours: isRunning ? A_DAY : A_MONTH,
    kind: isRunning ? 'running' : 'settled',
  }
}

function lastOfMonth(name: string): CalendarDate {
  const [year = 0, month = 0] = name.split('-').map(Number)
  return dayOfNumber(Date.UTC(year, month, 0) / 86_400_000) as CalendarDate
}
