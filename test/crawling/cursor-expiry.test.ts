import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { calendarDate } from '../../src/domain/calendar.ts'
import { daysLater } from '../../src/domain/days.ts'
import { meta } from '../../src/sources/meta/source.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize } from '../support/seeded.ts'

/** A Sunday: all of its eight weeks are whole. */
const DAY = '2026-11-22'
const WEEKS = 8
/** Asked for so many ads at once, the library answers with three times as many. Source: Script-Repository issue 60. */
const ASKED = proofSize(10)
const PER_PAGE = 3 * ASKED
const PAGES_A_WEEK = 25
/** Behind so many pages of one walk, its cursor is dead. */
const LIVES = 20
const HTML_EVERY = 40

interface Ad {
  readonly id: string
  readonly from: string
  readonly to: string
}

/** Even over the days of all weeks; each runs on one day, so that no part of a week holds an ad of another. */
const ads: readonly Ad[] = Array.from({ length: WEEKS * PAGES_A_WEEK * PER_PAGE }, (_, index) => {
  const day = daysLater(calendarDate(DAY), -(index % (WEEKS * 7)))
  return { id: `9${String(index).padStart(15, '0')}`, from: day, to: day }
})

/** With one call for each page of each week, and none in vain. */
const IDEAL = WEEKS * PAGES_A_WEEK

interface Seen {
  readonly rows: number
  readonly isDead: boolean
  readonly isHtml: boolean
}
const seen: Seen[] = []
const server = createServer((request, response) => serve(new URL(request.url ?? '/', 'http://x.example'), response))
let crawled: Crawled

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const crawling = { ...meta.crawling, pageSize: { start: ASKED, least: Math.ceil(ASKED / 4), most: ASKED } }
  const settings = { COLLECT_META_COUNTRIES: 'US' }
  crawled = await openCrawling({ ...meta, crawling } as typeof meta, {
    day: DAY,
    address,
    settings,
    daysBack: WEEKS * 7 - 1,
  })
})
afterAll(async () => {
  await crawled.close()
  server.closeAllConnections()
  server.close()
})

test('I-10: a dead cursor costs its stretch, not the crawl: every ad is had, with at most 1.3 times the calls', async () => {
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  const held = new Set(await crawled.adIds())
  const missing = ads.filter(({ id }) => !held.has(id)).length
  expect([missing, held.size]).toEqual([0, ads.length])
  const states = [...(await crawled.crawlLog.units(meta.manifest.id)).values()].map(({ state }) => state)
  expect(states).toEqual(Array.from({ length: WEEKS }, () => 'whole'))
  const dead = seen.filter(({ isDead }) => isDead).length
  const html = seen.filter(({ isHtml }) => isHtml).length
  expect([dead > 0, html > 0, seen.some(({ rows }) => rows > ASKED)]).toEqual([true, true, true])
  proveReport({ ads: ads.length, missing, ideal: IDEAL, requests: seen.length, dead, html })
  expect(seen.length / IDEAL).toBeLessThanOrEqual(1.3)
}, 600_000)

function serve({ pathname, searchParams: query }: URL, response: ServerResponse): void {
  const send = (status: number, body: string, told: Partial<Seen> = {}) => {
    seen.push({ rows: 0, isDead: false, isHtml: false, ...told })
    const usage = '{"1":[{"type":"ads_archive","call_count":1}]}'
    response.writeHead(status, { 'x-business-use-case-usage': usage }).end(body)
  }
  const [place = 0, pages = 0] = (query.get('after') ?? '').split('-').map(Number)
  if (!pathname.endsWith('/ads_archive')) {
    send(404, '{}')
    return
  }
  if (seen.length % HTML_EVERY === HTML_EVERY - 1) {
    send(400, '<html>Sorry, something went wrong</html>', { isHtml: true })
    return
  }
  if (pages >= LIVES) {
    send(400, '{"error":{"code":2642,"message":"(#2642) Invalid cursors values"}}', { isDead: true })
    return
  }
  const [min = '', max = ''] = [query.get('ad_delivery_date_min'), query.get('ad_delivery_date_max')].map(String)
  const within = ads.filter(({ from, to }) => to >= min && from <= max)
  const rows = within.slice(place, place + 3 * Number(query.get('limit')))
  const end = place + rows.length
  const cursors = { after: `${end}-${pages + 1}` }
  const paging = end < within.length ? { cursors, next: `https://x.example/?after=${cursors.after}` } : { cursors }
  send(200, JSON.stringify({ data: rows.map(wire), paging }), { rows: rows.length })
}

function wire({ id, from, to }: Ad) {
  return {
    id,
    page_id: '999900001',
    page_name: 'Made by hand',
    ad_delivery_start_time: from,
    ad_delivery_stop_time: to,
    currency: 'USD',
    spend: { lower_bound: '0', upper_bound: '99' },
    impressions: { lower_bound: '0', upper_bound: '999' },
  }
}
