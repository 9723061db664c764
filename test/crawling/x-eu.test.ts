import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { xEuAds } from '../../src/sandbox/api/x-eu-export.ts'
import { xEu } from '../../src/sources/x-eu/source.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'

const DAY = '2026-11-20'

let crawled: Crawled
afterEach(() => crawled.close())

async function open(...switches: readonly string[]) {
  crawled = await openCrawling(xEu, { day: DAY, switches, daysBack: 30 })
}

const units = async () => [...(await crawled.crawlLog.units(xEu.manifest.id)).values()]
const states = async () => (await units()).map(({ state }) => state)
const asked = (part: string) => crawled.sandbox.requests.filter(({ path }) => path.includes(part))

/** How many ads the made-up X lists of the accounts in October and November, by the world itself. */
function expectedCount(): number {
  const world = crawled.sandbox.world.on(DAY as CalendarDate)
  const accounts = (crawled.settings['COLLECT_X_EU_ACCOUNTS'] ?? '').split(',')
  const months = [
    { from: '2026-10-01', to: '2026-10-31' },
    { from: '2026-11-01', to: DAY },
  ]
  const ads = accounts.flatMap((user) =>
    months.flatMap((month) => xEuAds(world, { user, country: 'DE', ...month }).map(({ id }) => id)),
  )
  return new Set(ads).size
}

async function expectAll(): Promise<void> {
  expect(await crawled.adIds()).toHaveLength(expectedCount())
  expect(expectedCount()).toBeGreaterThan(3)
}

test('each account and month is a report: ordered, waited for, kept with its bytes; the token is nowhere', async () => {
  await open()
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done', message: null })
  await expectAll()
  expect(asked('CreateExportReportMutation')).toHaveLength(4)
  expect(crawled.sandbox.requests.length).toBeLessThan(60)
  const folder = join(crawled.archive.folder, 'raw')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  const kept = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).join('\n')
  expect(kept).toContain('"csv":"Advertiser Name,Funding Entity,Creative')
  expect(kept).not.toContain(crawled.settings['X_BEARER_TOKEN'])
  expect(asked('/assets/').length).toBeGreaterThan(0)
  // Read again from what was kept, nothing changes; asked again on the next day, nothing is ordered of settled months.
  crawled.setDay('2026-11-21')
  await crawled.crawl()
  expect(asked('CreateExportReportMutation')).toHaveLength(6)
})

test('xeu.pending: a report is waited for, with pauses that grow', async () => {
  await open('xeu.pending')
  await crawled.crawl()
  await expectAll()
  const looks = asked('GetExportReportStatusQuery').length / 4
  expect(looks).toBeGreaterThan(4)
  expect(looks).toBeLessThan(10)
  expect(Math.max(...crawled.slept)).toBeGreaterThan(60_000)
})

test('xeu.header-only: no rows were reported, which is unknown and never “no ads”', async () => {
  await open('xeu.header-only')
  expect(await crawled.crawl()).toMatchObject({ outcome: 'suspect' })
  expect(await states()).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
  expect((await units()).every(({ remarks }) => remarks.includes('no_rows_reported'))).toBe(true)
  crawled.sandbox.setSwitches([])
  crawled.setDay('2026-11-21')
  await crawled.crawl()
  const before = await crawled.adIds()
  expect(before.length).toBeGreaterThan(3)
  // Of those that were told of before, none is missing when there is nothing but a header again.
  crawled.sandbox.setSwitches(['xeu.header-only'])
  crawled.setDay('2026-11-22')
  expect(await crawled.crawl()).toMatchObject({ outcome: 'suspect' })
  expect(await crawled.adIds()).toEqual(before)
  const [{ count }] = await crawled.archive.database.query('SELECT count(*)::int AS count FROM absence')
  expect(count).toBe(0)
})

test('xeu.503: failures and empty lists are waited out, and are never an answer', async () => {
  await open('xeu.503')
  await crawled.crawl()
  await expectAll()
  const errors = (await units()).reduce((sum, unit) => {
    return sum + Object.values(unit.errors).reduce((all, each) => all + each, 0)
  }, 0)
  expect(errors).toBe(6)
  expect(crawled.slept.filter((ms) => ms >= 60_000)).toHaveLength(6)
})

test('xeu.rotating-operation-ids: they are looked for again, and the export under way is not ordered twice', async () => {
  await open('xeu.rotating-operation-ids')
  await crawled.crawl()
  await expectAll()
  expect(asked('CreateExportReportMutation').filter(({ status }) => status === 200)).toHaveLength(4)
  expect(asked('GetExportReportStatusQuery').filter(({ status }) => status === 404)).toHaveLength(4)
  expect(await states()).not.toContain('part')
})

test('a token that is not taken ends the run, and a person hears of it', async () => {
  crawled = await openCrawling(xEu, { day: DAY, settings: { X_BEARER_TOKEN: 'another-token' }, daysBack: 0 })
  const report = await crawled.crawl()
  expect(report).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/does not take the token \(401\)/) })
  expect(report.message).not.toContain('another-token')
  expect(asked('/graphql/')).toHaveLength(1)
})
