import fc from 'fast-check'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { choosePeriods } from '../../src/domain/choose-periods.ts'
import { dayNumber, dayOfNumber } from '../../src/domain/days.ts'
import type { PlatformId } from '../../src/domain/ids.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import { adBounds, type Bounds, combinedBounds, provesOfOne, sumOfBounds } from '../../src/domain/spend-bounds.ts'
import type { Window } from '../../src/domain/spending.ts'
import type { SpendingPage } from '../../src/ports/spending.ts'
import { accountBounds } from '../../src/store/postgres/spending/bounds-sql.ts'
import { chosenPeriods } from '../../src/store/postgres/spending/periods.ts'
import { boundsParameters } from '../../src/store/postgres/spending/spending.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { attribute } from '../support/attribute.ts'
import { type Ad, adRecordsOf, aFile, aStatement, statementRecords, USD } from '../support/loads.ts'
import { proofSize } from '../support/seeded.ts'

const US = 'US' as CountryCode
const always: Window = { from: null, to: null }
const october = { from: '2024-10-01' as CalendarDate, to: '2024-10-31' as CalendarDate }
const day = (offset: number) => dayOfNumber(dayNumber('2024-10-01') + offset)
const anAd = fc.record({
  advertiser: fc.constantFrom('1', '2', '3'),
  start: fc.option(fc.nat(40), { freq: 8 }),
  days: fc.option(fc.nat(15), { freq: 8 }),
  lower: fc.nat(900),
  more: fc.option(fc.nat(500), { freq: 6 }),
  countries: fc.constantFrom(['US'], ['US', 'CA'], ['CA']),
  payer: fc.constantFrom('P', 'Q', undefined),
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
  disclaimer: fc.constantFrom('P', 'Q', null, undefined),
})
/** To whom each payer of each account goes; null: to nobody yet. */
const anAttribution = fc.dictionary(
  fc.constantFrom(...['1', '2', '3', '4'].flatMap((id) => ['P', 'Q', ''].map((payer) => `${id} ${payer}`))),
  fc.constantFrom('sp-aaaaaaaaaaaaaaaa', 'sp-bbbbbbbbbbbbbbbb'),
)
const aWindow = fc.constantFrom<Window>(
  always,
  october,
  { from: day(3) as CalendarDate, to: day(20) as CalendarDate },
  { from: null, to: day(18) as CalendarDate },
  { from: day(10) as CalendarDate, to: null },
)

test('rankings give each account and each sponsor the bounds that the domain defines, on whatever ads and statements', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anAd, { maxLength: 12 }),
      fc.array(aPeriod, { maxLength: 12 }),
      aWindow,
      fc.constantFrom('snap', 'meta'),
      anAttribution,
      async (generatedAds, generatedPeriods, window, platform, sponsorOf) => {
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
            ...(each.payer === undefined ? {} : { payer: each.payer }),
          }),
        )
        const statements = generatedPeriods.map((each) => ({
          id: each.advertiser,
          from: each.start === null ? null : day(each.start),
          to: day((each.start ?? 0) + each.days - 1),
          lower: BigInt(each.lower),
          upper: BigInt(each.lower + each.more),
          country: 'US',
          ...(each.disclaimer === undefined ? {} : { disclaimer: each.disclaimer }),
        }))
        await archive.importDeps.store.load(aFile(platform, 'ads.csv'), adRecordsOf(ads))
        const records = statementRecords(statements.map(aStatement))
        await archive.importDeps.statementStore.load(aFile(platform, 'report.csv'), records)
        await attribute(archive.database, new Map(Object.entries(sponsorOf)))
        const query = { place: US, platform: null, currency: USD, ...window }
        const [byAdvertiser, bySponsor] = await Promise.all(
          (['advertiser', 'sponsor'] as const).map((by) => archive.archive.spending({ ...query, by }, null, 1_000)),
        )
        if (window.from === null && window.to === null) await expectSameByDays(archive)
        await archive.close()
        const units = unitsOf({ ads, statements, window, holdsAllAds: platform === 'snap' }, () => '')
        expect(found(byAdvertiser)).toEqual(summed(units))
        const apart = unitsOf(
          { ads, statements, window, holdsAllAds: platform === 'snap' },
          (id, payer) => sponsorOf[`${id} ${payer}`] ?? '',
        )
        expect(found(bySponsor)).toEqual(summed(apart))
      },
    ),
    { numRuns: proofSize(12) },
  )
})

function found(page: SpendingPage | undefined) {
  return Object.fromEntries(
    (page?.rows ?? []).map((row) => [row.sponsor?.id ?? row.advertiser?.key, [row.lower, row.upper, row.undivided]]),
  )
}

/** Of all time, the sums over it and those of the days give the very same rows. */
async function expectSameByDays({ database }: TestArchive) {
  for (const [place, platform] of [
    [US, null],
    [null, null],
    [US, 'snap' as PlatformId],
  ] as const) {
    const query = { place, platform, currency: USD, ...always }
    const parameters = boundsParameters(query, await chosenPeriods(database, query, null), ['snap'])
    const [whole, byDays] = await Promise.all(
      [always, october].map((window) =>
        database.query(`${accountBounds({ window, at: null, by: 'sponsor' })} ORDER BY 1, 2`, parameters),
      ),
    )
    expect(whole).toEqual(byDays)
  }
}

type Stated = { id: string; from: string | null; to: string; lower: bigint; upper: bigint; disclaimer?: string | null }

interface Told {
  readonly ads: readonly Ad[]
  readonly statements: readonly Stated[]
  readonly window: Window
  readonly holdsAllAds: boolean
}

type Unit = Bounds & { readonly name: string; readonly sponsor: string }

/**
 * By the domain alone: the bounds of every part of an account that goes to one sponsor. Statements under one key are one
 * statement a row; periods are chosen for all alike.
 */
function unitsOf(
  { ads, statements, window, holdsAllAds }: Told,
  sponsorOf: (id: string, payer: string) => string,
): Unit[] {
  const dated = statements.flatMap((each) => (each.from === null ? [] : [{ ...each, from: each.from }]))
  const periods = [...new Map(dated.map(({ from, to }) => [`${from} ${to}`, { from, to }])).values()]
  const { inside, covering } = choosePeriods(periods, window)
  const isIn = (chosen: readonly { from: string; to: string }[], each: Stated) =>
    chosen.some(({ from, to }) => from === each.from && to === each.to)
  const ofAd = (ad: Ad) => sponsorOf(ad.advertiser, ad.payer ?? '')
  const ofStatement = (each: Stated) => sponsorOf(each.id, each.disclaimer ?? '')
  return ['1', '2', '3', '4'].flatMap((name) => {
    const ownAds = ads.filter((ad) => ad.advertiser === name && (ad.countries ?? ['US']).includes('US'))
    const ownStatements = statements.filter(({ id }) => id === name)
    const sponsors = [...new Set([...ownAds.map(ofAd), ...ownStatements.map(ofStatement)])]
    const witnesses = sponsors.flatMap((sponsor) => {
      const own = ownStatements.filter((each) => ofStatement(each) === sponsor)
      const byAds = adBounds(
        ownAds
          .filter((ad) => ofAd(ad) === sponsor)
          .map((ad) => ({ ...ad, ...ordered(ad), isWhole: (ad.countries ?? ['US']).length === 1 })),
        window,
      )
      const stated = statedBounds(own, {
        inside: own.filter((each) => isIn(inside, each)),
        covering: own.filter((each) => isIn(covering ?? [], each)),
        window,
        lastDay: byAds === null ? '' : byAds.lastDay,
      })
      const tellsPayer = own.every(({ disclaimer }) => disclaimer !== undefined)
      return byAds === null && stated === null ? [] : [{ sponsor, byAds, stated, tellsPayer }]
    })
    return witnesses.flatMap(({ sponsor, byAds, stated, tellsPayer }) => {
      const proven = provesOfOne({ tellsPayer, sponsors: witnesses.length }) ? stated : null
      if (byAds === null && proven === null) return []
      return [{ name, sponsor, ...combinedBounds(byAds, proven, holdsAllAds) }]
    })
  })
}

function summed(units: readonly Unit[]) {
  const keys = [...new Set(units.map(({ sponsor, name }) => sponsor || name))]
  return Object.fromEntries(
    keys.map((key) => {
      const { lower, upper, undivided } = sumOfBounds(units.filter(({ sponsor, name }) => (sponsor || name) === key))
      return [key, [lower, upper, undivided]]
    }),
  )
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
  const latest =
    inside
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? ''
  const reaches = (upTo: string) => window.to !== null || (lastDay !== null && lastDay <= upTo && latest <= upTo)
  const toDate = own.filter(({ from }) => from === null)
  const toDateInside = window.from === null ? toDate.filter(({ to }) => window.to === null || to <= window.to) : []
  const lowers = [
    toDateInside.length > 0 ? total(toDateInside, 'lower') : null,
    inside.length > 0 ? total(inside, 'lower') : null,
  ]
  const uppers = [
    cappedBy(toDate, earliest(toDate), window, reaches),
    cappedBy(covering, latestOf(covering), always, reaches),
  ]
  const said = lowers.filter((each) => each !== null)
  const least = uppers.filter((each) => each !== null).sort((a, b) => (a < b ? -1 : 1))[0] ?? null
  const isToldToDate = toDate.length > 0 && toDate.every(({ to }) => window.to === null || to >= window.to)
  const anything = said.length > 0 || isToldToDate || covering.length > 0
  if (!anything) return null
  return { lower: [0n, ...said].sort((a, b) => Number(a - b)).at(-1) ?? 0n, upper: least, upTo: null }
}

type Reaches = (upTo: string) => boolean

/** The sum of what is stated, where it holds to the window's end and to whatever else is known. */
function cappedBy(rows: readonly Stated[], upTo: string, window: Window, reaches: Reaches): bigint | null {
  const isWhole = rows.length > 0 && (window.to === null || upTo >= window.to) && reaches(upTo)
  return isWhole ? rows.reduce((sum, row) => sum + row.upper, 0n) : null
}

function earliest(rows: readonly Stated[]): string {
  return rows.map(({ to }) => to).sort()[0] ?? ''
}

function latestOf(rows: readonly Stated[]): string {
  return (
    rows
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? ''
  )
}
