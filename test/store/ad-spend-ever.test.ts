import fc from 'fast-check'
import { SUMS_OF_CELLS } from '../../src/store/postgres/migrations/0006-ad-spend-ever.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { underRevision } from '../support/digest.ts'
import { type Ad, adRecordsOf, aFile } from '../support/loads.ts'
import { octoberDay, randomAd } from '../support/random-ads.ts'
import { proofSize } from '../support/seeded.ts'

const day = octoberDay
const anAd = randomAd(5, [['US'], ['US', 'CA'], ['CA']])

/** Which file says it, on which day, and whether it is then understood in another way. */
const aStep = fc.record({
  file: fc.nat(3),
  observed: fc.nat(3),
  ads: fc.array(anAd, { minLength: 1, maxLength: 6 }),
  reread: fc.option(fc.array(anAd, { minLength: 1, maxLength: 6 })),
})

/** The sums over all time as they are kept, and as they are. */
async function kept({ database }: TestArchive) {
  return await database.query(`
    SELECT ever.advertiser_id, ever.place, ever.currency, ever.is_whole, ever.last_day::text, ever.ads, ever.lower_minor,
      ever.upper_minor, ever.open_tops
    FROM ad_spend_ever ever ORDER BY 1, 2, 3, 4`)
}

async function summed({ database }: TestArchive) {
  return await database.query(`
    SELECT spend.advertiser_id, spend.place, spend.currency, spend.is_whole, max(spend.ends_on)::text AS last_day,
      sum(spend.ads)::bigint AS ads, sum(spend.lower_minor)::bigint AS lower_minor,
      sum(spend.upper_minor)::bigint AS upper_minor, sum(spend.open_tops)::bigint AS open_tops
    FROM ad_spend spend GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`)
}

test('sums over all time are those of the days, whatever is loaded, loaded again and read anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 1, maxLength: 5 }), async (steps) => {
      const opened = await openTestArchive()
      const { store } = opened.importDeps
      for (const [index, { file, observed, ads, reread }] of steps.entries()) {
        const loaded = aFile('snap', `${file === 0 ? 'same' : index}.csv`, day(60 + observed))
        await store.load(loaded, adRecordsOf(ads))
        expect(await kept(opened)).toEqual(await summed(opened))
        if (reread !== null) await store.replay({ ...loaded, formatVersion: 2 }, adRecordsOf(reread))
        expect(await kept(opened)).toEqual(await summed(opened))
      }
      await opened.close()
    }),
    { numRuns: proofSize(8) },
  )
})

test('an ad that a later part of its file tells of in another way leaves no day behind', async () => {
  const opened = await openTestArchive()
  const ads = Array.from(
    { length: 2_100 },
    (_, index): Ad => ({ id: `${index % 2_050}`, advertiser: '1', from: day(0), to: day(9), lower: 1n, upper: 2n }),
  )
  const first = ads.map((ad, index) => (index === 0 ? { ...ad, to: day(20) } : ad))
  await opened.importDeps.store.load(aFile('snap', 'ads.csv'), adRecordsOf(first))
  const sums = await kept(opened)
  expect(sums).toEqual(await summed(opened))
  expect(sums).toMatchObject([
    { place: '', last_day: day(9), ads: '2050' },
    { place: 'US', last_day: day(9), ads: '2050' },
  ])
  await opened.close()
})

test('an archive that held ads before has the same sums after the upgrade as if they came now', async () => {
  const opened = await openTestArchive()
  const one = { advertiser: '1', from: day(0), lower: 5n, upper: null }
  const ads = [
    { ...one, id: 'a', to: day(3) },
    { ...one, id: 'b', to: null, countries: ['US', 'CA'] },
  ]
  await opened.importDeps.store.load(aFile('snap', 'ads.csv'), adRecordsOf(ads))
  const asLoaded = await kept(opened)
  await opened.database.query('TRUNCATE ad_spend_ever')
  await underRevision(opened.database, SUMS_OF_CELLS)
  expect(await kept(opened)).toEqual(asLoaded)
  await opened.close()
})
