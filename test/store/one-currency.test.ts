import fc from 'fast-check'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { dayNumber, dayOfNumber } from '../../src/domain/days.ts'
import type { Currency } from '../../src/domain/money.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import type { Range } from '../../src/domain/range.ts'
import { converted, type Factor, factorBetween, ratesOfMoment } from '../../src/domain/reference-rate.ts'
import type { SpendingBy, Window } from '../../src/domain/spending.ts'
import type { SpendingRow } from '../../src/ports/spending.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { attribute } from '../support/attribute.ts'
import { type Ad, adRecordsOf, aFile, aStatement, statementRecords } from '../support/loads.ts'
import { proofSize } from '../support/seeded.ts'

const day = (offset: number) => dayOfNumber(dayNumber('2024-10-01') + offset)
const CODES = ['USD', 'EUR', 'JPY', 'XXX'] as const
const EUR = 'EUR' as Currency
const rates = ratesOfMoment(
  [
    ['USD', '1.0897'],
    ['JPY', '165.93'],
  ].map(([currency, perEuro]) => ({
    currency: currency as Currency,
    perEuro: perEuro as string,
    day: '2024-10-30' as CalendarDate,
  })),
)
const factors = new Map<Currency, Factor>(
  CODES.flatMap((code) => {
    const factor = factorBetween(code as Currency, EUR, rates)
    return factor === null ? [] : [[code as Currency, factor] as const]
  }),
)

const anAd = fc.record({
  advertiser: fc.constantFrom('1', '2', '3'),
  currency: fc.constantFrom(...CODES),
  start: fc.nat(30),
  days: fc.nat(12),
  lower: fc.nat(90_000),
  more: fc.option(fc.nat(5_000), { freq: 6 }),
  payer: fc.constantFrom('P', 'Q', ''),
  countries: fc.constantFrom(['US'], ['US', 'CA']),
})
const aTotal = fc.record({
  advertiser: fc.constantFrom('1', '2', '4'),
  currency: fc.constantFrom('USD', 'JPY'),
  week: fc.nat(3),
  lower: fc.nat(90_000),
  disclaimer: fc.constantFrom('P', 'Q', undefined),
})
const anAttribution = fc.dictionary(
  fc.constantFrom(...['1', '2', '3', '4'].flatMap((id) => ['P', 'Q', ''].map((payer) => `${id} ${payer}`))),
  fc.constantFrom('sp-aaaaaaaaaaaaaaaa', 'sp-bbbbbbbbbbbbbbbb'),
)
const WINDOWS: Window[] = [
  { from: null, to: null },
  { from: day(2) as CalendarDate, to: day(22) as CalendarDate },
]

/** By currency alone: each ranking, converted row by row, and added. */
async function addedUp({ archive }: TestArchive, query: { by: SpendingBy } & Window & { place: CountryCode | null }) {
  const sums = new Map<string, Range>()
  for (const [currency, factor] of factors) {
    const { rows } = await archive.spending({ ...query, platform: null, currency }, null, 100)
    for (const row of rows) {
      const known = sums.get(keyOf(row)) ?? { lower: 0n, upper: 0n }
      const { lower, upper } = converted(row, factor)
      const top = known.upper === null || upper === null ? null : known.upper + upper
      sums.set(keyOf(row), { lower: known.lower + lower, upper: top })
    }
  }
  return Object.fromEntries(sums)
}

function keyOf({ sponsor, advertiser }: SpendingRow): string {
  return sponsor?.id ?? advertiser?.key ?? ''
}

test('a ranking in one currency is the rankings of all that have a rate, converted to the cent and added', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anAd, { maxLength: 10 }),
      fc.array(aTotal, { maxLength: 8 }),
      anAttribution,
      async (generatedAds, generatedTotals, sponsorOf) => {
        const opened = await openTestArchive()
        const ads = generatedAds.map(
          ({ start, days, more, payer, lower, ...told }, index): Ad => ({
            ...told,
            ...{ id: `a${index}`, from: day(start), to: day(start + days), lower: BigInt(lower) },
            upper: more === null ? null : BigInt(lower + more),
            ...(payer === '' ? {} : { payer }),
          }),
        )
        const totals = generatedTotals.map(({ advertiser, week, lower, disclaimer, currency }) =>
          aStatement({
            ...{ id: advertiser, from: day(week * 7), to: day(week * 7 + 6), country: 'US', currency },
            ...{ lower: BigInt(lower), upper: BigInt(lower) },
            ...(disclaimer === undefined ? {} : { disclaimer }),
          }),
        )
        await opened.importDeps.store.load(aFile('meta', 'ads.csv'), adRecordsOf(ads))
        await opened.importDeps.statementStore.load(aFile('meta', 'totals.csv'), statementRecords(totals))
        await attribute(opened.database, new Map(Object.entries(sponsorOf)))
        for (const window of WINDOWS) {
          for (const place of [null, 'US' as CountryCode]) {
            for (const by of ['sponsor', 'advertiser'] as const) {
              const query = { ...window, place, by }
              const one = { currency: EUR, factors }
              const { rows, total } = await opened.archive.spendingIn({ ...query, platform: null }, one, null, 100)
              const expected = await addedUp(opened, query)
              expect(
                Object.fromEntries(rows.map((row) => [keyOf(row), { lower: row.lower, upper: row.upper }])),
              ).toEqual(expected)
              expect(total.lower).toBe(Object.values(expected).reduce((sum, { lower }) => sum + lower, 0n))
              for (const row of rows) {
                expect(row.upper === null || row.lower + row.undivided <= row.upper).toBe(true)
              }
            }
          }
        }
        await opened.close()
      },
    ),
    { numRuns: proofSize(8) },
  )
})
