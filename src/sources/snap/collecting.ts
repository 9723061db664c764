import type { CalendarDate, Instant } from '../../domain/calendar.ts'
import type { Collecting, RemoteFile } from '../../ports/collecting.ts'

const FIRST_YEAR = 2018
/** Early in a year, ads of the last one still run. */
const RUNNING_YEARS = 2
const A_DAY = 24
const A_WEEK = 7 * 24
/** A tick is never early by more; without it a file of yesterday's tick would wait for tomorrow's. */
const SLACK_HOURS = 2
/** The smallest real file, of 2018, has some tens of thousands of bytes; a zip of a header and a readme has over a thousand. */
const LEAST_BYTES = 500

/**
 * One zip a year; the running year's is made anew each day, older ones now and then. The address: rfordatascience/tidytuesday
 * #126, ambanum/political-ads-scraper snapchat_fetch/fetch.py.
 */
export const snapCollecting: Collecting = {
  address: 'https://storage.googleapis.com/ad-manager-political-ads-dump/political/{year}/PoliticalAds.zip',
  schedule: '17 5 * * *',
  everyHours: A_DAY,
  size: 'about 15 MB',
  files: (address, today) => years(today).map((year) => yearFile(address, year, today)),
}

/** Newest first. */
function years(today: CalendarDate): number[] {
  const running = yearOf(today)
  return Array.from({ length: running - FIRST_YEAR + 1 }, (_, index) => running - index)
}

function yearFile(address: string, year: number, today: CalendarDate): RemoteFile {
  const age = yearOf(today) - year
  return {
    key: String(year),
    url: address.replaceAll('{year}', String(year)),
    nameAt: (published) => `${moment(published)}_${year}.zip`,
    mayBeAbsent: true,
    everyHours: (age < RUNNING_YEARS ? A_DAY : A_WEEK) - SLACK_HOURS,
    leastBytes: LEAST_BYTES,
  }
}

function yearOf(day: CalendarDate): number {
  return Number(day.slice(0, 4))
}

/** `2026-11-25T051700Z`: a file name may hold no colon everywhere. */
function moment(published: Instant): string {
  return published.replaceAll(':', '')
}
