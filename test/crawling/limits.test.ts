import type { Pace } from '../../src/ports/crawling.ts'
import { type VirtualClock, virtualClock } from '../fetch/virtual-clock.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'
import { libraryAds, type PagedLibrary, page, pagedLibrary, type Reply } from '../support/paged-library.ts'

const DAY = '2026-11-25'

let library: PagedLibrary
let crawled: Crawled
let clock: VirtualClock

async function open({
  ads = 300,
  perPage = 5,
  pace = {},
}: {
  ads?: number
  perPage?: number
  pace?: Partial<Pace>
} = {}) {
  clock = virtualClock(`${DAY}T12:00:00Z`)
  library = await pagedLibrary({ ads: libraryAds(ads, 20), now: clock.now, perPage, windowDays: 60, pace })
  crawled = await openCrawling(library.source, { day: DAY, address: library.url, clock, from: '2026-10-28' })
}

afterEach(async () => {
  await crawled.close()
  await library[Symbol.asyncDispose]()
})

const throttled = (wait: number | null): Reply => ({ status: 400, body: JSON.stringify({ error: 'throttled', wait }) })

test('I-8: told to wait, nothing is sent before; waits are only lengthened, by a fifth at most', async () => {
  await open()
  const told: { readonly from: number; readonly ms: number }[] = []
  library.trap = ({ index }) => {
    if (index % 10 !== 3) return null
    told.push({ from: clock.now().getTime(), ms: 90_000 })
    return throttled(90_000)
  }
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect(told.length).toBeGreaterThan(4)
  const within = library.seen.filter(({ at }) => told.some(({ from, ms }) => at > from && at < from + ms))
  expect(within).toEqual([])
  expect(crawled.slept.filter((ms) => ms >= 90_000).every((ms) => ms <= 90_000 * 1.2)).toBe(true)
  expect(await crawled.adIds()).toHaveLength(300)
})

test('I-8: three times in a row told to wait, it leaves with its checkpoint, is not asked before, and goes on', async () => {
  await open()
  library.trap = ({ index }) => (index >= 20 && index < 23 ? throttled(600_000) : null)
  const report = await crawled.crawl()
  expect(report).toMatchObject({ outcome: 'deferred' })
  expect(report.message).toMatch(/Put off at US\.2026-10-28\.2026-12-26: throttled/)
  const asked = library.seen.length
  expect(await crawled.crawl()).toMatchObject({
    outcome: 'deferred',
    message: expect.stringMatching(/not asked before/),
  })
  expect(library.seen).toHaveLength(asked)
  clock.advance(600_000)
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect(library.seen[asked]?.url).toBe(library.seen[asked - 1]?.url) // the page that was refused
  expect(await crawled.adIds()).toHaveLength(300)
})

test('I-8: waits of more than an hour in all end the run, put off', async () => {
  await open()
  library.trap = ({ index }) => (index % 2 === 1 ? throttled(1_000_000) : null)
  expect(await crawled.crawl()).toMatchObject({ outcome: 'deferred' })
  expect(crawled.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(3_600_000 * 1.2)
})

test('I-8: near a limit it slows down before it is refused', async () => {
  await open()
  library.trap = ({ url, index }) => {
    const reply = page(library.ads, url)
    return index < 5 ? { body: JSON.stringify({ ...JSON.parse(reply.body), pause: 90_000 }) } : null
  }
  await crawled.crawl()
  const gaps = library.seen.slice(1).map(({ at }, index) => at - (library.seen[index]?.at ?? 0))
  expect(gaps.slice(0, 5).every((ms) => ms >= 90_000)).toBe(true)
  expect(gaps[6]).toBeLessThan(90_000)
})

test('I-8: its pace is kept, and so is a window of requests', async () => {
  await open({ pace: { betweenMs: 0, burst: { requests: 8, withinMs: 30_000 } } })
  await crawled.crawl()
  const times = library.seen.map(({ at }) => at)
  const tooQuick = times.filter((at, index) => index >= 8 && at - (times[index - 8] ?? 0) <= 30_000)
  expect(tooQuick).toEqual([])
})

test('I-8: a budget of calls a day is never exceeded, whoever asks, and goes on the next day', async () => {
  await open({ pace: { callsPerDay: 25 } })
  const first = await crawled.crawl()
  expect(first).toMatchObject({
    outcome: 'deferred',
    message: expect.stringMatching(/the 25 calls of today are used up/),
  })
  await crawled.crawl()
  expect(library.seen).toHaveLength(25)
  clock.advance(12 * 3_600_000)
  await crawled.crawl()
  clock.advance(24 * 3_600_000)
  await crawled.crawl()
  const days = library.seen.map(({ at }) => new Date(at).toISOString().slice(0, 10))
  expect(Math.max(...[...new Set(days)].map((day) => days.filter((each) => each === day).length))).toBe(25)
  expect(await crawled.adIds()).toHaveLength(300)
})

test('the operator may lower the budget', async () => {
  await open({ pace: { callsPerDay: 25 } })
  await crawled.crawl({ callsPerDay: 4 })
  expect(library.seen).toHaveLength(4)
})

test('paused, it ends with its checkpoint and is not asked; resumed, it goes on', async () => {
  await open()
  library.trap = ({ index }) => {
    if (index === 9)
      void crawled.crawlLog.change(library.source.manifest.id, { pausedAt: '2026-11-25T12:00:00Z' as never })
    return null
  }
  const report = await crawled.crawl()
  expect(report).toMatchObject({ outcome: 'deferred', message: expect.stringMatching(/paused by an operator/) })
  const asked = library.seen.length
  expect(asked).toBeLessThan(60)
  await crawled.crawl()
  expect(library.seen).toHaveLength(asked)
  await crawled.crawlLog.change(library.source.manifest.id, { pausedAt: null })
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect(library.seen).toHaveLength(60)
})
