import { writeFileSync } from 'node:fs'
import { type VirtualClock, virtualClock } from '../fetch/virtual-clock.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'
import { libraryAds, type PagedLibrary, pagedLibrary } from '../support/paged-library.ts'

const DAY = '2026-11-25'
const HOUR_MS = 3_600_000

let library: PagedLibrary
let crawled: Crawled
let clock: VirtualClock
beforeEach(async () => {
  clock = virtualClock(`${DAY}T12:00:00Z`)
  library = await pagedLibrary({ ads: libraryAds(40, 4), now: clock.now, perPage: 10, windowDays: 60 })
  crawled = await openCrawling(library.source, { day: DAY, address: library.url, clock })
})
afterEach(async () => {
  await crawled.close()
  await library[Symbol.asyncDispose]()
})

/** A pass is stopped, and what it left is changed before the next. */
async function leftAs(change: (state: Record<string, unknown>) => unknown): Promise<void> {
  const stop = new AbortController()
  library.trap = ({ index }) => {
    if (index === 2) stop.abort()
    return null
  }
  await expect(crawled.crawl({ signal: stop.signal })).rejects.toMatchObject({ code: 'import.stopped' })
  library.trap = null
  const spool = await crawled.deps.spools.open('paged', (await crawled.deps.spools.left('paged'))[0] ?? '')
  const path = spool.path.replace(/jsonl$/, 'state')
  writeFileSync(path, JSON.stringify({ bytes: spool.size(), state: change(spool.state as Record<string, unknown>) }))
}

test.each([
  ['began in the year 2999', (state: object) => ({ ...state, at: '2999-01-01T00:00:00Z' })],
  ['began at no date at all', (state: object) => ({ ...state, at: 'yesterday' })],
  ['counts pages below zero', (state: object) => ({ ...state, pages: -5 })],
  ['has a place that is no place', (state: object) => ({ ...state, queue: [null, 'x'] })],
  ['has no queue', (state: object) => ({ ...state, queue: 7 })],
  ['is of another format', (state: object) => ({ ...state, format: 'paidfor-walk-0' })],
  ['is no object', () => 'state'],
])('I-4: a pass that was left and %s is gone on with or begun anew, and nothing is lost', async (_name, change) => {
  await leftAs(change)
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect(await crawled.adIds()).toEqual(library.ads.map(({ id }) => id))
})

test.each([
  ['25 hours behind', -25],
  ['25 hours ahead', 25],
])('I-4: after a run of a clock that was %s, the next asks for the same', async (_name, hours) => {
  clock.advance(hours * HOUR_MS)
  await crawled.crawl()
  const first = library.seen.length
  clock.advance(-hours * HOUR_MS)
  library.ads = [...library.ads, { id: 'ad-late', day: '2026-11-05', payer: 'Late' }]
  await crawled.crawl()
  clock.advance(48 * HOUR_MS)
  await crawled.crawl()
  expect(library.seen.length).toBeGreaterThan(first)
  expect(await crawled.adIds()).toContain('ad-late')
})

test('I-4: what was closed until the year 2999 is asked all the same', async () => {
  const closedUntil = '2999-01-01T00:00:00Z' as never
  await crawled.crawlLog.change(library.source.manifest.id, { closedUntil, closedBecause: 'a wrong clock' })
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
})

test('I-4: a pass noted for the year 2999 is due', async () => {
  await crawled.crawl()
  await crawled.archive.database.query("UPDATE crawl_unit SET passed_at = '2999-01-01T00:00:00Z'")
  const asked = library.seen.length
  await crawled.crawl()
  expect(library.seen.length).toBeGreaterThan(asked)
})

test('I-4: an ad that begins in the future is kept as it says', async () => {
  library.ads = [{ id: 'ad-next-year', day: '2026-12-20', payer: 'Early' }]
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  const [row] = await crawled.archive.database.query('SELECT starts_on::text AS day FROM disclosure_state')
  expect(row.day).toBe('2026-12-20')
})
