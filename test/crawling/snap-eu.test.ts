import { calendarDate } from '../../src/domain/calendar.ts'
import { dayNumber } from '../../src/domain/days.ts'
import { apiNames } from '../../src/sandbox/api/names.ts'
import { galleryId } from '../../src/sandbox/api/snap-eu.ts'
import { SWITCHES, type SwitchName } from '../../src/sandbox/switches.ts'
import { snapEu } from '../../src/sources/snap-eu/source.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'

const DAY = calendarDate('2026-11-25')
const PAYER = 'Liste Gartenzwerg'
const { id: SOURCE } = snapEu.manifest

let crawled: Crawled
afterEach(() => crawled.close())

async function open(switches: readonly SwitchName[] = [], payers = PAYER) {
  crawled = await openCrawling(snapEu, { day: DAY, switches, settings: { COLLECT_SNAP_EU_SEARCHES: payers } })
}

/** What the gallery lists of the running year for a payer, by the world itself. */
function told(payer = PAYER): string[] {
  const ads = crawled.sandbox.world.on(DAY).ads('snap-eu')
  const own = ads.filter(({ sponsor }) => {
    const names = apiNames(sponsor, 'snap-eu')
    return (names.payer ?? names.account).startsWith(payer)
  })
  return own
    .filter(({ isListed, lastDay }) => isListed && lastDay >= dayNumber('2026-01-01'))
    .map(galleryId)
    .sort()
}

const searches = () => crawled.sandbox.requests.filter(({ path }) => path.endsWith('/ads/search'))
const records = async () => [...(await crawled.crawlLog.units(SOURCE)).values()]

test('without any trap: all pages of a payer, whichever host their links lead to', async () => {
  await open()
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect(await crawled.adIds()).toEqual(told())
  expect(told().length).toBeGreaterThan(10)
  expect(searches().map(({ search }) => search.replace(/[0-9a-f]{12}/, 'x'))).toEqual(['', '?cursor=x_10'])
  expect(Math.min(...crawled.slept)).toBeGreaterThanOrEqual(30_000)
})

const CHECKS: Readonly<Record<Extract<SwitchName, `snapeu.${string}`>, () => Promise<void>>> = {
  'snapeu.e1009-http200': async () => {
    expect(told('AKTION').length + told().length).toBeGreaterThan(20)
    expect(await crawled.crawl()).toMatchObject({
      outcome: 'deferred',
      message: expect.stringContaining('E1009 (200)'),
    })
    expect(searches()).toHaveLength(3)
    expect(await crawled.crawl()).toMatchObject({ outcome: 'deferred' })
    expect(searches()).toHaveLength(3) // nobody is asked while we are to stay away
    for (let run = 0; run < 3; run++) {
      crawled.clock.advance(6 * 3_600_000)
      await crawled.crawl()
    }
    expect(await crawled.adIds()).toEqual([...told('AKTION'), ...told()].sort())
    expect((await records()).map(({ state }) => state)).toEqual(['whole', 'whole'])
  },
  'snapeu.soft-empty': async () => {
    const states = async () => (await records()).map(({ state }) => state)
    expect(await crawled.crawl()).toMatchObject({ outcome: 'suspect' })
    expect(await states()).toEqual(['unknown', 'unknown']) // of a payer that we know nothing of too
    crawled.setDay('2026-11-26')
    crawled.sandbox.setSwitches([])
    await crawled.crawl()
    expect(await states()).toEqual(['whole', 'whole'])
    crawled.setDay('2026-11-27')
    crawled.sandbox.setSwitches(['snapeu.soft-empty'])
    expect(await crawled.crawl()).toMatchObject({ outcome: 'suspect' })
    expect(await states()).toEqual(['unknown', 'unknown'])
    const [{ count }] = await crawled.archive.database.query('SELECT count(*)::int AS count FROM absence')
    expect(count).toBe(0)
  },
  'snapeu.soft-empty-behind': async () => {
    crawled.sandbox.setSwitches([])
    await crawled.crawl()
    crawled.setDay('2026-11-26')
    crawled.sandbox.setSwitches(['snapeu.soft-empty-behind'])
    await crawled.crawl()
    expect(await records()).toMatchObject([
      { state: 'part', records: 10, remarks: [expect.stringContaining('an empty page beside others')] },
      { state: 'part', records: 10, remarks: [expect.stringContaining('an empty page beside others')] },
    ])
    const [{ count }] = await crawled.archive.database.query('SELECT count(*)::int AS count FROM absence')
    expect(count).toBe(0)
  },
  'snapeu.dead-cursor': async () => {
    await crawled.close()
    await open(['snapeu.dead-cursor'], 'AKTION BREZEL')
    expect(told('AKTION').length).toBeGreaterThan(10)
    await crawled.crawl()
    expect(await crawled.adIds()).toEqual(told('AKTION'))
    expect(await records()).toMatchObject([
      { state: 'whole', errors: { 'E1008 (200): Invalid cursor': expect.any(Number) } },
    ])
  },
  'snapeu.sub-request-failed': async () => {
    await crawled.crawl()
    const held = await crawled.adIds()
    const all = [...told('AKTION'), ...told()]
    expect(all).toEqual(expect.arrayContaining(held))
    expect(held.length).toBe(all.length - 4) // one on each of four pages
    for (const record of await records())
      expect(record).toMatchObject({
        state: 'part',
        remarks: expect.arrayContaining(['rows that Snap could not give: 1']),
      })
  },
}

test.each(Object.entries(CHECKS))('%s', async (name, check) => {
  await open([name as SwitchName], `AKTION BREZEL; ${PAYER}`)
  await check()
})

test('each of its switches is looked at', () => {
  crawled = { close: async () => undefined } as Crawled
  expect(Object.keys(CHECKS)).toEqual(Object.keys(SWITCHES).filter((name) => name.startsWith('snapeu.')))
})
