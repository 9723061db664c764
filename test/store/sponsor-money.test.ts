import type { CalendarDate } from '../../src/domain/calendar.ts'
import { platformId, type SponsorId, sponsorId } from '../../src/domain/ids.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import type { SpendingQuery, Window } from '../../src/domain/spending.ts'
import type { Archive } from '../../src/ports/archive.ts'
import type { SpendingRow } from '../../src/ports/spending.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { attribute } from '../support/attribute.ts'
import { type Ad, adRecordsOf, aFile, aStatement, statementRecords, USD } from '../support/loads.ts'

const DAM = sponsorId('sp-damdamdamdamdamd')
const LAKE = sponsorId('sp-lakelakelakelake')
const US = 'US' as CountryCode
const always: Window = { from: null, to: null }
const october = { from: '2024-10-01' as CalendarDate, to: '2024-10-31' as CalendarDate }
const ranking = (told: Partial<SpendingQuery> = {}): SpendingQuery => ({
  ...{ by: 'sponsor', place: null, platform: null, currency: USD, ...always },
  ...told,
})

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const anAd = (told: Pick<Ad, 'id' | 'advertiser'> & Partial<Ad>): Ad => ({
  ...{ from: '2024-10-02', to: '2024-10-10', lower: 100n, upper: 199n },
  ...told,
})

/** Two platforms; the account 9 is an agency's, which two sponsors pay. */
async function fill() {
  const { store, statementStore } = opened.importDeps
  const snap = [
    anAd({ id: 's1', advertiser: '9', payer: 'Dam' }),
    anAd({ id: 's2', advertiser: '9', payer: 'Lake', to: '2024-11-20', countries: ['US', 'CA'] }),
    anAd({ id: 's3', advertiser: '8', payer: 'Nobody yet', regions: ['US-GA'] }),
  ]
  await store.load(aFile('snap', 'ads.csv'), adRecordsOf(snap))
  const meta = [anAd({ id: 'm1', advertiser: '1', payer: 'Dam' }), anAd({ id: 'm2', advertiser: '1', upper: null })]
  await store.load(aFile('meta', 'ads.csv'), adRecordsOf(meta))
  const week = { from: '2024-10-06', to: '2024-10-12', country: 'US' }
  const words = [
    aStatement({ id: '1', ...week, lower: 900n, upper: 900n, disclaimer: 'Dam' }),
    aStatement({ id: '2', ...week, lower: 70n, upper: 70n, disclaimer: 'The lake' }),
  ]
  await statementStore.load(aFile('meta-report', 'report.csv'), statementRecords(words))
}

const ATTRIBUTED = new Map([
  ['9 Dam', DAM],
  ['9 Lake', LAKE],
  ['1 Dam', DAM],
  ['1 ', DAM],
  ['2 The lake', LAKE],
])

const named = (rows: readonly SpendingRow[]) =>
  rows.map((row) => [row.sponsor?.id ?? row.advertiser?.key, row.lower, row.upper, row.platforms, row.accounts])

test('a sponsor stands with the money of all its accounts; what is attributed to none stands as its account', async () => {
  await fill()
  await attribute(opened.database, ATTRIBUTED)
  const { rows, total } = await opened.archive.spending(ranking(), null, 50)
  expect(named(rows)).toEqual([
    [DAM, 1_000n, null, ['meta', 'snap'], 2],
    [LAKE, 170n, null, ['meta', 'snap'], 2],
    ['8', 100n, 199n, ['snap'], 1],
  ])
  expect(total).toMatchObject({ rows: 3, sponsors: 2, lower: 1_270n, upper: null })
  expect((await opened.archive.spendingChoices({})).hasSponsors).toBe(true)
})

/** What every place that tells a sponsor's money says of it. */
async function everywhere(archive: Archive, id: SponsorId, query: SpendingQuery) {
  const { rows } = await archive.spending(query, null, 50)
  const row = rows.find(({ sponsor }) => sponsor?.id === id)
  const found = [row, await archive.sponsorBounds(id, query), await archive.why({ kind: 'sponsor', id }, query, MOST)]
  return found.map((each) =>
    each == null ? null : [each.lower, each.upper, each.undivided, each.ads, each.statements],
  )
}

const MOST = { accounts: 50, each: 50 }

test('the ranking, a sponsor’s own bounds and the reasons for them are the same, in any window and place', async () => {
  await fill()
  await attribute(opened.database, ATTRIBUTED)
  for (const window of [always, october, { ...october, to: '2024-10-09' as CalendarDate }]) {
    for (const place of [null, US, 'CA' as CountryCode]) {
      for (const platform of [null, platformId('snap'), platformId('meta')]) {
        for (const id of [DAM, LAKE]) {
          const [row, bounds, why] = await everywhere(opened.archive, id, ranking({ ...window, place, platform }))
          expect([bounds, why]).toEqual([row, row])
        }
      }
    }
  }
  const [money] = await opened.archive.sponsorMoney(DAM, october)
  const { rows } = await opened.archive.spending(ranking(october), null, 1)
  expect(money).toMatchObject({ lower: rows[0]?.lower, upper: rows[0]?.upper, ads: rows[0]?.ads })
  expect(money?.platforms.map(({ platform, lower }) => [platform, lower])).toEqual([
    ['meta', 900n],
    ['snap', 100n],
  ])
})

test('weeks and platforms of a sponsor add up, and places are those of its ads and statements', async () => {
  await fill()
  await attribute(opened.database, ATTRIBUTED)
  const { weeks, platforms, countries, statements, statementCount } = await opened.archive.sponsorSpending(DAM, USD)
  expect(weeks.map(({ from, lower, upper }) => [from, lower, upper])).toEqual([
    ['2024-09-29', 0n, null],
    ['2024-10-06', 900n, 1_099n],
  ])
  for (const [index, week] of weeks.entries()) {
    const parts = platforms.map((each) => each.weeks[index])
    expect(parts.map((part) => part?.from)).toEqual([week.from, week.from])
    expect(parts.reduce((sum, part) => sum + (part?.lower ?? 0n), 0n)).toBe(week.lower)
  }
  expect(countries).toEqual([{ country: 'US', lower: 1_000n, upper: null, undivided: 0n }])
  expect([statementCount, statements[0]?.advertiser.key, statements[0]?.record.fileName]).toEqual([
    1,
    '1',
    'report.csv',
  ])
  expect(await opened.archive.sponsorSpending(sponsorId('sp-0000000000000000'), USD)).toMatchObject({ weeks: [] })
})

test('a figure is taken apart into ads and statements, with the rule that decided each bound', async () => {
  await fill()
  await attribute(opened.database, ATTRIBUTED)
  const why = await opened.archive.why({ kind: 'sponsor', id: DAM }, ranking({ ...october, place: US }), MOST)
  const [page, agency] = why?.accounts ?? []
  expect(page).toMatchObject({ lowerReason: 'statements', upperReason: 'open', usedAdsCount: 1 })
  expect(page?.usedStatements).toMatchObject([{ isInside: true, isCovering: false, number: 1, lower: 900n }])
  expect(agency).toMatchObject({ lowerReason: 'ads', upperReason: 'ads', holdsAllAds: true })
  expect(agency?.usedAds).toEqual([
    { from: '2024-10-02', to: '2024-10-10', ads: 1, isWhole: true, isCertain: true, lower: 100n, upper: 199n },
  ])
  const rest = { kind: 'account', ref: { platform: platformId('snap'), key: '9' }, isRest: true } as const
  expect(await opened.archive.why(rest, ranking(), MOST)).toBeNull()
  expect(await opened.archive.why({ ...rest, isRest: false }, ranking(), MOST)).toMatchObject({ lower: 200n })
})

test('a total that tells no payer proves nothing of one sponsor where several have money in the account', async () => {
  await fill()
  const blanket = aStatement({
    id: '9',
    from: '2024-10-01',
    to: '2024-10-31',
    country: 'US',
    lower: 5_000n,
    upper: 5_000n,
  })
  await opened.importDeps.statementStore.load(aFile('snap', 'totals.csv'), statementRecords([blanket]))
  await attribute(opened.database, new Map([...ATTRIBUTED, ['9 ', DAM]]))
  const query = ranking({ ...october, place: US })
  const [dam] = (await opened.archive.spending(query, null, 1)).rows
  expect([dam?.sponsor?.id, dam?.lower]).toEqual([DAM, 1_000n])
  const why = await opened.archive.why({ kind: 'sponsor', id: DAM }, query, MOST)
  expect(why?.accounts.map(({ isSharedStatement }) => isSharedStatement)).toEqual([false, true])
  await attribute(opened.database, new Map([['9 Lake', DAM]]))
  expect((await opened.archive.spending(query, null, 1)).rows[0]?.lower).toBe(5_900n)
})

test('as of a moment, sponsors have the money that they had then', async () => {
  await fill()
  await attribute(opened.database, ATTRIBUTED)
  const moment = await opened.archive.newestMoment()
  if (moment === null) throw new Error('there is no moment')
  const then = opened.archive.asOf(moment)
  const answers = async () => [
    await then.spending(ranking(), null, 50),
    await then.sponsorMoney(LAKE, always),
    await then.sponsorSpending(LAKE, USD),
  ]
  const before = await answers()
  await attribute(
    opened.database,
    new Map([
      ['2 The lake', DAM],
      ['8 Nobody yet', LAKE],
    ]),
  )
  expect(await answers()).toEqual(before)
  const { rows } = await opened.archive.spending(ranking(), null, 50)
  expect(named(rows).map(([id, lower]) => [id, lower])).toEqual([
    [DAM, 1_070n],
    [LAKE, 200n],
  ])
})

test('pages of a ranking of sponsors follow one another, each row once', async () => {
  const ads = Array.from({ length: 40 }, (_, index) => anAd({ id: `a${index}`, advertiser: String(100 + index) }))
  await opened.importDeps.store.load(aFile('snap', 'many.csv'), adRecordsOf(ads))
  const half = ads
    .slice(0, 20)
    .map(({ advertiser }, index) => [`${advertiser} `, `sp-${String(index).padStart(16, '0')}`] as const)
  await attribute(opened.database, new Map(half))
  const seen: string[] = []
  let after = null
  do {
    const page = await opened.archive.spending(ranking(), after, 7)
    seen.push(...page.rows.map(({ sponsor, advertiser }) => sponsor?.id ?? advertiser?.key ?? ''))
    after = page.next
  } while (after !== null)
  expect([seen.length, new Set(seen).size]).toEqual([40, 40])
})
