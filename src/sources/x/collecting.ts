import type { CalendarDate } from '../../domain/calendar.ts'
import { dayNumber } from '../../domain/days.ts'
import type { Collecting, RemoteFile } from '../../ports/collecting.ts'
import { type Release, releasesIn } from './releases.ts'

const A_DAY = 24
/** A tick is never early by more; without it a file of yesterday's tick would wait for tomorrow's. */
const SLACK_HOURS = 2
/** A zip of a header and one row has as many. */
const LEAST_BYTES = 300
/** Clients look back as far where the newest is not to be had. */
const MOST_DAYS_BACK = 30

/**
 * A dated zip every few days, linked from a page whose links are the only list of them. Clients that guess names try four
 * spellings of each: kesinishivaram/ad-tracker x_ads_scraper.py.
 */
export const xCollecting: Collecting = {
  address:
    'https://business.x.com/en/help/ads-policies/ads-content-policies/political-content/political-ads-disclosure',
  schedule: '43 4 * * *',
  everyHours: A_DAY,
  size: 'one zip, of some MB',
  files: () => [],
  filesIn: (page, address, today) => recent(releasesIn(page, address), today).map(releaseFile),
}

/** What is dated tomorrow is a slip of the pen; it cannot be believed to be the newest. */
function recent(releases: readonly Release[], today: CalendarDate): readonly Release[] {
  const come = releases.filter(({ day }) => day <= today)
  const newest = come[0]?.day ?? today
  return come.filter(({ day }) => dayNumber(newest) - dayNumber(day) <= MOST_DAYS_BACK)
}

/** One day may be linked in two spellings, of which one is there. */
function releaseFile({ day, url }: Release, index: number, all: readonly Release[]): RemoteFile {
  const before = all.slice(0, index).filter((other) => other.day === day).length
  return {
    key: before === 0 ? day : `${day}-${before + 1}`,
    url,
    nameAt: () => `${day}_political-ads-data.zip`,
    mayBeAbsent: true,
    everyHours: A_DAY - SLACK_HOURS,
    leastBytes: LEAST_BYTES,
  }
}
