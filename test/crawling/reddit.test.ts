import type { CalendarDate } from '../../src/domain/calendar.ts'
import { isAbsent } from '../../src/domain/disclosure.ts'
import { disclosureId } from '../../src/domain/ids.ts'
import { postName } from '../../src/sandbox/api/reddit.ts'
import { SWITCHES, type SwitchName } from '../../src/sandbox/switches.ts'
import { reddit } from '../../src/sources/reddit/source.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'

const DAY = '2026-10-20' as CalendarDate
const NEXT_DAY = '2026-10-21'
const { id: SOURCE } = reddit.manifest

let crawled: Crawled
afterEach(() => crawled.close())

const open = async (...switches: readonly SwitchName[]) => {
  crawled = await openCrawling(reddit, { day: DAY, switches })
}

/** The newest first, as the list has them. */
function listed(day = DAY) {
  const ads = crawled.sandbox.world.on(day).ads('reddit')
  return ads.filter(({ isListed }) => isListed).sort((a, b) => b.firstDay - a.firstDay || a.id.localeCompare(b.id))
}

async function unit() {
  const units = await crawled.crawlLog.units(SOURCE)
  return units.get('new')
}

const historyOf = async (name: string) => crawled.archive.archive.history(disclosureId(SOURCE, name))
const fieldsOf = async (name: string) => (await historyOf(name))?.held.fields ?? {}
const listings = () => crawled.sandbox.requests.filter(({ path }) => path.endsWith('/new'))

test('a pass holds each post once, all pages of them, and shows no secret in an address', async () => {
  const later = '2026-11-25' as CalendarDate
  crawled = await openCrawling(reddit, { day: later })
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect(await crawled.adIds()).toEqual(
    listed(later)
      .map((ad) => postName(ad))
      .sort(),
  )
  expect(await unit()).toMatchObject({ state: 'whole', pages: 2 })
  expect(listings().map(({ search }) => search.replace(/t3_\w+/, 't3_x'))).toEqual([
    '?limit=100&raw_json=1',
    '?limit=100&raw_json=1&after=t3_x&count=100',
  ])
  const told = listed(later).find(({ sponsor }) => sponsor.aims === 'US')
  expect(await fieldsOf(postName(told as NonNullable<typeof told>))).toMatchObject({
    spend: { lower: BigInt(told?.spent ?? 0) * 100n, currency: 'USD' },
    impressions: { lower: BigInt(told?.shown ?? 0) },
  })
})

const CHECKS: Readonly<Record<Extract<SwitchName, `reddit.${string}`>, () => Promise<void>>> = {
  'reddit.listing-1000': async () => {
    await crawled.crawl()
    expect(await unit()).toMatchObject({ state: 'part', records: 1000 })
    expect((await unit())?.remarks).toEqual(['the list ended after 1000 posts: older ones cannot be reached'])
    // A day later newer posts have pushed older ones over the edge, and none of these counts as missing.
    crawled.setDay('2026-10-23')
    await crawled.crawl()
    const [{ count }] = await crawled.archive.database.query('SELECT count(*)::int AS count FROM absence')
    expect(count).toBe(0)
    expect((await crawled.adIds()).length).toBeGreaterThan(1000)
  },
  'reddit.edited-post': async () => {
    crawled.sandbox.setSwitches([])
    await crawled.crawl()
    const [first] = listed()
    const name = postName(first as NonNullable<typeof first>)
    const before = await historyOf(name)
    crawled.setDay(NEXT_DAY)
    crawled.sandbox.setSwitches(['reddit.edited-post'])
    await crawled.crawl()
    const after = await historyOf(name)
    expect([before?.versionCount, after?.versionCount]).toEqual([1, 2])
    expect(after?.held.fields.otherFacts).toMatchObject({ Edited: expect.stringMatching(/^2026-.*Z$/) })
    expect(before?.held.fields.otherFacts).not.toHaveProperty('Edited')
  },
  'reddit.deleted-post': async () => {
    crawled.sandbox.setSwitches([])
    await crawled.crawl()
    const gone = postName(listed()[2] as NonNullable<ReturnType<typeof listed>[number]>)
    const absences = (state: 'missing' | 'withdrawn') =>
      crawled.archive.database.query(
        `SELECT disclosure.ad_id AS name FROM absence JOIN disclosure ON disclosure.id = absence.disclosure_id
         WHERE (absence.withdrawn_file_id IS NOT NULL) = $1`,
        [state === 'withdrawn'],
      )
    crawled.sandbox.setSwitches(['reddit.deleted-post'])
    for (const state of ['missing', 'withdrawn'] as const) {
      crawled.clock.advance(24 * 3_600_000)
      await crawled.crawl()
      expect(await unit()).toMatchObject({ state: 'whole' })
      expect(await absences(state)).toContainEqual({ name: gone })
    }
  },
  'reddit.removed-text': async () => {
    crawled.sandbox.setSwitches([])
    await crawled.crawl()
    crawled.sandbox.setSwitches(['reddit.removed-text'])
    crawled.clock.advance(24 * 3_600_000)
    await crawled.crawl()
    const fields = await fieldsOf(postName(listed()[2] as NonNullable<ReturnType<typeof listed>[number]>))
    expect(fields.otherFacts).toEqual({ Status: 'removed at source', Posted: expect.any(String) })
    const { otherFacts: _ours, remarks: _none, ...theirs } = fields
    expect(Object.values(theirs).filter((value) => !isAbsent(value))).toEqual([])
    expect(theirs.advertiserName).toEqual({ absent: 'withheld' })
    expect(await unit()).toMatchObject({ state: 'whole' })
  },
  'reddit.unknown-label': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done', counts: { quarantined: 0 } })
    const [first] = listed()
    const { otherFacts } = await fieldsOf(postName(first as NonNullable<typeof first>))
    expect(otherFacts).toMatchObject({ 'Ad Format (new)': 'promoted post' })
  },
  'reddit.short-year': async () => {
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done', counts: { quarantined: 0 } })
    const [first] = listed()
    const { startsOn } = await fieldsOf(postName(first as NonNullable<typeof first>))
    expect(startsOn).toBe(new Date((first?.firstDay ?? 0) * 86_400_000).toISOString().slice(0, 10))
  },
}

test.each(Object.entries(CHECKS))('%s', async (name, check) => {
  await open(name as SwitchName)
  await check()
})

test('each of its switches is looked at', () => {
  crawled = { close: async () => undefined } as Crawled
  expect(Object.keys(CHECKS)).toEqual(Object.keys(SWITCHES).filter((name) => name.startsWith('reddit.')))
})

test('without the right secret it is said which settings to look at, and nothing is asked', async () => {
  crawled = await openCrawling(reddit, { day: DAY, settings: { REDDIT_CLIENT_SECRET: 'another-secret' } })
  expect(await crawled.crawl()).toMatchObject({
    outcome: 'failed',
    message: expect.stringContaining('REDDIT_CLIENT_ID and REDDIT_CLIENT_SECRET'),
  })
  expect(listings()).toEqual([])
})
