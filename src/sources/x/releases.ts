import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import { monthNamed } from './days.ts'

/** with and without a zero before the day, the month in either case. */
const NAME = /(\d{1,2})-([a-z]+)-(\d{4})-political-ads-data\.zip/i

/** The day in a release’s name; null: it is no such name. */
export function releaseDay(name: string): CalendarDate | null {
  const [, dayOfMonth = '', monthName = '', year = ''] = NAME.exec(name) ?? []
  const month = monthNamed(monthName)
  if (month === null) return null
  return calendarDateOrNull(`${year}-${String(month).padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`)
}

export interface Release {
  readonly day: CalendarDate
  readonly url: string
}

const LINK = /[^\s"'<>()=]*\d{1,2}-[a-z]+-\d{4}-political-ads-data\.zip/gi

/** The releases that a page links to, newest first: by the days in their names, since the text of the names does not sort. */
export function releasesIn(page: string, address: string): readonly Release[] {
  const plain = page.replace(/\\\/|\\u002f|&#x2f;/gi, '/')
  const urls = new Set([...plain.matchAll(LINK)].map(([link]) => urlOf(link, address)))
  const releases = [...urls].flatMap((url) => {
    const day = url === null ? null : releaseDay(url)
    return url === null || day === null ? [] : [{ day, url }]
  })
  return releases.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
}

/** Where X has had them; and wherever the operator says that the page lies. */
const HOSTS = ['business.x.com', 'business.twitter.com']

/** Null: it leads to a host that is none of X’s. */
function urlOf(link: string, address: string): string | null {
  if (!URL.canParse(link, address)) return null
  const url = new URL(link, address)
  const isKnown = url.origin === new URL(address).origin || (url.protocol === 'https:' && HOSTS.includes(url.host))
  return isKnown ? url.href : null
}
