import { calendarDate } from '../../src/domain/calendar.ts'
import type { ApiCalls } from '../../src/ports/api-calls.ts'
import { type MicrosoftAd, microsoftAds } from '../../src/sandbox/api/microsoft-ads.ts'
import { SWITCHES, type SwitchName } from '../../src/sandbox/switches.ts'
import { makeWorld } from '../../src/sandbox/world.ts'
import { microsoft } from '../../src/sources/microsoft/source.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'

/** One month, which is one unit where one word is searched for in one country. */
const DAY = calendarDate('2026-11-20')
const { id: SOURCE } = microsoft.manifest

let crawled: Crawled
let isOpen = false
afterEach(async () => {
  if (isOpen) await crawled.close()
  isOpen = false
})

type Around = (api: ApiCalls) => ApiCalls

async function open(traps: readonly SwitchName[], searches = 'mehr', daysBack = 0, around: Around = (api) => api) {
  const settings = { COLLECT_MICROSOFT_SEARCHES: searches }
  crawled = await openCrawling(microsoft, { day: DAY, switches: traps, daysBack, settings, around })
  isOpen = true
}

/** What the made-up library lists of Germany in November for any of the words, by the world itself. */
function expectedAds(switches: readonly SwitchName[]) {
  return microsoftAds(crawled.sandbox.world.on(DAY), new Set(switches)).filter(isWanted)
}

const isWanted = ({ ad, last }: MicrosoftAd) => ad.sponsor.aims === 'DE' && last >= '2026-11-01'

const asked = () => crawled.sandbox.requests.filter(({ path }) => path.includes('/api/microsoft/'))
const refused = () => asked().filter(({ status }) => status !== 200)
const records = async () => [...(await crawled.crawlLog.units(SOURCE)).values()]
const told = async (key: string) => {
  const rows: { told: unknown }[] = await crawled.archive.database.query(
    `SELECT DISTINCT content->'${key}' AS told FROM disclosure_content`,
  )
  return rows.map(({ told: each }) => each)
}

async function expectAll(switches: readonly SwitchName[]): Promise<void> {
  const ids = expectedAds(switches).map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(5)
  expect(await crawled.adIds()).toEqual(ids.sort())
  expect((await records()).map(({ state }) => state)).toEqual(['whole'])
}

type Trap = Extract<SwitchName, `ms.${string}`>

interface Check {
  readonly traps: readonly Trap[]
  readonly check: () => Promise<void>
  readonly searches?: string
}

/** Its traps, over whole passes: what is done about each, and that nothing is lost. */
const CHECKS: readonly Check[] = [
  { traps: ['ms.429-after-10'], check: thePaceIsKept },
  { traps: ['ms.cap-1000'], check: theDaysAreCutUp },
  { traps: ['ms.merged-account'], check: accountsAreOneAdvertiser },
  { traps: ['ms.targets-name', 'ms.big-longs', 'ms.odata-refused'], check: factsAreRead },
  { traps: ['ms.400-odd-search'], check: theOthersAreSearched, searches: '100 % "echt"; mehr' },
]

test.each(CHECKS)('$traps: what is done about it is enough', async ({ traps, check, searches }) => {
  await open(traps, searches)
  await check()
})

test('each of its switches is looked at', () => {
  const names = Object.keys(SWITCHES).filter((name) => name.startsWith('ms.'))
  expect(CHECKS.flatMap(({ traps }) => traps).sort()).toEqual(names.sort())
})

async function thePaceIsKept(): Promise<void> {
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect(asked().length).toBeGreaterThan(10)
  expect(refused()).toEqual([]) // we never were quick enough
  await expectAll([])
}

async function theDaysAreCutUp(): Promise<void> {
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  await expectAll([])
  const [unit] = await records()
  expect(unit?.remarks).toEqual([expect.stringMatching(/the days were cut up/)])
  expect(unit?.counts).toEqual([{ country: 'DE', day: null, ads: expectedAds([]).length }])
}

async function accountsAreOneAdvertiser(): Promise<void> {
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  await expectAll(['ms.merged-account'])
  const ads = expectedAds(['ms.merged-account'])
  const accounts = new Set(ads.map(({ accountId }) => accountId))
  const verified = [...new Set(ads.map(({ verifiedId }) => verifiedId))].sort()
  expect(accounts.size).toBeGreaterThan(verified.length)
  expect((await told('advertiserId')).sort()).toEqual(verified)
  const facts = (await told('otherFacts')) as Readonly<Record<string, string>>[]
  expect(new Set(facts.map((each) => each['Account id']))).toEqual(accounts)
}

async function factsAreRead(): Promise<void> {
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect(refused()).toEqual([])
  await expectAll(['ms.big-longs'])
  expect((await crawled.adIds())[0]).toMatch(/^\d{18}$/)
  const choices = await told('targeting')
  expect(choices.length).toBeGreaterThan(0)
  for (const each of choices) expect(each).toContainEqual({ criterion: 'Location', mode: 'included', values: [] })
}

async function theOthersAreSearched(): Promise<void> {
  const report = await crawled.crawl()
  expect(report.message).toMatch(/the search text “100 % "echt"” was refused/)
  expect(refused()).toHaveLength(1)
  const ids = expectedAds([]).map(({ id }) => id)
  expect(await crawled.adIds()).toEqual(ids.sort())
  expect((await records()).map(({ state }) => state).sort()).toEqual(['part', 'whole'])
}

test('told to wait three times in a row, nobody is asked any more, and the next run goes on from there', async () => {
  await open(['ms.429-after-10'])
  const at = await fetchQuickly(11)
  expect(at.at(-1)).toBe(429)
  // Whoever asks again after ninety seconds is heard; a caller behind the same address may spoil that each time.
  const spoil = crawled.clock.sleep.bind(crawled.clock)
  let isSpoilt = true
  Object.assign(crawled.clock, {
    sleep: async (ms: number, signal: AbortSignal) => {
      await spoil(ms, signal)
      if (isSpoilt) await fetchQuickly(11)
    },
  })
  expect(await crawled.crawl()).toMatchObject({ outcome: 'deferred' })
  expect(crawled.slept.filter((ms) => ms >= 90_000)).toHaveLength(2)
  isSpoilt = false
  crawled.clock.advance(3_600_000)
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  await expectAll([])
})

async function fetchQuickly(count: number): Promise<readonly number[]> {
  const statuses: number[] = []
  for (let each = 0; each < count; each++) {
    const answer = await fetch(`${crawled.sandbox.apiAddresses['microsoft']}/Ads?searchText=x`)
    await answer.text()
    statuses.push(answer.status)
  }
  return statuses
}

test('an ad whose details never come is kept as the list told it, and the pass is not whole', async () => {
  const [lost] = microsoftAds(makeWorld({ seed: 7, today: DAY }).on(DAY), new Set()).filter(isWanted)
  await open([], 'mehr', 0, (api) => ({
    ask: async (request, headers, signal) =>
      request.url.includes(`/Ads/${lost?.id}?`)
        ? { noAnswer: 'the connection broke' }
        : api.ask(request, headers, signal),
  }))
  await crawled.crawl()
  expect(await crawled.adIds()).toEqual(
    expectedAds([])
      .map(({ id }) => id)
      .sort(),
  )
  expect(await records()).toMatchObject([{ state: 'part' }])
})

test('a first collection is small, and needs no token', async () => {
  await open([], 'Pünktlich; Schirm', 28)
  crawled.settings['MICROSOFT_DEVELOPER_TOKEN'] = undefined
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done', counts: { quarantined: 0 } })
  expect(asked().length).toBeLessThan(60)
  expect((await crawled.adIds()).length).toBeGreaterThan(5)
})
