import type { CalendarDate } from '../../src/domain/calendar.ts'
import { platformId } from '../../src/domain/ids.ts'
import type { CountryCode, RegionCode } from '../../src/domain/place.ts'
import type { SpendingPosition, SpendingQuery, Window } from '../../src/domain/spending.ts'
import type { SpendingRow } from '../../src/ports/spending.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { type Ad, adRecordsOf, aFile, aStatement, statementRecords, USD } from '../support/loads.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const US = 'US' as CountryCode
const always: Window = { from: null, to: null }
const october = { from: '2024-10-01' as CalendarDate, to: '2024-10-31' as CalendarDate }
const asked = (query: Partial<SpendingQuery> = {}): SpendingQuery => ({
  by: 'advertiser',
  place: US,
  platform: null,
  currency: USD,
  ...always,
  ...query,
})

function loadAds(source: string, name: string, ads: readonly Ad[]) {
  return opened.importDeps.store.load(aFile(source, name), adRecordsOf(ads))
}

function loadStatements(source: string, name: string, statements: Parameters<typeof statementRecords>[0]) {
  return opened.importDeps.statementStore.load(aFile(source, name), statementRecords(statements))
}

async function boundsOf(query: SpendingQuery) {
  const { rows } = await opened.archive.spending(query, null, 1_000)
  return Object.fromEntries(rows.map((row) => [row.advertiser?.key, [row.lower, row.upper, row.undivided]]))
}

test('(c) an ad that two feeds of one platform tell of is not counted twice', async () => {
  const ad: Ad = { id: '77', advertiser: '1', from: '2024-10-02', to: '2024-10-05', lower: 10_000n, upper: 20_000n }
  await loadAds('meta', 'api.csv', [ad])
  const month = { from: '2024-10-01', to: '2024-10-31', country: 'US' }
  await loadStatements('meta-report', 'report.csv', [aStatement({ id: '1', ...month, lower: 15_000n, upper: 15_000n })])
  expect(await boundsOf(asked(october))).toEqual({ 1: [15_000n, 15_000n, 0n] })
})

test('(d) amounts of another currency are never added: each currency has a ranking of its own', async () => {
  const euro = aStatement({ id: '1', from: null, to: '2024-10-31', lower: 500n, upper: 500n, country: 'US' })
  await loadStatements('google', 'stats.csv', [
    aStatement({ id: '1', from: null, to: '2024-10-31', lower: 900n, upper: 900n, country: 'US' }),
    { ...euro, key: 'eur', spend: { lower: 500n, upper: 500n, currency: 'EUR' as typeof USD } },
  ])
  const page = await opened.archive.spending(asked(), null, 10)
  expect([page.total.lower, page.total.rows]).toEqual([900n, 1])
  const { currencies } = await opened.archive.spendingChoices({ place: US })
  expect(currencies.map(({ currency }) => currency).sort()).toEqual(['EUR', 'USD'])
})

test('(f) the regions and what is not regional make the national row, bound by bound', async () => {
  const one = { from: '2024-10-02', to: '2024-10-05', advertiser: '1' }
  await loadAds('snap', 'ads.csv', [
    { id: 'a', ...one, lower: 100n, upper: 100n, regions: ['US-GA'] },
    { id: 'b', ...one, lower: 70n, upper: 90n, regions: ['US-GA', 'US-FL'] },
    { id: 'c', ...one, lower: 30n, upper: 40n },
    { id: 'd', ...one, from: '2024-09-20', lower: 8n, upper: 9n, regions: ['US-FL'] },
    { id: 'e', ...one, lower: 5n, upper: 5n, regions: ['US-OH'], countries: ['US', 'CA'] },
  ])
  const { national, regions, notRegional } = await opened.archive.regional(asked(october))
  expect(regions.map(({ region, lower, upper }) => [region, lower, upper])).toEqual([
    ['US-GA', 100n, 100n],
    ['US-FL', 0n, 9n],
  ])
  const sum = (side: 'lower' | 'upper') =>
    regions.reduce((total, region) => total + (region[side] ?? 0n), notRegional[side] ?? 0n)
  expect([sum('lower'), sum('upper')]).toEqual([national.lower, national.upper])
  expect(national).toEqual({ lower: 200n, upper: 244n, undivided: 5n })
})

test('(g) and (h) a page that changes its name stays one advertiser, and is found by its old name', async () => {
  const statement = aStatement({ id: '1', from: '2024-10-01', to: '2024-10-07', lower: 1n, upper: 1n, country: 'US' })
  await opened.importDeps.statementStore.load(
    aFile('meta-report', 'old.csv', '2024-10-07'),
    statementRecords([statement]),
  )
  const renamed = {
    ...statement,
    key: 'later',
    about: { ...statement.about, name: 'New name' } as typeof statement.about,
  }
  await opened.importDeps.statementStore.load(
    aFile('meta-report', 'new.csv', '2024-10-14'),
    statementRecords([renamed]),
  )
  const { rows } = await opened.archive.spending(asked(), null, 10)
  expect(rows.map(({ advertiser, name }) => [advertiser?.key, name])).toEqual([['1', 'New name']])
  const profile = await opened.archive.advertiser({ platform: platformId('meta'), key: '1' }, always)
  expect(profile?.names.map(({ text, firstSeenAt }) => [text, firstSeenAt.slice(0, 10)])).toEqual([
    ['New name', '2024-10-14'],
    ['Page 1', '2024-10-07'],
  ])
})

test('every row has a lower bound that is no greater than its upper one, and pages follow on without double or gap', async () => {
  const ads = Array.from(
    { length: 57 },
    (_, index): Ad => ({
      id: `ad${index}`,
      advertiser: String(1_000 + index),
      from: '2024-10-02',
      to: index % 3 === 0 ? null : '2024-10-09',
      lower: BigInt(index % 7) * 100n,
      upper: index % 5 === 0 ? null : BigInt(index % 7) * 100n + 99n,
    }),
  )
  await loadAds('snap', 'ads.csv', ads)
  const rows: SpendingRow[] = []
  let after: SpendingPosition | null = null
  do {
    const page = await opened.archive.spending(asked(), after, 10)
    expect(page.total.rows).toBe(57)
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  expect(new Set(rows.map(({ advertiser }) => advertiser?.key)).size).toBe(57)
  expect(rows).toHaveLength(57)
  for (const [index, { lower, upper }] of rows.entries()) {
    expect(upper === null || lower <= upper).toBe(true)
    expect(index === 0 || lower <= (rows[index - 1]?.lower ?? 0n)).toBe(true)
  }
  const whole = await opened.archive.spending(asked(), null, 100)
  expect(whole.total.lower).toBe(whole.rows.reduce((sum, row) => sum + row.lower, 0n))
})

test('the same page and disclaimer on several rows count each, also when alike in every cell', async () => {
  const row = { id: '1', from: '2024-10-01', to: '2024-10-30', country: 'US', disclaimer: 'an advertiser in Ukraine' }
  const report = await loadStatements('meta-report', 'ua.csv', [
    aStatement({ ...row, lower: 955_800n, upper: 955_800n }),
    aStatement({ ...row, lower: 926_400n, upper: 926_400n }),
    aStatement({ ...row, lower: 0n, upper: 10_000n }),
    aStatement({ ...row, lower: 0n, upper: 10_000n }),
  ])
  expect(report).toMatchObject({ rows: 4, loaded: 4, repeated: 1 })
  expect(await boundsOf(asked(october))).toEqual({ 1: [1_882_200n, null, 0n] })
})

test('a figure that a later file corrects counts once, at its newest word, and the older word stays', async () => {
  const week = { id: '1', from: '2024-10-06', to: '2024-10-12', country: 'US' }
  const bring = (name: string, observedOn: string, lower: bigint) =>
    opened.importDeps.statementStore.load(
      aFile('google', name, observedOn),
      statementRecords([aStatement({ ...week, lower, upper: lower })]),
    )
  await bring('b.csv', '2024-11-05', 2_535_000n)
  await bring('a.csv', '2024-10-20', 2_110_000n)
  expect(await boundsOf(asked(october))).toEqual({ 1: [2_535_000n, null, 0n] })
  const [{ count }] = await opened.database.query('SELECT count(*)::int AS count FROM spend_statement')
  expect(count).toBe(2)
})

test('a region without a code of ours counts for no place, and its country has its own rows', async () => {
  const unknown = aStatement({ id: '1', from: '2024-10-01', to: '2024-10-30', country: 'US', lower: 500n, upper: 500n })
  await loadStatements('meta-report', 'unknown.csv', [
    { ...unknown, region: { name: 'Unknown', code: null, share: null } },
  ])
  expect(await boundsOf(asked(october))).toEqual({})
  expect(await boundsOf(asked({ ...october, place: 'US-GA' as RegionCode }))).toEqual({})
})
