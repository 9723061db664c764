import fc from 'fast-check'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { dayNumber, dayOfNumber } from '../../src/domain/days.ts'
import type { PlatformId } from '../../src/domain/ids.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import type { Window } from '../../src/domain/spending.ts'
import type { SpendingPage } from '../../src/ports/spending.ts'
import { accountBounds } from '../../src/store/postgres/spending/bounds-sql.ts'
import { chosenPeriods } from '../../src/store/postgres/spending/periods.ts'
import { boundsParameters } from '../../src/store/postgres/spending/spending.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { attribute } from '../support/attribute.ts'
import { type Ad, adRecordsOf, aFile, aStatement, statementRecords, USD } from '../support/loads.ts'
import { proofSize } from '../support/seeded.ts'
import { summed, unitsOf } from '../support/spend-units.ts'

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
      [always, { ...always, from: october.from }].map((window) =>
        database.query(`${accountBounds({ window, at: null, by: 'sponsor' })} ORDER BY 1, 2`, parameters),
      ),
    )
    expect(whole).toEqual(byDays)
  }
}
