import fc from 'fast-check'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { type PlatformId, sourceId } from '../../src/domain/ids.ts'
import type { Moment } from '../../src/domain/moment.ts'
import type { CountryCode, RegionCode } from '../../src/domain/place.ts'
import type { SearchQuery } from '../../src/domain/search.ts'
import type { Archive } from '../../src/ports/archive.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { adRecordsOf, aFile, aStatement, statementRecords, USD } from '../support/loads.ts'
import { octoberDay, randomAd } from '../support/random-ads.ts'
import { proofSize } from '../support/seeded.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

const day = octoberDay
const US = 'US' as CountryCode
const always = { from: null, to: null }
const october = { from: day(0), to: day(5) }
const everything: SearchQuery = { terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' }
const refs = ['1', '2'].map((key) => ({ platform: 'snap' as PlatformId, key }))

/** All that pages ask, but for what is about now: who says it in words does not matter. */
async function answers(archive: Archive): Promise<unknown> {
  const places = [US, null, 'US-GA' as RegionCode] as const
  return await Promise.all([
    archive.summary().then((summary) => ({ ...summary, unresolvedPlaces: [] })),
    ...(['newest', 'most-spent'] as const).map((sort) => found(archive, { ...everything, sort })),
    found(archive, { ...everything, filters: { country: US, ...october } }),
    found(archive, { ...everything, filters: { account: refs[0] ?? never(), listing: 'listed' } }),
    streamed(archive),
    archive.spendingChoices({ place: US }),
    ...places.flatMap((place) =>
      [always, october].map((window) => {
        const query = { ...window, by: 'advertiser' as const, place, platform: null, currency: USD }
        return archive.spending(query, null, 50)
      }),
    ),
    archive.regional({ ...october, place: US, platform: null, currency: USD }),
    ...refs.flatMap((ref) => [archive.advertiser(ref, october), archive.advertiserSpending(ref, USD)]),
  ])
}

async function found(archive: Archive, query: SearchQuery): Promise<unknown> {
  const { stemOf: _, ...page } = await archive.search(query, null, 3)
  if (page.next === null) return page
  const { stemOf: __, ...second } = await archive.search(query, page.next, 3)
  return [page, second]
}

async function streamed(archive: Archive): Promise<unknown> {
  const { total, rows } = await archive.stream(everything)
  const read: unknown[] = []
  for await (const row of rows) read.push(row)
  return { total, read }
}

function never(): never {
  throw new Error('there are two advertisers')
}

/** Remembers what the archive says now, and tells later whether it still says so of then. */
function remembering({ archive }: TestArchive) {
  const remembered: { moment: Moment; said: unknown }[] = []
  return {
    remember: async () => {
      const moment = await archive.newestMoment()
      if (moment !== null) remembered.push({ moment, said: await answers(archive) })
    },
    expectAllStillSaid: async () => {
      for (const { moment, said } of remembered) expect(await answers(archive.asOf(moment))).toEqual(said)
    },
  }
}

const anAd = randomAd(6, [['US'], ['US', 'CA'], []])

const aStatementTold = fc.record({
  id: fc.constantFrom('1', '2'),
  from: fc.option(fc.nat(6), { freq: 3 }),
  days: fc.nat(6),
  lower: fc.nat(9),
  more: fc.option(fc.nat(2), { freq: 4 }),
  country: fc.constantFrom('US', 'CA'),
})

const aStep = fc.record({
  observed: fc.nat(5),
  ads: fc.array(anAd, { maxLength: 5 }),
  statements: fc.array(aStatementTold, { maxLength: 4 }),
})

test('whatever is loaded later, and however late it is: as of a moment the archive says what it said then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 2, maxLength: 4 }), async (steps) => {
      const opened = await openTestArchive()
      const { store, statementStore } = opened.importDeps
      const { remember, expectAllStillSaid } = remembering(opened)
      try {
        for (const [index, { observed, ads, statements }] of steps.entries()) {
          const on = day(60 + observed)
          await store.load(aFile('snap', `ads-${index}.csv`, on), adRecordsOf(ads))
          await remember()
          const told = statements.map(({ from, days, lower, more, ...told }) =>
            aStatement({
              ...told,
              from: from === null ? null : day(from),
              to: day((from ?? 0) + days),
              lower: BigInt(lower),
              upper: more === null ? null : BigInt(lower + more),
            }),
          )
          await statementStore.load(aFile('snap', `stated-${index}.csv`, on), statementRecords(told))
          await remember()
        }
        await expectAllStillSaid()
      } finally {
        await opened.close()
      }
    }),
    { numRuns: proofSize(4), endOnFailure: true },
  )
}, 120_000)

test('withdrawals, a decision of a person and names that come and go are those of the moment', async () => {
  const opened = await openTestArchive()
  const { remember, expectAllStillSaid } = remembering(opened)
  const ads = (ids: readonly number[], more: Record<string, string> = {}) =>
    snapCsv(ids.map((id) => ({ ADID: snapAdId(id), ...more })))
  const many = Array.from({ length: 30 }, (_, index) => index + 1)
  const files: readonly (readonly [string, string])[] = [
    ['2024-10-14_2024.csv', ads(many)],
    ['2024-10-15_2024.csv', ads(many.slice(1), { PayingAdvertiserName: 'Another payer' })],
    ['2024-10-16_2024.csv', ads(many.slice(1), { OrganizationName: 'Renamed' })],
    ['2024-10-13_2024.csv', ads(many, { Spend: '7' })],
    ['2024-10-17_2024.csv', ads(many.slice(25))],
  ]
  for (const [name, content] of files) {
    await opened.importText('snap', name, content)
    await remember()
  }
  const [hold] = await opened.upkeep.holds()
  await opened.upkeep.decideHold(hold?.id ?? 0, 'accepted')
  await remember()
  await opened.importText('snap', '2024-10-18_2024.csv', ads(many))
  await expectAllStillSaid()
  await opened.close()
})

test('a moment is known by its day and number; a day means its last one', async () => {
  const opened = await openTestArchive()
  const { archive, database } = opened
  expect(await archive.newestMoment()).toBeNull()
  for (const number of [1, 2, 3]) {
    await opened.importDeps.store.load(aFile('snap', `${number}.csv`), adRecordsOf([]))
  }
  await database.query(`UPDATE revision SET made_at = '2026-11-20T23:59:59Z' WHERE id <= 2`)
  await database.query(`UPDATE revision SET made_at = '2026-11-21T00:00:00Z' WHERE id = 3`)
  const second = { day: '2026-11-20' as CalendarDate, revision: 2 }
  const third = { day: '2026-11-21' as CalendarDate, revision: 3 }
  expect(await archive.newestMoment()).toEqual(third)
  expect(await archive.momentOf({ endOf: '2026-11-20' as CalendarDate })).toEqual(second)
  expect(await archive.momentOf({ endOf: '2026-11-25' as CalendarDate })).toEqual(third)
  expect(await archive.momentOf({ endOf: '2026-11-19' as CalendarDate })).toBeNull()
  expect(await archive.momentOf({ moment: second })).toEqual(second)
  expect(await archive.momentOf({ moment: { ...second, day: third.day } })).toBeNull()
  expect(await archive.momentOf({ moment: { ...third, revision: 4 } })).toBeNull()
  expect(await archive.momentAt(second.revision)).toEqual(second)
  expect(await archive.momentAt(4)).toBeNull()
  await database.query('UPDATE history_start SET revision = 3')
  expect(await archive.momentOf({ moment: second })).toBeNull()
  expect(await archive.momentAt(second.revision)).toBeNull()
  await opened.close()
})

test('a file that tells nothing new is a moment too: it was seen', async () => {
  const opened = await openTestArchive()
  const said = snapCsv([{ ADID: snapAdId(1) }])
  await opened.importText('snap', '2024-10-14_2024.csv', said)
  const first = await opened.archive.newestMoment()
  await opened.importText('snap', '2024-10-15_2024.csv', said)
  const seen = async (archive: Archive) =>
    (await archive.search({ ...everything, filters: { source: sourceId('snap') } }, null, 10)).hits[0]?.lastSeenAt
  expect(await seen(opened.archive)).toBe('2024-10-15T00:00:00Z')
  expect(await seen(opened.archive.asOf(first ?? never()))).toBe('2024-10-14T00:00:00Z')
  await opened.close()
})
