import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { openTestArchive, reportOf } from '../support/archive.ts'
import { archiveDigest, rowVersions } from '../support/digest.ts'
import { proofSize } from '../support/seeded.ts'
import { type SnapCells, snapAdId, snapCsv } from '../support/snap-csv.ts'

/** Five days of six ads: figures move, one comes back to what it said, one appears late, one row is broken. */
const days: readonly (readonly SnapCells[])[] = [1, 2, 3, 4, 5].map((day) => [
  { ADID: snapAdId(1) },
  { ADID: snapAdId(2), Spend: String(100 + day), CountryCode: day > 3 ? 'erewhon' : 'norway' },
  { ADID: snapAdId(3), OrganizationName: day % 2 === 0 ? 'Even' : 'Odd' },
  { ADID: day < 3 ? snapAdId(4) : snapAdId(5), 'Currency Code': 'EUR', Spend: '7' },
  { ADID: snapAdId(6), PayingAdvertiserName: day === 4 ? '' : `Payer ${Math.ceil(day / 2)}` },
  { ADID: 'broken' },
])
const files = days.map((rows, index) => ({ name: `2024-10-0${index + 1}_2024.csv`, content: snapCsv(rows) }))

async function imported(order: readonly number[]): Promise<unknown> {
  const opened = await openTestArchive()
  try {
    for (const index of order) {
      const file = files[index]
      if (file !== undefined) reportOf((await opened.importText('snap', file.name, file.content))[0])
    }
    return await archiveDigest(opened.database)
  } finally {
    await opened.close()
  }
}

test('the archive is the same in whatever order files arrive, and however often', async () => {
  const expected = await imported([0, 1, 2, 3, 4])
  expect(await imported([4, 3, 2, 1, 0])).toEqual(expected)
  const orders = fc
    .tuple(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), fc.array(fc.nat(4), { maxLength: 3 }))
    .map(([all, again]) => [...all, ...again])
  await fc.assert(
    fc.asyncProperty(orders, async (order) => expect(await imported(order)).toEqual(expected)),
    { numRuns: proofSize(5) },
  )
})

test('importing again writes no row, and says so', async () => {
  const opened = await openTestArchive()
  for (const { name, content } of files) await opened.importText('snap', name, content)
  const before = await rowVersions(opened.database)
  for (const { name, content } of files) {
    const [outcome] = await opened.importText('snap', name, content)
    expect(reportOf(outcome)).toMatchObject({ rows: 6, loaded: 0, changed: 0, unchanged: 5, quarantined: 1 })
  }
  expect(await rowVersions(opened.database)).toEqual(before)
  await opened.close()
})

test('a file is known by name and content: the same bytes of another day are another observation', async () => {
  const opened = await openTestArchive()
  const content = snapCsv([{}])
  await opened.importText('snap', '2024-10-01_2024.csv', content)
  await opened.importText('snap', '2024-10-09_2024.csv', content)
  const [files, blobs, seen] = await Promise.all(
    ['source_file', 'blob', 'observation'].map((table) =>
      opened.database.query(`SELECT count(*)::int AS n FROM ${table}`),
    ),
  )
  expect([files[0].n, blobs[0].n, seen[0].n]).toEqual([2, 1, 2])
  await opened.close()
})

test('each row counts as exactly one of new, changed, unchanged and quarantined', async () => {
  const opened = await openTestArchive()
  const reports = []
  for (const { name, content } of files) reports.push(reportOf((await opened.importText('snap', name, content))[0]))
  for (const { rows, loaded, changed, unchanged, quarantined } of reports) {
    expect(loaded + changed + unchanged + quarantined).toBe(rows)
  }
  expect(reports.map(({ loaded, changed }) => [loaded, changed])).toEqual([
    [5, 0],
    [0, 2], // spend, name
    [1, 3], // spend, name back again, payer
    [0, 3],
    [0, 3],
  ])
  await opened.close()
})

test('two processes that load the same file at once load it once', async () => {
  const opened = await openTestArchive()
  const { name, content } = files[0] ?? { name: '', content: '' }
  const path = join(opened.folder, name)
  await writeFile(path, content)
  const outcomes = await Promise.all([1, 2, 3].map(() => opened.importPath('snap', path)))
  const loaded = outcomes.map(([outcome]) => reportOf(outcome).loaded)
  expect(loaded.sort()).toEqual([0, 0, 5])
  expect(await archiveDigest(opened.database)).toEqual(await imported([0]))
  await opened.close()
})
