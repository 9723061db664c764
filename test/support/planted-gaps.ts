import { calendarDate, type Instant, instant } from '../../src/domain/calendar.ts'
import { dayNumber, dayOfNumber } from '../../src/domain/days.ts'
import { sourceId } from '../../src/domain/ids.ts'
import { passName } from '../../src/domain/pass-name.ts'
import { countryCode } from '../../src/domain/place.ts'
import type { UnitRecord } from '../../src/ports/crawl-log.ts'
import { postgresCrawlLog } from '../../src/store/postgres/crawl-log.ts'
import { reportOf, type TestArchive } from './archive.ts'

/** A library of pages that each began two ads in each week and country: what is asked for by week, and reported by week. */
export const COUNTRIES = ['CA', 'GB'] as const
const CURRENCIES = { CA: 'CAD', GB: 'GBP' } as const
const FIRST_MONDAY = dayNumber('2026-09-28')
const WEEKS = 3
const PAGES = 20
/** In whole units of the currency; bounds around it are 100 wide. */
const COST = 250

export interface Cell {
  readonly country: (typeof COUNTRIES)[number]
  readonly week: number
  readonly page: number
}

export const CELLS: readonly Cell[] = COUNTRIES.flatMap((country) =>
  Array.from({ length: WEEKS * PAGES }, (_, index) => ({
    country,
    week: Math.floor(index / PAGES),
    page: index % PAGES,
  })),
)

export const pageName = (page: number) => `Page ${page} for All`
export const pageId = (page: number) => String(123_456_789_011 + page)
export const monday = (week: number) => day(FIRST_MONDAY + week * 7)
export const sunday = (week: number) => day(FIRST_MONDAY + week * 7 + 6)

/** One ad as the API tells it. */
export interface WireAd {
  readonly number: number
  readonly page: number
  readonly start: string
  readonly stop: string
  readonly currency: string
}

export function wireAd({ number, page, start, stop, currency }: WireAd): object {
  return {
    id: String(900_000_000_000 + number),
    page_id: pageId(page),
    page_name: pageName(page),
    bylines: `Friends of page ${page}`,
    ad_creation_time: start,
    ad_delivery_start_time: start,
    ad_delivery_stop_time: stop,
    ad_snapshot_url: `https://www.facebook.com/ads/archive/render_ad/?id=${900_000_000_000 + number}`,
    ad_creative_bodies: ['Vote.'],
    currency,
    spend: { lower_bound: '200', upper_bound: '299' },
    impressions: { lower_bound: '1000', upper_bound: '4999' },
  }
}

/** Brings passes and reports of all weeks; the second ad of each planted cell is lost on the way. */
export async function bringLibrary(opened: TestArchive, planted: readonly Cell[]): Promise<void> {
  for (const country of COUNTRIES) {
    for (let week = 0; week < WEEKS; week++) {
      const own = CELLS.filter((cell) => cell.country === country && cell.week === week)
      const ads = own.flatMap((cell) => adsOf(cell).slice(0, planted.includes(cell) ? 1 : 2))
      await bringPass(opened, { country, week, ads, published: own.length * 2 })
      await bringReport(opened, { country, week, rows: own.map(({ page }) => ({ page, amount: 2 * COST, ads: 2 })) })
    }
  }
}

function adsOf(cell: Cell): object[] {
  const { country, week, page } = cell
  return [0, 1].map((which) =>
    wireAd({
      number: CELLS.indexOf(cell) * 2 + which,
      page,
      start: day(FIRST_MONDAY + week * 7 + 1),
      stop: day(FIRST_MONDAY + week * 7 + 4),
      currency: CURRENCIES[country],
    }),
  )
}

interface BroughtPass {
  readonly country: Cell['country']
  readonly week: number
  readonly ads: readonly object[]
  readonly published: number | null
  readonly state?: UnitRecord['state']
}

/** A pass over a week, two days behind its end. */
export async function bringPass(opened: TestArchive, { country, week, ads, published, state = 'whole' }: BroughtPass) {
  const [from, to] = [calendarDate(monday(week)), calendarDate(sunday(week))]
  const at = instant(`${day(dayNumber(to) + 2)}T05:12:00.000Z`)
  const unit = `${country}.${from}.${to}`
  const name = passName({ source: 'meta', unit, at, isWhole: state === 'whole' })
  const [outcome] = await opened.importText('meta', name, `${JSON.stringify({ data: ads })}\n`)
  reportOf(outcome)
  const counts = published === null ? [] : [{ country: null, day: null, ads: published }]
  await remember(opened, unit, { country: countryCode(country), days: { from, to }, state, passedAt: at, counts })
}

type Told = Pick<UnitRecord, 'country' | 'days' | 'state' | 'passedAt' | 'counts'>

export function remember(opened: TestArchive, unit: string, told: Told, source = 'meta'): Promise<void> {
  const quiet = { wholeAt: null as Instant | null, records: 0, recent: [], doubts: 0, pages: 1, requests: 1 }
  const record = { ...quiet, errors: {}, remarks: [], ...told }
  return postgresCrawlLog(opened.database).remember(sourceId(source), unit, record)
}

interface BroughtReport {
  readonly country: Cell['country']
  readonly week: number
  readonly rows: readonly { readonly page: number; readonly amount: number; readonly ads: number }[]
}

export async function bringReport(opened: TestArchive, { country, week, rows }: BroughtReport): Promise<void> {
  const header = `Page ID,Page name,Disclaimer,Amount spent (${CURRENCIES[country]}),Number of ads in Library`
  const lines = rows.map(
    ({ page, amount, ads }) => `${pageId(page)},${pageName(page)},Friends of page ${page},${amount},${ads}`,
  )
  const name = `FacebookAdLibraryReport_${sunday(week)}_${country}_last_7_days_advertisers.csv`
  reportOf((await opened.importText('meta-report', name, `${[header, ...lines].join('\n')}\n`))[0])
}

function day(number: number): string {
  return dayOfNumber(number)
}
