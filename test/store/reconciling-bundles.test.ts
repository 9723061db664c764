import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { calendarDate } from '../../src/domain/calendar.ts'
import { postgresReconciler } from '../../src/store/postgres/reconciling/reconcile.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { comparedIn, qualityOf } from '../support/compared.ts'
import { bundleAd, bundleMembers, csvOf, member, zipOf } from '../support/google-bundle.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

test.each([0, 1, 5])(
  'of a bundle that lacks %i ads, each is told by its advertiser, and none is a difference of 0',
  async (lost) => {
    const members = bundleMembers({ ads: 20, day: '2026-10-01' })
    const sums = csvRows(members[member('advertiser-stats')]).map((row) => ({ ...row, Total_Creatives: '1' }))
    const kept = Array.from({ length: 20 - lost }, (_, index) => bundleAd(index + 1 + lost))
    const bundle = await zipOf({
      ...members,
      [member('creative-stats')]: csvOf(kept),
      [member('advertiser-stats')]: csvOf(sums),
    })
    await opened.importText('google', 'google-political-ads-transparency-bundle.zip', bundle)
    await postgresReconciler(opened.database).reconcile()
    const [slice, ...gaps] = (await comparedIn(opened)).filter(({ kind }) => kind === 'bundle')
    expect(slice).toMatchObject({ source: 'google', to: '2026-10-01', statedAds: 20, heldAds: 20 - lost })
    expect(slice).toMatchObject({ advertisers: { compared: 20, differing: lost }, advertiser: null })
    expect(gaps.map(({ advertiser, statedAds, heldAds }) => [advertiser?.name, statedAds, heldAds]).sort()).toEqual(
      Array.from({ length: lost }, (_, index) => [`Friends of Dam ${index + 1}`, 1, 0]),
    )
    const day = { from: '2026-10-01', to: '2026-10-01' }
    expect((await qualityOf(opened).problems(null)).get('google')?.partial).toEqual(lost === 0 ? [] : [day])
  },
)

function csvRows(content: string | Buffer = ''): Record<string, string>[] {
  return parse(content, { columns: true })
}

test('sums of a bundle that is newer than its list of ads wait for the list', async () => {
  const members = bundleMembers({ ads: 3, day: '2026-10-01' })
  const bring = async (name: string, day: string) => {
    const path = join(opened.folder, member(name))
    await writeFile(path, members[member(name)] ?? '')
    expect(reportOf((await opened.importPath('google', path, calendarDate(day)))[0]).loaded).toBe(3)
    await postgresReconciler(opened.database).reconcile()
  }
  await bring('creative-stats', '2026-09-30')
  await bring('advertiser-stats', '2026-10-01')
  expect(await comparedIn(opened)).toEqual([])
  await opened.database.query("UPDATE source_file SET observed_on = '2026-10-01'")
  await postgresReconciler(opened.database).reconcile()
  expect(await comparedIn(opened)).not.toEqual([])
})

test('what was spent in regions is in no sum: it is told again', async () => {
  const members = bundleMembers({ ads: 1, day: '2026-10-01', spend: 1_000 })
  const [stats] = csvRows(members[member('advertiser-stats')])
  const { Advertiser_ID, Advertiser_Name } = stats ?? {}
  const place = { Country: 'US', Country_Subdivision_Primary: 'US-GA', Spend_USD: '1000' }
  const bundle = {
    ...members,
    [member('advertiser-stats')]: csvOf([{ ...stats, Total_Creatives: '1' }]),
    [member('advertiser-geo-spend')]: csvOf([{ Advertiser_ID, Advertiser_Name, ...place } as Record<string, string>]),
  }
  await opened.importText('google', 'bundle.zip', await zipOf(bundle))
  await postgresReconciler(opened.database).reconcile()
  const [{ regions }] = await opened.database.query(
    "SELECT count(*)::int AS regions FROM spend_statement held WHERE held.place LIKE 'US-%'",
  )
  expect(regions).toBe(1)
  expect(await comparedIn(opened)).toMatchObject([{ kind: 'bundle', wrong: [] }])
})

test('what a bundle states is held against ads in their own currency, and sums mark no day', async () => {
  const members = bundleMembers({ ads: 1, day: '2026-10-01' })
  const [stats] = csvRows(members[member('advertiser-stats')])
  const sums = csvOf([{ ...stats, Total_Creatives: '1', Spend_USD: '900', Spend_GBP: '900' }])
  await opened.importText('google', 'bundle.zip', await zipOf({ ...members, [member('advertiser-stats')]: sums }))
  await postgresReconciler(opened.database).reconcile()
  const [slice, ...gaps] = await comparedIn(opened)
  expect(slice).toMatchObject({ statedAds: 1, heldAds: 1, wrong: ['sum_below'] })
  expect(gaps).toMatchObject([{ currency: 'USD', held: { lower: 10_000n, upper: 20_000n }, wrong: ['sum_below'] }])
  expect((await qualityOf(opened).problems(null)).get('google')?.partial).toEqual([])
})
