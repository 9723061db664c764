import { calendarDate } from '../../src/domain/calendar.ts'
import { linkedInAds } from '../../src/sandbox/api/linkedin-ads.ts'
import { SWITCHES, type SwitchName } from '../../src/sandbox/switches.ts'
import { linkedIn } from '../../src/sources/linkedin/source.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'

const DAY = calendarDate('2026-11-20')
const { id: SOURCE } = linkedIn.manifest

let crawled: Crawled
let isOpen = false
afterEach(async () => {
  if (isOpen) await crawled.close()
  isOpen = false
})

async function open(switches: readonly SwitchName[], searches = 'kuckuck'): Promise<void> {
  const settings = { COLLECT_LINKEDIN_SEARCHES: searches }
  crawled = await openCrawling(linkedIn, { day: DAY, switches, settings })
  isOpen = true
}

function expectedIds(word: string): string[] {
  const ads = linkedInAds(crawled.sandbox.world.on(DAY), new Set())
  return ads.flatMap(({ id, words }) => (words.includes(word) ? [id] : [])).sort()
}

const asked = () => crawled.sandbox.requests.filter(({ path }) => path.endsWith('/rest/adLibrary'))
const refused = () => asked().filter(({ status }) => status !== 200)
const records = async () => [...(await crawled.crawlLog.units(SOURCE)).values()]
const content = async (key: string): Promise<readonly Record<string, unknown>[]> => {
  const rows: { told: Record<string, unknown> }[] = await crawled.archive.database.query(
    `SELECT content->'${key}' AS told FROM disclosure_content ORDER BY 1`,
  )
  return rows.map(({ told }) => told)
}

/** All is had, and the pass is whole. */
async function expectAll(word = 'kuckuck'): Promise<void> {
  const ids = expectedIds(word)
  expect(ids.length).toBeGreaterThan(10)
  expect(await crawled.adIds()).toEqual(ids)
  expect((await records()).map(({ state }) => state)).toEqual(['whole'])
}

type Trap = Extract<SwitchName, `linkedin.${string}`>

interface Check {
  readonly traps: readonly Trap[]
  readonly check: () => Promise<void>
  readonly searches?: string
}

/** Its traps, over whole passes: what is done about each, and that nothing is lost. */
const CHECKS: readonly Check[] = [
  { traps: ['linkedin.count-max-25', 'linkedin.filters-refused', 'linkedin.no-statistics'], check: theyAreAvoided },
  { traps: ['linkedin.key-variants', 'linkedin.shares-below-100'], check: factsAreRead },
  { traps: ['linkedin.version-426'], check: theVersionIsTold },
  { traps: ['linkedin.429-no-retry-after'], check: thePaceIsKept, searches: 'e; a; o; verein' },
  { traps: ['linkedin.token-expired'], check: theTokenIsWaitedFor },
  { traps: ['linkedin.order-jitter'], check: theWalkIsWhole, searches: 'e' },
  { traps: ['linkedin.fuzzy-advertiser'], check: companiesAreToldApart, searches: 'advertiser: Verein' },
]

test.each(CHECKS)('$traps: what is done about it is enough', async ({ traps, check, searches }) => {
  await open(traps, searches)
  await check()
})

test('each of its switches is looked at', () => {
  const names = Object.keys(SWITCHES).filter((name) => name.startsWith('linkedin.'))
  expect(CHECKS.flatMap(({ traps }) => traps).sort()).toEqual(names.sort())
})

async function theyAreAvoided(): Promise<void> {
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect(refused()).toEqual([])
  const silent = (await content('impressions')).filter((told) => 'absent' in told)
  expect(silent.length).toBeGreaterThan(3)
  for (const told of silent) expect(told).toEqual({ absent: 'not_disclosed' }) // which is not zero
  await expectAll()
}

async function factsAreRead(): Promise<void> {
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  for (const told of await content('impressions')) expect(told).toHaveProperty('lower')
  for (const told of await content('targeting')) expect(told).toHaveLength(3)
  for (const told of await content('otherFacts')) {
    expect(told).toMatchObject({
      Type: expect.any(String),
      'Impressions by country': 'Germany: 31.54%; France: 8.46%',
    })
  }
  await expectAll()
}

async function theVersionIsTold(): Promise<void> {
  const report = await crawled.crawl()
  expect(report).toMatchObject({ outcome: 'failed' })
  expect(report.message).toMatch(/NONEXISTENT_VERSION.*Set LINKEDIN_VERSION/)
  expect(asked()).toHaveLength(1)
}

async function thePaceIsKept(): Promise<void> {
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect(asked().length).toBeGreaterThan(10)
  expect(refused()).toEqual([]) // never more than eight in thirty seconds
}

async function theTokenIsWaitedFor(): Promise<void> {
  const report = await crawled.crawl()
  expect(report).toMatchObject({ outcome: 'failed' })
  expect(report.message).toMatch(/EXPIRED_ACCESS_TOKEN/)
  expect(await crawled.crawlLog.standing(SOURCE)).toMatchObject({ credential: 'needed' })
  expect(asked()).toHaveLength(1)
  crawled.sandbox.setSwitches([])
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  await expectAll()
}

async function theWalkIsWhole(): Promise<void> {
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  await expectAll('e')
  crawled.clock.advance(86_400_000)
  const before = asked().length
  await crawled.crawl()
  expect(asked().length - before).toBeGreaterThanOrEqual(Math.ceil(expectedIds('e').length / 25)) // known ads end no walk
}

async function companiesAreToldApart(): Promise<void> {
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  const [unit] = await records()
  expect(unit?.remarks).toEqual([expect.stringMatching(/matches several advertisers/)])
  const companies = new Set((await content('advertiserId')).map((told) => JSON.stringify(told)))
  const names = new Set((await content('advertiserName')).map((told) => JSON.stringify(told)))
  expect(companies.size).toBeGreaterThan(1)
  expect(names.size).toBe(companies.size)
}

test('a first collection is small, names no natural person, and a second one of the day asks for nothing', async () => {
  await open([], 'Kuckuck; Brezel; Brygga; advertiser: Wählergruppe')
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done', counts: { quarantined: 0 } })
  expect(asked().length).toBeLessThan(60)
  const rows = await crawled.archive.database.query('SELECT content::text FROM disclosure_content')
  expect(JSON.stringify(rows)).not.toMatch(/Erika/)
  expect(JSON.stringify(rows)).toMatch(/withheld/)
  const before = asked().length
  expect(await crawled.crawl()).toMatchObject({ outcome: 'unchanged' })
  expect(asked()).toHaveLength(before)
})
