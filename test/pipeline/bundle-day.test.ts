import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { bundleAd, bundleMembers, csvOf, member, zipOf } from '../support/google-bundle.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

/** A bundle under its official name: only a member of its own says when it was made. */
async function bring(day: string, ads: readonly number[]) {
  const members = {
    ...bundleMembers({ ads: 2, day }),
    [member('creative-stats')]: csvOf(ads.map((n) => bundleAd(n))),
  }
  return opened.importText('google', 'google-political-ads-transparency-bundle.zip', await zipOf(members))
}

test('a bundle is of the day that its own file tells, whatever days its ads ran on', async () => {
  await bring('2025-06-01', [1, 2, 3])
  await bring('2025-06-03', [1, 2])
  await bring('2025-06-05', [1, 2])
  const days = await opened.database.query(
    `SELECT DISTINCT file.observed_on::text AS day FROM source_file file WHERE file.format = 'google-creative-stats' ORDER BY 1`,
  )
  expect(days).toEqual([{ day: '2025-06-01' }, { day: '2025-06-03' }, { day: '2025-06-05' }])
  const query = { terms: { include: [], exclude: [] }, filters: { listing: 'withdrawn' }, sort: 'newest' } as const
  const { hits } = await opened.archive.search(query, null, 10)
  expect(hits.map(({ listing }) => listing)).toEqual([
    { missingSince: '2025-06-03T00:00:00Z', withdrawnAt: '2025-06-05T00:00:00Z' },
  ])
})
