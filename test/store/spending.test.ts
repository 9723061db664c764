import fc from 'fast-check'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { choosePeriods } from '../../src/domain/choose-periods.ts'
import { dayNumber, dayOfNumber } from '../../src/domain/days.ts'
import type { DisclosureFields } from '../../src/domain/disclosure.ts'
import { platformId } from '../../src/domain/ids.ts'
import type { CountryCode, RegionCode } from '../../src/domain/place.ts'
import { adBounds, combinedBounds } from '../../src/domain/spend-bounds.ts'
import type { SpendingPosition, SpendingQuery, Window } from '../../src/domain/spending.ts'
import type { SpendingRow } from '../../src/ports/spending.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { aCountry, adRecords, aFile, aRegion, aStatement, statementRecords, USD } from '../support/loads.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const US = 'US' as CountryCode
const always: Window = { from: null, to: null }
const october = { from: '2024-10-01' as CalendarDate, to: '2024-10-31' as CalendarDate }
const asked = (query: Partial<SpendingQuery> = {}): SpendingQuery => ({
  place: US,
  platform: null,
  currency: USD,
  ...always,
  ...query,
})

interface Ad {
  readonly id: string
  readonly advertiser: string
  readonly from: string | null
  readonly to: string | null
  readonly lower: bigint
  readonly upper: bigint | null
  readonly countries?: readonly string[]
  readonly regions?: readonly string[]
}

function fieldsOf(ad: Ad): DisclosureFields {
  return {
    advertiserId: ad.advertiser,
    advertiserName: `Page ${ad.advertiser}`,
    spend: { lower: ad.lower, upper: ad.upper, currency: USD },
    countries: (ad.countries ?? ['US']).map(aCountry),
    ...(ad.regions === undefined ? {} : { regions: ad.regions.map(aRegion) }),
    ...(ad.from === null ? {} : { startsOn: ad.from as CalendarDate }),
    ...(ad.to === null ? {} : { endsOn: ad.to as CalendarDate }),
  }
}

function loadAds(source: string, name: string, ads: readonly Ad[], archive = opened) {
  const records = adRecords(ads.map((ad) => ({ id: ad.id, fields: fieldsOf(ad) })))
  return archive.importDeps.store.load(aFile(source, name), records)
}

function loadStatements(source: string, name: string, statements: Parameters<typeof statementRecords>[0]) {
  return opened.importDeps.statementStore.load(aFile(source, name), statementRecords(statements))
}

async function boundsOf(query: SpendingQuery, archive = opened) {
  const { rows } = await archive.archive.spending(query, null, 1_000)
  return Object.fromEntries(rows.map((row) => [row.advertiser.key, [row.lower, row.upper, row.undivided]]))
}

const day = (offset: number) => dayOfNumber(dayNumber('2024-10-01') + offset)
const anAd = fc.record({
  advertiser: fc.constantFrom('1', '2', '3'),
  start: fc.option(fc.nat(40), { freq: 8 }),
  days: fc.option(fc.nat(15), { freq: 8 }),
  lower: fc.nat(900),
  more: fc.option(fc.nat(500), { freq: 6 }),
  countries: fc.constantFrom(['US'], ['US', 'CA'], ['CA']),
})
const aPeriod = fc.record({
  advertiser: fc.constantFrom('1', '2', '3', '4'),
  start: fc.option(
    fc.nat(5).map((week) => week * 7 - 2),
    { freq: 6 },
  ),
  days: fc.constantFrom(7, 14, 30),
  lower: fc.nat(4_000),
  more: fc.nat(100),
})
const aWindow = fc.constantFrom<Window>(
  always,
  october,
  { from: day(3) as CalendarDate, to: day(20) as CalendarDate },
  { from: null, to: day(18) as CalendarDate },
  { from: day(10) as CalendarDate, to: null },
)

test('the ranking gives each advertiser the bounds that the domain defines, on whatever ads and statements', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anAd, { maxLength: 12 }),
      fc.array(aPeriod, { maxLength: 12 }),
      aWindow,
      fc.constantFrom('google', 'meta'),
      async (generatedAds, generatedPeriods, window, platform) => {
        const archive = await openTestArchive()
        const ads = generatedAds.map(
          (each, index): Ad => ({
            id: `ad${index}`,
            advertiser: each.advertiser,
            from: each.start === null ? null : day(each.start),
            to: each.days === null ? null : day((each.start ?? 0) + each.days),
            lower: BigInt(each.lower),
            upper: each.more === null ? null : BigInt(each.lower + each.more),
            countries: each.countries,
          }),
        )
        const statements = generatedPeriods.map((each) => ({
          id: each.advertiser,
          from: each.start === null ? null : day(each.start),
          to: day((each.start ?? 0) + each.days - 1),
          lower: BigInt(each.lower),
          upper: BigInt(each.lower + each.more),
          country: 'US',
        }))
        await loadAds(platform, 'ads.csv', ads, archive)
        const records = statementRecords(statements.map(aStatement))
        await archive.importDeps.statementStore.load(aFile(platform, 'report.csv'), records)
        const found = await boundsOf(asked(window), archive)
        await archive.close()
        expect(found).toEqual(expected(ads, statements, window, platform === 'google'))
      },
    ),
    { numRuns: 25 },
  )
})

type Stated = { id: string; from: string | null; to: string; lower: bigint; upper: bigint }

/** By the domain alone. Statements under one key are one statement a row; periods are chosen for all advertisers alike. */
function expected(ads: readonly Ad[], statements: readonly Stated[], window: Window, holdsAllAds: boolean) {
  const dated = statements.flatMap((each) => (each.from === null ? [] : [{ ...each, from: each.from }]))
  const periods = [...new Map(dated.map(({ from, to }) => [`${from} ${to}`, { from, to }])).values()]
  const { inside, covering } = choosePeriods(periods, window)
  const isIn = (chosen: readonly { from: string; to: string }[], each: Stated) =>
    chosen.some(({ from, to }) => from === each.from && to === each.to)
  const names = new Set([...ads.map(({ advertiser }) => advertiser), ...statements.map(({ id }) => id)])
  const bounds = [...names].flatMap((name) => {
    const own = statements.filter(({ id }) => id === name)
    const here = ads.filter(({ advertiser, countries }) => advertiser === name && (countries ?? ['US']).includes('US'))
    const byAds = adBounds(
      here.map((ad) => ({ ...ad, ...ordered(ad), isWhole: (ad.countries ?? ['US']).length === 1 })),
      window,
    )
    const stated = statedBounds(own, {
      inside: own.filter((each) => isIn(inside, each)),
      covering: own.filter((each) => isIn(covering ?? [], each)),
      window,
      lastDay: byAds === null ? '' : byAds.lastDay,
    })
    if (byAds === null && stated === null) return []
    const { lower, upper, undivided } = combinedBounds(byAds, stated, holdsAllAds)
    return [[name, [lower, upper, undivided]] as const]
  })
  return Object.fromEntries(bounds)
}

function ordered({ from, to }: Ad) {
  return { from, to }
}

function statedBounds(
  own: readonly Stated[],
  {
    inside,
    covering,
    window,
    lastDay,
  }: { inside: readonly Stated[]; covering: readonly Stated[]; window: Window; lastDay: string | null },
) {
  const total = (rows: readonly Stated[], side: 'lower' | 'upper') => rows.reduce((sum, row) => sum + row[side], 0n)
  const reaches = (upTo: string) => window.to !== null || (lastDay !== null && lastDay <= upTo)
  const toDate = own.filter(({ from }) => from === null)
  const toDateInside = window.from === null ? toDate.filter(({ to }) => window.to === null || to <= window.to) : []
  const lowers = [
    toDateInside.length > 0 ? total(toDateInside, 'lower') : null,
    inside.length > 0 ? total(inside, 'lower') : null,
  ]
  const ends = toDate.map(({ to }) => to).sort()
  const isCovered = toDate.length > 0 && (window.to === null || (ends[0] ?? '') >= window.to) && reaches(ends[0] ?? '')
  const coveringEnds = covering.map(({ to }) => to).sort()
  const uppers = [
    isCovered ? total(toDate, 'upper') : null,
    covering.length > 0 && reaches(coveringEnds.at(-1) ?? '') ? total(covering, 'upper') : null,
  ]
  const said = lowers.filter((each) => each !== null)
  const least = uppers.filter((each) => each !== null).sort((a, b) => (a < b ? -1 : 1))[0] ?? null
  const anything =
    said.length > 0 || toDate.some(({ to }) => window.to === null || to >= window.to) || covering.length > 0
  if (!anything) return null
  return { lower: said.reduce((a, b) => (a > b ? a : b), 0n), upper: least, upTo: null }
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
  expect([page.total.lower, page.total.advertisers]).toEqual([900n, 1])
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
  expect(rows.map(({ advertiser, name }) => [advertiser.key, name])).toEqual([['1', 'New name']])
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
    expect(page.total.advertisers).toBe(57)
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  expect(new Set(rows.map(({ advertiser }) => advertiser.key)).size).toBe(57)
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
