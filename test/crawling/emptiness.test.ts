import { type VirtualClock, virtualClock } from '../fetch/virtual-clock.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'
import { archiveDigest } from '../support/digest.ts'
import { libraryAds, ofOneUnit, type PagedLibrary, pagedLibrary, type Reply } from '../support/paged-library.ts'
import { proveReport } from '../support/prove-report.ts'

const DAY = '2026-11-25'
const DAY_MS = 86_400_000

let library: PagedLibrary
let crawled: Crawled
let clock: VirtualClock

async function open(emptyIsUnknown = false) {
  clock = virtualClock(`${DAY}T12:00:00Z`)
  library = await pagedLibrary({
    ads: libraryAds(200, 20),
    now: clock.now,
    perPage: 50,
    windowDays: 60,
    emptyIsUnknown,
  })
  crawled = await openCrawling(ofOneUnit(library.source), { day: DAY, address: library.url, clock })
}

afterEach(async () => {
  await crawled.close()
  await library[Symbol.asyncDispose]()
})

const EMPTY = { data: [], after: null }
const SIX: readonly (readonly [string, Reply])[] = [
  ['an empty list', { body: JSON.stringify(EMPTY) }],
  ['a web page', { body: '<!doctype html><title>Sorry, something went wrong</title>' }],
  ['a page to log in', { body: '<html><form action="/login"></form></html>' }],
  ['an empty list with another status', { status: 203, body: JSON.stringify(EMPTY) }],
  ['far less than before', { body: JSON.stringify({ data: libraryAds(90, 20), after: null }) }],
  ['an error in a good answer', { body: JSON.stringify({ error: 'something' }) }],
]

test.each(SIX)('I-19: %s in place of two hundred ads is never “nothing new”', async (_name, reply) => {
  await open()
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  const { id } = library.source.manifest
  const before = (await crawled.crawlLog.units(id)).get('US')
  const [missing, ads] = [await absences(), await crawled.adIds()]
  library.trap = () => reply
  clock.advance(DAY_MS)
  const report = await crawled.crawl()
  const isBelieved = report.outcome === 'done' || report.outcome === 'unchanged'
  proveReport({ emptyAnswers: 1, believed: isBelieved ? 1 : 0 })
  expect(isBelieved).toBe(false)
  expect(report.message).toMatch(/US: .*(used to tell of 200|in a row)/)
  const after = (await crawled.crawlLog.units(id)).get('US')
  expect(after?.state).not.toBe('whole')
  expect([after?.wholeAt, after?.recent]).toEqual([before?.wholeAt, before?.recent])
  expect(await absences()).toBe(missing)
  expect(await crawled.adIds()).toEqual(ads)
})

test('I-19: what says the same three times is believed, and its absences wait for a person', async () => {
  await open()
  await crawled.crawl()
  library.ads = library.ads.slice(0, 60)
  const outcomes: string[] = []
  for (let day = 0; day < 3; day++) {
    clock.advance(DAY_MS)
    outcomes.push((await crawled.crawl()).outcome)
  }
  expect(outcomes).toEqual(['suspect', 'suspect', 'suspect'])
  expect((await crawled.archive.archive.holds()).map(({ status, absent }) => [status, absent])).toEqual([['held', 140]])
  expect(await absences()).toBe(0)
})

test('where an empty answer may be a lie, it is kept as unknown from the first time on', async () => {
  await open(true)
  library.trap = () => ({ body: JSON.stringify(EMPTY) })
  expect(await crawled.crawl()).toMatchObject({ outcome: 'suspect' })
  expect((await crawled.crawlLog.units(library.source.manifest.id)).get('US')?.state).toBe('unknown')
})

test('where nothing was ever told, an empty list is an answer', async () => {
  await open()
  library.ads = []
  expect(await crawled.crawl()).toMatchObject({ outcome: 'unchanged', message: null })
  expect(await archiveDigest(crawled.archive.database)).toBeDefined()
})

test('I-13: what a whole pass lacks is missing, what the next one lacks too is withdrawn, and what comes back is restored', async () => {
  await open()
  await crawled.crawl()
  const all = library.ads
  library.ads = all.slice(5)
  clock.advance(DAY_MS)
  expect(await crawled.crawl()).toMatchObject({ outcome: 'unchanged' })
  expect(await states()).toEqual({ missing: 5, withdrawn: 0 })
  clock.advance(DAY_MS)
  await crawled.crawl()
  expect(await states()).toEqual({ missing: 5, withdrawn: 5 })
  library.ads = all
  clock.advance(DAY_MS)
  await crawled.crawl()
  expect(await states()).toEqual({ missing: 0, withdrawn: 0 })
})

test('I-13: a pass that was not whole proves no absence', async () => {
  await open()
  await crawled.crawl()
  library.trap = ({ url }) => (url.searchParams.has('after') ? { body: JSON.stringify({ error: 'broken' }) } : null)
  clock.advance(DAY_MS)
  library.ads = library.ads.slice(0, 190)
  await crawled.crawl()
  expect(await states()).toEqual({ missing: 0, withdrawn: 0 })
})

async function absences(): Promise<number> {
  return (await states()).missing
}

async function states(): Promise<{ missing: number; withdrawn: number }> {
  const [row] = await crawled.archive.database.query(
    `SELECT count(*) FILTER (WHERE state.missing_since IS NOT NULL)::int AS missing,
       count(*) FILTER (WHERE state.withdrawn_at IS NOT NULL)::int AS withdrawn
     FROM disclosure_state state WHERE state.to_revision IS NULL`,
  )
  return row
}
