import request from 'supertest'
import { sourcePulls } from '../../jobs/source-pulls.ts'
import { pauseSource, resumeSource } from '../../src/commands/pausing.ts'
import { type Instant, instant } from '../../src/domain/calendar.ts'
import type { ApiCalls } from '../../src/ports/api-calls.ts'
import type { RunLog } from '../../src/ports/run-log.ts'
import type { SourcePulls } from '../../src/ports/source-runs.ts'
import { snap } from '../../src/sources/snap/source.ts'
import { postgresRunLog } from '../../src/store/postgres/run-log.ts'
import { virtualClock } from '../fetch/virtual-clock.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'
import { libraryAds, type PagedLibrary, pagedLibrary } from '../support/paged-library.ts'
import { siteOver } from '../support/site.ts'
import { textOf } from '../web/support/html.ts'

/** The real engine, log and site on one archive: paused by its page while it crawls, and gone on with. */
const PAGES = 12
const JOB = 'collect-paged'
const OWN_PAGE = { 'Sec-Fetch-Site': 'same-origin' }

let library: PagedLibrary
let crawled: Crawled
let runLog: RunLog
let pulls: SourcePulls
let site: ReturnType<typeof siteOver>
/** Called behind the answer of that number. */
let afterAnswer: { readonly number: number; readonly act: () => Promise<unknown> } | null

beforeEach(async () => {
  afterAnswer = null
  const clock = virtualClock('2026-11-25T12:00:00Z')
  library = await pagedLibrary({ ads: libraryAds(PAGES * 10, 20), now: clock.now, windowDays: 60 })
  crawled = await openCrawling(library.source, { day: '2026-11-25', address: library.url, clock, around })
  runLog = postgresRunLog(crawled.archive.database)
  const { crawlLog } = crawled
  const deps = { runLog, crawlLog, sources: [library.source, snap], now: clock.now }
  pulls = sourcePulls(deps, { collect: ['paged'], platforms: PLATFORMS })
  site = siteOver(crawled.archive, undefined, undefined, pulls)
})
afterEach(async () => {
  await crawled.close()
  await library[Symbol.asyncDispose]()
})

const PLATFORMS = { settings: new Map(), secrets: [], from: null, callsPerDay: new Map([['paged', 500]]) }

function around(api: ApiCalls): ApiCalls {
  return {
    ask: async (...asked) => {
      const answer = await api.ask(...asked)
      if (library.seen.length === afterAnswer?.number) await afterAnswer.act()
      return answer
    },
  }
}

const press = (act: 'pause' | 'resume') => request(site).post(`/sources/paged/${act}`).set(OWN_PAGE).expect(303)
const page = async () => textOf((await request(site).get('/sources/paged/runs').expect(200)).text)
const hours = (from: Date, number: number): Instant =>
  instant(new Date(from.getTime() + number * 3_600_000).toISOString())

test('a crawl that is paused from its page ends at its next request, keeps all it has, and goes on without asking twice', async () => {
  afterAnswer = { number: 5, act: () => press('pause') }
  expect(await crawled.crawl()).toMatchObject({
    outcome: 'deferred',
    message: expect.stringContaining('paused by an operator'),
  })
  expect(library.seen).toHaveLength(5)
  expect(await page()).toContain('Paused by an operator since 25 Nov 2026, 12:00 UTC: nothing is asked.')
  expect(await crawled.crawl()).toMatchObject({ outcome: 'deferred' })
  expect(library.seen).toHaveLength(5)
  await press('resume')
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect(new Set(library.seen.map(({ url }) => url)).size).toBe(library.seen.length)
  expect(library.seen).toHaveLength(PAGES)
  expect(await crawled.adIds()).toHaveLength(PAGES * 10)
  expect(await page()).toMatch(/1 part walked to the end so far; their last passes told of 120 ads/)
  expect(await page()).toMatch(/Calls today \(UTC\) 12 of 500/)
})

test('resumed, the job is due at once, and only if a process schedules it; pressed twice, it stays so', async () => {
  const now = crawled.clock.now()
  await press('pause')
  await press('resume')
  expect(await runLog.states()).toEqual([])
  await runLog.plan(JOB, hours(now, 18), hours(now, 0))
  await press('resume')
  expect(await runLog.plan(JOB, hours(now, 18), hours(now, 0))).toBeNull() // it was not paused: nothing falls due
  await press('pause')
  await press('resume')
  const due = await runLog.plan(JOB, hours(now, 18), hours(now, 0))
  expect(due).toBe(instant(new Date(now.getTime() - 60_000).toISOString()))
  expect(await page()).toContain('Next run now')
})

test('what is due earlier anyhow stays due then', async () => {
  const now = crawled.clock.now()
  await runLog.plan(JOB, hours(now, -2), hours(now, -3))
  expect(await runLog.dueNow(JOB, hours(now, 0))).toBe(true)
  expect(await runLog.plan(JOB, hours(now, 18), hours(now, 0))).toBe(hours(now, -2))
  expect(await runLog.dueNow('collect-nothing', hours(now, 0))).toBe(false)
})

test('the commands do the same where there is no browser, and say what comes next', async () => {
  expect(await pauseSource(pulls, library.source)).toContain('Paged Library is paused')
  const since = (await crawled.crawlLog.standing(library.source.manifest.id)).pausedAt
  crawled.clock.advance(60_000)
  await pauseSource(pulls, library.source)
  expect((await crawled.crawlLog.standing(library.source.manifest.id)).pausedAt).toBe(since)
  expect(await crawled.crawl()).toMatchObject({ outcome: 'deferred' })
  expect(await resumeSource(pulls, library.source)).toContain('goes on within a minute')
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  for (const act of [pauseSource, resumeSource]) {
    await expect(act(pulls, snap)).rejects.toMatchObject({ code: 'request.invalid' })
  }
})
