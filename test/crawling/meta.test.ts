import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { calendarDate } from '../../src/domain/calendar.ts'
import { dayNumber, daysLater } from '../../src/domain/days.ts'
import { disclosureId } from '../../src/domain/ids.ts'
import { metaAdId } from '../../src/sandbox/api/meta-ad.ts'
import { SWITCHES, type SwitchName } from '../../src/sandbox/switches.ts'
import { meta } from '../../src/sources/meta/source.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'

/** A Friday: a week of five days, and one unit where nothing older is asked for. */
const DAY = calendarDate('2026-11-20')
const { id: SOURCE } = meta.manifest

let crawled: Crawled
afterEach(() => crawled.close())

type Settings = Readonly<Record<string, string | undefined>>

async function open(switches: readonly SwitchName[], daysBack = 0, settings: Settings = {}) {
  const all = { COLLECT_META_COUNTRIES: 'GB', ...settings }
  crawled = await openCrawling(meta, { day: DAY, switches, daysBack, settings: all })
}

/** Ids of all ads that the made-up Meta lists of Britain within the days, by the world itself. */
function expectedIds(from = '2026-11-16'): string[] {
  const listed = crawled.sandbox.world
    .on(DAY)
    .ads('meta')
    .filter(({ isListed }) => isListed)
  const within = listed.filter(({ sponsor, lastDay }) => sponsor.aims === 'GB' && lastDay >= dayNumber(from))
  return within.map(metaAdId).sort()
}

const asked = () => crawled.sandbox.requests.filter(({ path }) => path.endsWith('/ads_archive'))
const limits = () => asked().map(({ search }) => Number(new URLSearchParams(search).get('limit')))
const refused = () => asked().filter(({ status }) => status !== 200)
const errors = async () => Object.assign({}, ...(await records()).map(({ errors: each }) => each))
const records = async () => [...(await crawled.crawlLog.units(SOURCE)).values()]

/** All is had in the end, and the pass is whole. */
async function expectAll(from?: string): Promise<void> {
  expect(await crawled.adIds()).toEqual(expectedIds(from))
  expect((await records()).map(({ state }) => state)).not.toContain('part')
}

/** Each of its traps, over whole passes: what is done about it, and that nothing is lost. */
const CHECKS: Readonly<Record<Extract<SwitchName, `meta.${string}`>, () => Promise<void>>> = {
  'meta.code1-reduce': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(limits().slice(0, 4)).toEqual([250, 125, 62, 31])
    expect(Math.max(...crawled.slept)).toBeLessThan(30_000) // asking for less is no reason to wait
    await expectAll()
  },
  'meta.code1-unknown': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(await errors()).toEqual({ 'code 1, subcode 99': 2 })
    expect(crawled.slept.filter((ms) => ms >= 60_000)).toHaveLength(2)
    await expectAll()
  },
  'meta.code2-transient': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(await errors()).toEqual({ 'code 2': 1 })
    await expectAll()
  },
  'meta.html-error': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(await errors()).toEqual({
      'a web page instead of JSON (400)': 1,
      'a web page instead of JSON (502)': 1,
    })
    await expectAll()
  },
  'meta.code613': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(refused()).toHaveLength(1) // none while we were told to wait
    expect(Math.max(...crawled.slept)).toBeGreaterThanOrEqual(120_000)
    await expectAll()
  },
  'meta.token-expired-midwalk': async () => {
    const report = await crawled.crawl()
    expect(report).toMatchObject({ outcome: 'failed' })
    expect(report.message).toMatch(/code 190, subcode 463.*META_ACCESS_TOKEN a new one/)
    expect(await crawled.crawlLog.standing(SOURCE)).toMatchObject({ credential: 'needed' })
    expect(refused()).toHaveLength(1)
    const [at] = refused()
    const before = asked().length
    crawled.settings['META_ACCESS_TOKEN'] = await exchangedToken()
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(asked()[before]?.search).toBe(at?.search) // from where it got to
    await expectAll('2026-11-09')
  },
  'meta.not-authorised': async () => {
    const report = await crawled.crawl()
    expect(report).toMatchObject({ outcome: 'failed' })
    expect(report.message).toMatch(/code 10, subcode 2332002.*facebook\.com\/ID/)
    expect(asked()).toHaveLength(1)
  },
  'meta.invalid-page-in-batch': async () => {
    await crawled.crawl()
    const batch = (await records()).find(({ days }) => days?.from === '2026-11-01')
    expect(batch).toMatchObject({ state: 'part', remarks: expect.arrayContaining(['Meta knows no page 9999000017']) })
    const ofTheOther = crawled.sandbox.world
      .on(DAY)
      .ads('meta')
      .filter(({ isListed, sponsor, lastDay }) => {
        return isListed && sponsor.key === 'marmalade' && lastDay >= dayNumber('2026-11-01')
      })
    expect(ofTheOther.length).toBeGreaterThan(0)
    expect(await crawled.adIds()).toEqual(expect.arrayContaining(ofTheOther.map(metaAdId)))
  },
  'meta.code100-sporadic': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(crawled.slept.filter((ms) => ms >= 600_000)).toHaveLength(1)
    await expectAll()
  },
  'meta.limit-ignored': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(asked()).toHaveLength(1)
    await expectAll()
  },
  'meta.next-repeats': async () => {
    const report = await crawled.crawl()
    expect(report.message).toMatch(/Not whole: GB.*the same page again and again/)
    expect(asked()).toHaveLength(2)
    expect(await records()).toMatchObject([{ state: 'part' }])
  },
  'meta.paging-missing-once': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(await errors()).toEqual({ 'an end that may be none': 1 })
    await expectAll()
  },
  'meta.cursor-dead': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(await errors()).toEqual({ 'code 2642: a dead cursor': 1 })
    expect(await crawled.crawlLog.standing(SOURCE)).toMatchObject({ diesAfter: 2 })
    await expectAll()
  },
  'meta.ads-removed-second-pass': async () => {
    crawled.sandbox.setSwitches([])
    await crawled.crawl()
    const before = await crawled.adIds()
    crawled.sandbox.setSwitches(['meta.ads-removed-second-pass'])
    for (let day = 1; day <= 2; day++) {
      crawled.clock.advance(86_400_000)
      await crawled.crawl()
    }
    expect(await crawled.adIds()).toEqual(before) // nothing is ever deleted
    const found = await Promise.all(before.map((ad) => crawled.archive.archive.history(disclosureId(SOURCE, ad))))
    const missing = found.filter((history) => history?.events.some(({ kind }) => kind === 'missing' || kind === 'held'))
    expect(missing.length).toBeGreaterThan(0)
    expect(missing.length).toBeLessThan(before.length / 5)
  },
  'meta.usage-unknown-key': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(refused()).toEqual([]) // we waited before we had to
    expect(Math.max(...crawled.slept)).toBeGreaterThanOrEqual(1_200_000)
    await expectAll('2026-11-09')
  },
  'meta.snapshot-url-token': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    await expectAll()
    expect(await textOf(crawled.archive.folder)).not.toMatch(/OfNobody/)
    const rows = await crawled.archive.database.query('SELECT content::text FROM disclosure_content')
    expect(JSON.stringify(rows)).not.toMatch(/OfNobody/)
    expect(JSON.stringify(rows)).toMatch(/REDACTED/)
  },
  'meta.reset-connection': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(Object.values(await errors())).toEqual([1])
    await expectAll()
  },
}

/** Where two weeks are needed, or pages besides. */
const OPENED: Partial<Record<SwitchName, readonly [daysBack: number, settings?: Settings]>> = {
  'meta.token-expired-midwalk': [7],
  'meta.usage-unknown-key': [7],
  'meta.ads-removed-second-pass': [28],
  'meta.invalid-page-in-batch': [0, { COLLECT_META_PAGES: '9999000016, 9999000017' }],
}

test.each(Object.entries(CHECKS))('%s: what is done about it is enough', async (name, check) => {
  const [daysBack, settings] = OPENED[name as SwitchName] ?? [0]
  await open([name as SwitchName], daysBack, settings)
  await check()
})

test('each of its switches is looked at', async () => {
  await open([])
  expect(Object.keys(CHECKS).sort()).toEqual(
    Object.keys(SWITCHES)
      .filter((name) => name.startsWith('meta.'))
      .sort(),
  )
})

test('a first collection is small, knows when its token ends, and a second one of the day asks for nothing', async () => {
  await open([], 28, { COLLECT_META_COUNTRIES: undefined })
  crawled.settings['COLLECT_META_COUNTRIES'] = crawled.sandbox.settings['COLLECT_META_COUNTRIES']
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done', counts: { quarantined: 0 } })
  expect(asked().length).toBeLessThan(60)
  const { tokenEndsAt } = await crawled.crawlLog.standing(SOURCE)
  expect(tokenEndsAt?.slice(0, 10)).toBe(daysLater(DAY, 45))
  const before = asked().length
  expect(await crawled.crawl()).toMatchObject({ outcome: 'unchanged' })
  expect(asked()).toHaveLength(before)
})

/** As README.md says it is exchanged. */
async function exchangedToken(): Promise<string> {
  const { META_APP_ID = '', META_APP_SECRET = '', META_ACCESS_TOKEN = '' } = crawled.sandbox.settings
  const query = new URLSearchParams({
    grant_type: 'fb_exchange_token',
    client_id: META_APP_ID,
    client_secret: META_APP_SECRET,
    fb_exchange_token: META_ACCESS_TOKEN,
  })
  const answer = await fetch(`${crawled.sandbox.apiAddresses['meta']}/v22.0/oauth/access_token?${query}`)
  return ((await answer.json()) as { access_token: string }).access_token
}

/** Of all files below a folder, unpacked. */
async function textOf(folder: string): Promise<string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(0)
  return files
    .map((file) => readFileSync(join(file.parentPath, file.name)))
    .map((bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1'))
    .join('\n')
}
