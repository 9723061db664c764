import { adQuality } from '../../src/domain/data-quality.ts'
import type { ComparedTotal } from '../../src/ports/reconciling.ts'
import { postgresReconciler } from '../../src/store/postgres/reconciling/reconcile.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { comparedIn, EVERYTHING, qualityOf } from '../support/compared.ts'
import { fillLargeLibrary } from '../support/large-library.ts'
import {
  bringLibrary,
  bringPass,
  bringReport,
  CELLS,
  type Cell,
  monday,
  pageName,
  remember,
  sunday,
  wireAd,
} from '../support/planted-gaps.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize } from '../support/seeded.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const quality = () => qualityOf(opened)
const reconcile = () => postgresReconciler(opened.database).reconcile()
const compared = () => comparedIn(opened)

const wrong = (rows: readonly ComparedTotal[], kind: ComparedTotal['kind']) =>
  rows.filter((row) => row.kind === kind && row.wrong.length > 0)
const placed = ({ source, country, from, to, advertiser }: ComparedTotal) =>
  [source, country, from, to, advertiser?.name ?? ''].join(' ')

/** Spread over countries, weeks and pages. */
function plantedCells(count: number): readonly Cell[] {
  return Array.from({ length: count }, (_, index) => CELLS[(index * 7) % CELLS.length] as Cell)
}

test.each([0, 1, 50])(
  'each of %i planted gaps is told by source, country, sponsor and week, and no other',
  async (count) => {
    const planted = plantedCells(count)
    await bringLibrary(opened, planted)
    await reconcile()
    const rows = await compared()
    const gaps = wrong(rows, 'report').filter(({ advertiser }) => advertiser !== null)
    const expected = planted.map(({ country, week, page }) =>
      ['meta-report', country, monday(week), sunday(week), pageName(page)].join(' '),
    )
    expect(gaps.map(placed).sort()).toEqual([...expected].sort())
    expect(gaps.every(({ statedAds, heldAds }) => statedAds === 2 && heldAds === 1)).toBe(true)
    const slices = new Set(
      planted.map(({ country, week }) => ['meta', country, monday(week), sunday(week), ''].join(' ')),
    )
    expect(wrong(rows, 'unit').map(placed).sort()).toEqual([...slices].sort())
    expect(await quality().totals.summary(EVERYTHING)).toMatchObject({ slices: 12, differing: count, otherCurrency: 0 })
    const problems = (await quality().problems(null)).get('meta')
    const marked = CELLS.filter(({ country, week }) => {
      const ad = { source: 'meta', startsOn: monday(week), endsOn: sunday(week), countries: [country] }
      return adQuality(ad, new Map(problems === undefined ? [] : [['meta', problems]])).includes('partial')
    })
    expect(new Set(marked.map(({ country, week }) => `${country} ${week}`)).size).toBe(slices.size)
    proveReport({ planted: count, found: gaps.length })
  },
)

test('what is held of a report is bounded by ads within its days, and told where no ads could cost what is stated', async () => {
  const ad = (number: number, page: number) =>
    wireAd({ number, page, start: monday(0), stop: sunday(0), currency: 'GBP' })
  await bringPass(opened, { country: 'GB', week: 0, ads: [ad(1, 1), ad(2, 2), ad(3, 3)], published: null })
  const row = (page: number, amount: number) => ({ page, amount, ads: 1 })
  await bringReport(opened, { country: 'GB', week: 0, rows: [row(1, 250), row(2, 199), row(3, 300)] })
  await reconcile()
  const told = wrong(await compared(), 'report').filter(({ advertiser }) => advertiser !== null)
  expect(told.map(({ advertiser, wrong: ways }) => [advertiser?.name, ways])).toEqual([
    ['Page 2 for All', ['sum_above']],
    ['Page 3 for All', ['sum_below']],
  ])
  expect(told[0]).toMatchObject({ currency: 'GBP', stated: { lower: 19_900n, upper: 19_900n } })
  expect(told[0]).toMatchObject({ held: { lower: 20_000n, upper: 29_900n }, statedAds: 1, heldAds: 1 })
})

test('days that were not asked for whole are compared with no report', async () => {
  const ads = [wireAd({ number: 1, page: 1, start: monday(0), stop: sunday(0), currency: 'GBP' })]
  await bringPass(opened, { country: 'GB', week: 0, ads, published: null })
  await bringReport(opened, { country: 'GB', week: 1, rows: [{ page: 1, amount: 500, ads: 9 }] })
  await bringReport(opened, { country: 'CA', week: 0, rows: [{ page: 1, amount: 500, ads: 9 }] })
  await reconcile()
  expect((await compared()).map(({ kind, wrong: ways }) => [kind, ways])).toEqual([['unit', []]])
})

test('ads paid in another currency than the report counts in are told, and mixed with nothing', async () => {
  const ad = (number: number, page: number, currency: string) =>
    wireAd({ number, page, start: monday(0), stop: sunday(0), currency })
  const ads = [ad(1, 1, 'GBP'), ad(2, 1, 'EUR'), ad(3, 1, 'EUR'), ad(4, 2, 'USD')]
  await bringPass(opened, { country: 'GB', week: 0, ads, published: 4 })
  await bringReport(opened, { country: 'GB', week: 0, rows: [{ page: 1, amount: 250, ads: 1 }] })
  await reconcile()
  const rows = await compared()
  expect(rows.filter((row) => row.wrong.length > 0)).toEqual([])
  const apart = rows.filter(({ kind }) => kind === 'currency')
  expect(
    apart.map(({ source, country, advertiser, currency, heldAds, held, isReported }) => ({
      ...{ source, country, name: advertiser?.name, currency, heldAds, held, isReported },
    })),
  ).toEqual([
    {
      ...{
        source: 'meta-report',
        country: 'GB',
        name: 'Page 1 for All',
        currency: 'EUR',
        heldAds: 2,
        isReported: true,
      },
      held: { lower: 40_000n, upper: 59_800n },
    },
    {
      ...{
        source: 'meta-report',
        country: 'GB',
        name: 'Page 2 for All',
        currency: 'USD',
        heldAds: 1,
        isReported: false,
      },
      held: { lower: 20_000n, upper: 29_900n },
    },
  ])
  expect(await quality().totals.otherCurrency(EVERYTHING, 1)).toHaveLength(1)
})

test('a part whose last pass was not whole, or not believed, is incomplete; marked are its country and days alone', async () => {
  const ad = (number: number) => wireAd({ number, page: number, start: monday(0), stop: sunday(0), currency: 'GBP' })
  const states = ['whole', 'part', 'unknown'] as const
  for (const [week, state] of states.entries()) {
    await bringPass(opened, { country: 'GB', week, ads: [ad(week)], published: null, state })
  }
  await reconcile()
  expect((await compared()).map(({ wrong: ways }) => ways)).toEqual([[], ['pass_part'], ['pass_unknown']])
  const problems = await quality().problems(null)
  const partial = [{ from: monday(1), to: sunday(2), countries: ['GB'] }]
  expect(problems.get('meta')).toMatchObject({ partial })
  const moment = await opened.archive.newestMoment()
  expect((await quality().problems(moment)).get('meta')).toMatchObject({ partial: [] })
})

test('an ad that a pass tells twice is one ad; 199 of 200 are enough, and one fewer is not', async () => {
  const file = (count: number) => snapCsv(Array.from({ length: count }, (_, index) => ({ ADID: snapAdId(index + 1) })))
  for (const [unit, count] of [
    ['a', 199],
    ['b', 198],
  ] as const) {
    const name = `snap~${unit}~2026-11-10T051200Z~whole.jsonl`
    await opened.importText('snap', name, file(count) + file(3).split('\r\n').slice(1).join('\r\n'))
    const counts = [{ country: null, day: null, ads: 200 }]
    const passedAt = '2026-11-10T05:12:00.000Z' as never
    await remember(opened, unit, { country: null, days: null, state: 'whole', passedAt, counts }, 'snap')
  }
  await reconcile()
  const rows = await compared()
  expect(rows.map(({ unit, statedAds, heldAds, wrong: ways }) => [unit, statedAds, heldAds, ways])).toEqual([
    ['a', 200, 199, []],
    ['b', 200, 198, ['fewer_ads']],
  ])
})

test('a number of a day and country is held against ads that began there on that day', async () => {
  const ads = [1, 2, 3].map((number) => ({
    ADID: snapAdId(number),
    StartDate: `2024/10/0${number > 2 ? 2 : 1} 04:00:00Z`,
  }))
  await opened.importText('snap', '2024-10-20_2024.csv', snapCsv(ads))
  const said = (country: string | null, day: string, count: number) => ({ country, day, ads: count }) as never
  const counts = [
    said('US', '2024-10-01', 2),
    said('US', '2024-10-02', 2),
    said('FR', '2024-10-01', 1),
    said(null, '2024-10-01', 2),
  ]
  const passedAt = '2026-11-10T05:12:00.000Z' as never
  await remember(opened, 'all', { country: null, days: null, state: 'whole', passedAt, counts }, 'snap')
  await reconcile()
  const days = (await compared()).filter(({ kind }) => kind === 'day')
  expect(
    days.map(({ country, from, statedAds, heldAds, wrong: ways }) => [country, from, statedAds, heldAds, ways.length]),
  ).toEqual(
    expect.arrayContaining([
      ['US', '2024-10-01', 2, 2, 0],
      ['US', '2024-10-02', 2, 1, 1],
      ['FR', '2024-10-01', 1, 0, 1],
      [null, '2024-10-01', 2, 2, 0],
    ]),
  )
  expect(days).toHaveLength(4)
})

test('a comparison replaces the one before', async () => {
  await bringPass(opened, { country: 'GB', week: 0, ads: [], published: 3 })
  await reconcile()
  expect((await quality().problems(null)).get('meta')?.partial).toHaveLength(1)
  const ad = (number: number) => wireAd({ number, page: 1, start: monday(0), stop: sunday(0), currency: 'GBP' })
  await bringPass(opened, { country: 'GB', week: 0, ads: [ad(1), ad(2), ad(3)], published: 3 })
  await Promise.all([reconcile(), reconcile()])
  expect(await compared()).toHaveLength(1)
  expect((await quality().problems(null)).get('meta')?.partial).toEqual([])
})

/** Source: reliability I-14, of a million ads. */
const MOST_MS = 60_000

test('a whole archive is compared within its time, and what a report states too many of is found', async () => {
  const ads = proofSize(1_000)
  await fillLargeLibrary(opened.database, ads)
  const began = performance.now()
  await reconcile()
  const compareMs = Math.round(performance.now() - began)
  const { slices, differing, otherCurrency } = await quality().totals.summary(EVERYTHING)
  expect(slices).toBeGreaterThan(500)
  const [{ planted }] = await opened.database.query(
    'SELECT count(*)::int AS planted FROM spend_statement held WHERE held.advertiser_id % 100 = 0',
  )
  expect([differing, otherCurrency]).toEqual([planted, Math.floor(ads / 20 / 500)])
  expect(compareMs).toBeLessThan(MOST_MS)
  proveReport({ ads, compareMs })
}, 3_600_000)
