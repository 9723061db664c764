import type { CalendarDate } from '../../src/domain/calendar.ts'
import { adQuality } from '../../src/domain/data-quality.ts'
import { dayNumber, dayOfNumber } from '../../src/domain/days.ts'
import { sourceId } from '../../src/domain/ids.ts'
import type { DayOfSource, PullPlan, Quality, QualityQuery } from '../../src/ports/quality.ts'
import type { RunOutcome } from '../../src/ports/run-log.ts'
import { countryOfSeries } from '../../src/sources/registry.ts'
import { postgresQuality } from '../../src/store/postgres/quality/quality.ts'
import { postgresRunLog } from '../../src/store/postgres/run-log.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const day = (offset: number) => dayOfNumber(dayNumber('2024-10-01') + offset) as CalendarDate
const range = (length: number) => Array.from({ length }, (_, index) => index)
const ads = (count: number) => snapCsv(range(count).map((number) => ({ ADID: snapAdId(number + 1) })))
const bring = (offset: number, content = ads(2)) => opened.importText('snap', `${day(offset)}_2024.csv`, content)
const quality = (plans: readonly PullPlan[] = [], now = '2024-10-20T12:00:00Z'): Quality =>
  postgresQuality(opened.database, { plans, countryOfSeries, now: () => new Date(now) })
const everything: QualityQuery = { source: null, country: null, from: null, to: null }
const snapPlan: PullPlan = { source: sourceId('snap'), job: 'collect-snap', everyHours: 24, isScheduled: true }

async function cellsOf(asked: Quality, query: Partial<QualityQuery> = {}): Promise<readonly DayOfSource[]> {
  const whole = { ...everything, ...query }
  return asked.cells(whole, await asked.days(whole))
}

async function problemsOfSnap(asked = quality()) {
  return (await asked.problems(null)).get('snap')
}

test.each([0, 1, 10])('each of %i days that lack a file is told of, by source and day, and no other', async (gaps) => {
  const missing = new Set(range(gaps).map((index) => 2 * index + 1))
  const last = 2 * gaps + 3
  for (const offset of range(last + 1)) if (!missing.has(offset)) await bring(offset)
  const found = await cellsOf(quality(), { from: day(0) })
  const bad = found.filter(({ status }) => status === 'gap')
  expect(bad.map((cell) => `${cell.source} ${cell.day}`).sort()).toEqual(
    [...missing].map((offset) => `snap ${day(offset)}`).sort(),
  )
  expect(bad.every(({ reported, held, reasons }) => reported === null && held === 0 && reasons.length === 1)).toBe(true)
  expect(found).toHaveLength(last + 1)
  expect((await problemsOfSnap())?.gaps).toEqual([...missing].map((offset) => ({ from: day(offset), to: day(offset) })))
})

test('of a clean archive nothing is said but that its last days still move', async () => {
  for (const offset of range(10)) await bring(offset)
  expect(await problemsOfSnap()).toEqual({ newest: day(9), unsettledFrom: day(2), gaps: [], partial: [], held: [] })
  const found = await cellsOf(quality())
  expect(found.map(({ status }) => status)).toEqual([...range(8).map(() => 'unsettled'), 'complete', 'complete'])
  expect(await quality().problems(null)).toHaveProperty('size', 1)
})

test('a record that nobody could read is reported and not held, and makes its day partial', async () => {
  await bring(0, snapCsv([{ ADID: snapAdId(1) }, { ADID: snapAdId(9), Spend: 'NaN' }]))
  for (const offset of range(10)) await bring(offset + 1)
  const [cell] = await cellsOf(quality(), { to: day(0) })
  expect(cell).toMatchObject({ reported: 2, held: 1, quarantined: 1, places: [{ country: 'US', records: 1 }] })
  expect(cell).toMatchObject({ status: 'partial', reasons: ['1 record could not be understood', expect.any(String)] })
  expect(cell?.reasons[1]).toMatch(/^in quarantine: record\.\w+ 1$/)
  expect(adQuality({ source: 'snap', startsOn: day(0), endsOn: day(1) }, await quality().problems(null))).toBe(
    `partial:${day(0)}`,
  )
})

test('of one country, its own records are told, also where there are none of that day', async () => {
  await bring(0, snapCsv([{ ADID: snapAdId(1) }, { ADID: snapAdId(2), CountryCode: 'france' }]))
  await bring(1, ads(1))
  const found = await cellsOf(quality(), { country: 'FR' })
  expect(found.map(({ day: of, held, reported }) => [of, held, reported])).toEqual([
    [day(1), 0, 0],
    [day(0), 1, 1],
  ])
  expect(await quality().countries()).toEqual(['FR', 'US'])
})

test('a mass absence is told of its day while it waits; as of a moment as it was known then, for ever', async () => {
  await bring(0, ads(100))
  const before = await opened.archive.newestMoment()
  await bring(1, ads(10))
  const waiting = await opened.archive.newestMoment()
  const held = [{ from: day(1), to: day(1) }]
  const heldAt = async (moment: typeof before) => (await quality().problems(moment)).get('snap')?.held
  expect(await heldAt(null)).toEqual(held)
  expect((await cellsOf(quality(), { from: day(1) }))[0]).toMatchObject({ status: 'held_absences' })
  const [hold] = await opened.archive.holds()
  await opened.upkeep.decideHold(hold?.id ?? 0, 'rejected')
  const decided = await opened.archive.newestMoment()
  await bring(2, ads(100))
  expect(await Promise.all([before, waiting, decided, null].map(heldAt))).toEqual([[], held, [], []])
})

test('what a file that is read again has made good is still not understood as of earlier', async () => {
  await bring(0, snapCsv([{ ADID: snapAdId(1) }, { ADID: snapAdId(9), Spend: 'NaN' }]))
  const moment = await opened.archive.newestMoment()
  const partial = [{ from: day(0), to: day(0) }]
  expect((await quality().problems(moment)).get('snap')).toMatchObject({ newest: day(0), partial })
  await opened.database.query(`
    SELECT set_config('paidfor.revision', '2', false);
    UPDATE source_file SET quarantined = 0, loaded = loaded + 1`)
  expect((await quality().problems(null)).get('snap')).toMatchObject({ partial: [] })
  expect((await quality().problems(moment)).get('snap')).toMatchObject({ partial })
})

test('a day that a file fills later was a gap as of earlier', async () => {
  for (const offset of [0, 1, 3]) await bring(offset)
  const moment = await opened.archive.newestMoment()
  await bring(2)
  const gapsAt = async (at: typeof moment) => (await quality().problems(at)).get('snap')?.gaps
  expect(await gapsAt(moment)).toEqual([{ from: day(2), to: day(2) }])
  expect(await gapsAt(null)).toEqual([])
})

test('where one daily series lacks a day that another one has, the day is partial', async () => {
  for (const offset of range(5)) {
    await bring(offset)
    if (offset !== 2) await opened.importText('snap', `${day(offset)}_2023.csv`, ads(1))
  }
  expect(await problemsOfSnap()).toMatchObject({ gaps: [], partial: [{ from: day(2), to: day(2) }] })
  const cell = (await cellsOf(quality())).find(({ day: of }) => of === day(2))
  expect(cell?.reasons).toEqual(['no file of 2023'])
})

test('where the files of one country lack a day, it is told of that country and of no other', async () => {
  const report = (offset: number, country: string) =>
    opened.importText(
      'meta-report',
      `FacebookAdLibraryReport_${day(offset)}_${country}_lifelong_advertisers.csv`,
      `Page ID,Page name,Disclaimer,Amount spent (${country === 'US' ? 'USD' : 'GBP'}),Number of ads in Library\n123456789012,A,A,200,2\n`,
    )
  for (const offset of range(12)) {
    if (offset !== 2) await report(offset, 'US')
    await report(offset, 'GB')
  }
  const asked = quality()
  const of = async (country: string | null) =>
    (await cellsOf(asked, { country, to: day(2), from: day(1) })).map(({ day: own, status, reported, held }) => [
      own,
      status,
      reported,
      held,
    ])
  expect(await of('US')).toEqual([
    [day(2), 'partial', null, 0],
    [day(1), 'complete', 1, 1],
  ])
  expect(await of('GB')).toEqual([
    [day(2), 'complete', 1, 1],
    [day(1), 'complete', 1, 1],
  ])
  const [cell] = await cellsOf(asked, { to: day(2) })
  expect(cell).toMatchObject({
    status: 'partial',
    countries: ['US'],
    elsewhere: 'complete',
    reasons: ['no file of US lifelong'],
  })
  const known = (await asked.problems(null)).get('meta-report')
  expect(known?.partial).toEqual([{ from: day(2), to: day(2), countries: ['US'] }])
})

describe('pulls', () => {
  const now = '2024-10-05T12:00:00Z'

  async function ran(outcome: RunOutcome, at: string, message: string | null = null) {
    const run = await postgresRunLog(opened.database).begin('collect-snap', 'tick', null)
    await run?.finish(outcome, message, {})
    await opened.database.query('UPDATE job_run SET started_at = $1, finished_at = $1 WHERE id = $2', [at, run?.id])
  }

  test('a scheduled source whose run fails today shows today as a gap, with its words; the same instance sees it', async () => {
    await bring(2)
    await ran('done', `${day(3)}T05:17:00Z`)
    const site = quality([snapPlan], now)
    expect(await cellsOf(site, { from: day(3) })).toEqual([])
    await ran('failed', `${day(4)}T05:17:00Z`, '2024: the host is away')
    const found = await cellsOf(site)
    expect(found.map(({ day: of, status }) => [of, status])).toEqual([
      [day(4), 'gap'],
      [day(2), 'unsettled'],
    ])
    expect(found[0]?.reasons).toEqual(['pull failed: 2024: the host is away'])
    expect((await site.standings())[0]).toMatchObject({ isScheduled: true, newest: day(2) })
  })

  test('a run whose process died is a gap; one that ends well afterwards makes it good', async () => {
    await bring(2)
    await opened.database.query(`INSERT INTO job (name) VALUES ('collect-snap')`)
    await opened.database.query(
      `INSERT INTO job_run (job, trigger, started_at) VALUES ('collect-snap', 'tick', '${day(4)}T05:17:00Z')`,
    )
    expect((await cellsOf(quality([snapPlan], now)))[0]).toMatchObject({
      status: 'gap',
      reasons: ['pull died on the way'],
    })
    await ran('unchanged', `${day(4)}T06:17:00Z`)
    expect((await cellsOf(quality([snapPlan], now)))[0]).toMatchObject({ day: day(2), status: 'unsettled' })
  })

  test('a pull whose hour has passed without a run is a gap of today', async () => {
    await bring(3)
    await postgresRunLog(opened.database).plan(
      'collect-snap',
      '2024-10-05T05:17:00Z' as never,
      '2024-10-04T00:00:00Z' as never,
    )
    expect((await cellsOf(quality([snapPlan], now)))[0]).toMatchObject({ day: day(4), reasons: ['no pull ran'] })
    expect((await cellsOf(quality([snapPlan], '2024-10-05T05:00:00Z')))[0]).toMatchObject({ day: day(3) })
  })

  test('what is not pulled by itself, and a moment of the past, know no pulls', async () => {
    await bring(2)
    await ran('failed', `${day(4)}T05:17:00Z`)
    expect(await cellsOf(quality([{ ...snapPlan, isScheduled: false }], now))).toHaveLength(1)
    const moment = await opened.archive.newestMoment()
    expect((await quality([snapPlan], now).problems(moment)).get('snap')?.gaps).toEqual([])
    expect((await quality([snapPlan], now).problems(null)).get('snap')?.gaps).toHaveLength(1)
  })
})

test('only the newest sixty days that hold files are asked for unless one says from when', async () => {
  for (const offset of range(64)) await bring(offset)
  const days = await quality().days(everything)
  expect([days.length, days[0], days.at(-1)]).toEqual([60, day(63), day(4)])
  expect(await quality().days({ ...everything, from: day(0) })).toHaveLength(64)
  expect(await quality().days({ ...everything, source: sourceId('meta') })).toEqual([])
})
