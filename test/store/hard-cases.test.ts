import { platformId } from '../../src/domain/ids.ts'
import type { CountryCode, RegionCode } from '../../src/domain/place.ts'
import type { SpendingQuery } from '../../src/domain/spending.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { USD } from '../support/loads.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

/** What two witnesses, late files and odd places must not make of a figure. */
let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const HEADER = 'Page ID,Page name,Disclaimer,Amount spent (USD),Number of ads in Library\n'
const report = (country: string, preset: string, day: string, rows: string) =>
  opened.importText(
    'meta-report',
    `FacebookAdLibraryReport_${day}_${country}_${preset}_advertisers.csv`,
    `${HEADER}${rows}\n`,
  )

async function boundsOf(query: Partial<SpendingQuery> = {}) {
  const asked = {
    by: 'advertiser' as const,
    place: null,
    platform: null,
    currency: USD,
    from: null,
    to: null,
    ...query,
  }
  const page = await opened.archive.spending(asked, null, 100)
  const rows = Object.fromEntries(page.rows.map(({ advertiser, lower, upper }) => [advertiser?.key, [lower, upper]]))
  return { ...page, byKey: rows }
}

const US = 'US' as CountryCode

test('of a report since ever, the newest file alone is the word on a page it lists', async () => {
  await report(
    'US',
    'lifelong',
    '2025-07-01',
    '1001,M,PAC A,100000,5\n1001,M,PAC A,50000,3\n1002,X,Real,7000,2\n1003,Y,Z,900,1',
  )
  await report('US', 'lifelong', '2025-07-10', '1001,M,PAC A,150500,8\n1002,X,an advertiser in Ukraine,7100,2')
  const { byKey } = await boundsOf({ place: US })
  expect(byKey['1001']).toEqual([15_050_000n, 15_050_000n])
  expect(byKey['1002']).toEqual([710_000n, 710_000n])
  expect(byKey['1003']).toEqual([90_000n, 90_000n])
})

test('the same holds when the older file comes last', async () => {
  await report('US', 'lifelong', '2025-07-10', '1001,M,PAC A,150500,8')
  await report('US', 'lifelong', '2025-07-01', '1001,M,PAC A,100000,5\n1001,M,PAC A,50000,3\n1001,M,PAC B,1000,3')
  expect((await boundsOf({ place: US })).byKey['1001']).toEqual([15_050_000n, 15_050_000n])
})

test('a total to a day does not bound what later statements prove', async () => {
  await report('US', 'lifelong', '2025-01-01', '1001,M,A,500,5')
  await report('US', 'last_30_days', '2025-06-30', '1001,M,A,900,5')
  expect((await boundsOf({ place: US })).byKey['1001']).toEqual([90_000n, null])
})

test('one country’s report since ever does not bound the world', async () => {
  await report('US', 'lifelong', '2025-07-12', '1004,M,A,300,5')
  await report('UA', 'last_30_days', '2025-07-12', '1004,M,A,99999,5')
  expect((await boundsOf()).byKey['1004']).toEqual([9_999_900n, null])
})

test('rows that name nobody stand beside the ranking, also in reports since ever', async () => {
  await report('US', 'lifelong', '2025-07-12', '0,Instagram User 1,A,4445,5\n1001,M,A,1,1')
  const { unnamed, byKey } = await boundsOf({ place: US })
  expect(unnamed).toEqual({ rows: 1, lower: 444_500n, upper: 444_500n })
  expect(Object.keys(byKey)).toEqual(['1001'])
})

const metaAd = (id: string, delivery: unknown) =>
  JSON.stringify({
    id,
    page_id: '77',
    page_name: 'P',
    ad_delivery_start_time: '2024-10-01',
    ad_delivery_stop_time: '2024-10-05',
    currency: 'USD',
    spend: { lower_bound: '2000', upper_bound: '2499' },
    ...(delivery === null ? {} : { delivery_by_region: delivery }),
  })

test('a region that took a part of an ad, or stands beside one we do not know, has no lower bound of it', async () => {
  const part = [
    { region: 'California', percentage: '0.1' },
    { region: 'Unknown', percentage: '0.9' },
  ]
  const alone = [{ region: 'New York', percentage: '0.316' }]
  const whole = [{ region: 'Texas', percentage: '1' }]
  const lines = [metaAd('1000000001', part), metaAd('1000000002', alone), metaAd('1000000003', whole)]
  await opened.importText('meta', '2024-11-01.ndjson', lines.join('\n'))
  for (const [place, lower] of [
    ['US-CA', 0n],
    ['US-NY', 0n],
    ['US-TX', 200_000n],
  ] as const) {
    expect((await boundsOf({ place: place as RegionCode })).byKey['77']).toEqual([lower, 249_900n])
  }
})

test('holds keep their numbers when another is decided, and when a file comes late', async () => {
  const ads = (last: number) => snapCsv(Array.from({ length: last }, (_, n) => ({ ADID: snapAdId(n + 1) })))
  for (const [day, last] of [
    ['01', 100],
    ['02', 70],
    ['03', 40],
  ] as const) {
    await opened.importText('snap', `2024-10-${day}_2024.csv`, ads(last))
  }
  const numbers = async () => (await opened.upkeep.holds()).map(({ id, fileName }) => [id, fileName]).sort()
  const before = await numbers()
  expect(before).toHaveLength(2)
  await opened.importText('snap', '2024-09-30_2024.csv', ads(100))
  expect(await numbers()).toEqual(before)
  await opened.upkeep.decideHold(before[0]?.[0] as number, 'accepted')
  expect(await numbers()).toEqual(before)
})

test('an ad that is missing from the second of two files of one day, and ever after, is withdrawn and found so', async () => {
  const ads = (...numbers: number[]) => snapCsv(numbers.map((number) => ({ ADID: snapAdId(number) })))
  await opened.importText('snap', '2025-06-01_a_2025.csv', ads(1, 2, 3))
  await opened.importText('snap', '2025-06-01_b_2025.csv', ads(1, 3))
  await opened.importText('snap', '2025-06-02_2025.csv', ads(1))
  await opened.importText('snap', '2025-06-05_2025.csv', ads(1))
  const query = { terms: { include: [], exclude: [] }, filters: { listing: 'withdrawn' }, sort: 'newest' } as const
  const { hits } = await opened.archive.search(query, null, 10)
  expect(hits.map(({ adId }) => adId).sort()).toEqual([snapAdId(2), snapAdId(3)].sort())
})

test('the newest day is told for a source of statements alone', async () => {
  await report('US', 'last_30_days', '2025-06-30', '1001,M,A,900,5')
  const { sources } = await opened.archive.summary()
  expect(sources).toMatchObject([{ source: 'meta-report', ads: 0, lastObservedAt: '2025-06-30T00:00:00Z' }])
  expect(await opened.archive.isEmpty()).toBe(false)
  expect(
    (await opened.archive.advertiser({ platform: platformId('meta'), key: '1001' }, { from: null, to: null }))?.ads,
  ).toBe(0)
})
