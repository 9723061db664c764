import { type DisclosureId, disclosureId, sourceId } from '../../src/domain/ids.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { archiveDigest } from '../support/digest.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const idOf = (number: number): DisclosureId => disclosureId(sourceId('snap'), snapAdId(number))
const ads = (...numbers: number[]) => snapCsv(numbers.map((number) => ({ ADID: snapAdId(number) })))
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index)

async function bring(day: string, content: string, archive = opened) {
  const [outcome] = await archive.importText('snap', `${day}_2024.csv`, content)
  return reportOf(outcome)
}

async function listing(number: number, archive = opened) {
  const history = await archive.archive.history(idOf(number))
  return history?.held.listing
}

async function eventsOf(number: number) {
  const history = await opened.archive.history(idOf(number))
  return history?.events.map(({ kind, at, fileName }) => `${kind} ${at.slice(0, 10)} ${fileName}`)
}

test('an ad that one complete file lacks is missing, one that two lack is withdrawn, one that is back is restored', async () => {
  await bring('2024-10-01', ads(1, 2))
  await bring('2024-10-02', ads(1))
  expect(await listing(2)).toEqual({ missingSince: '2024-10-02T00:00:00Z', withdrawnAt: null })
  await bring('2024-10-03', ads(1))
  expect(await listing(2)).toEqual({ missingSince: '2024-10-02T00:00:00Z', withdrawnAt: '2024-10-03T00:00:00Z' })
  await bring('2024-10-04', ads(1, 2))
  expect(await listing(2)).toEqual({ missingSince: null, withdrawnAt: null })
  expect(await listing(1)).toEqual({ missingSince: null, withdrawnAt: null })
  expect(await eventsOf(2)).toEqual([
    'restored 2024-10-04 2024-10-04_2024.csv',
    'withdrawn 2024-10-03 2024-10-03_2024.csv',
    'missing 2024-10-02 2024-10-02_2024.csv',
  ])
})

test('a second file of the same day proves nothing more than the first', async () => {
  await bring('2024-10-01', ads(1, 2))
  await bring('2024-10-02', ads(1))
  await opened.importText('snap', '2024-10-02_evening_2024.csv', ads(1))
  expect(await listing(2)).toMatchObject({ withdrawnAt: null })
})

test('absence is judged inside a series: a file of another year says nothing of this one', async () => {
  await bring('2024-10-01', ads(1, 2))
  await opened.importText('snap', '2024-10-02_2023.csv', ads(3))
  await opened.importText('snap', '2024-10-03_2023.csv', ads(3))
  expect(await listing(2)).toEqual({ missingSince: null, withdrawnAt: null })
})

test('a file with a record in quarantine is not complete: what it lacks proves nothing', async () => {
  await bring('2024-10-01', ads(1, 2))
  await bring('2024-10-02', snapCsv([{ ADID: snapAdId(1) }, { ADID: snapAdId(9), Spend: 'NaN' }]))
  expect(await listing(2)).toEqual({ missingSince: null, withdrawnAt: null })
})

test('a withdrawn ad is still found, under its own filter, and with what it said', async () => {
  await bring('2024-10-01', ads(1, 2))
  await bring('2024-10-02', ads(1))
  await bring('2024-10-03', ads(1))
  const found = async (wanted: 'listed' | 'missing' | 'withdrawn') => {
    const query = { terms: { include: [], exclude: [] }, filters: { listing: wanted }, sort: 'newest' as const }
    return (await opened.archive.search(query, null, 10)).hits.map(({ adId }) => adId)
  }
  expect(await found('withdrawn')).toEqual([snapAdId(2)])
  expect(await found('listed')).toEqual([snapAdId(1)])
  expect(await found('missing')).toEqual([])
})

test('more than 5 % and at least 20 at once are held; rows that are there are loaded', async () => {
  await bring('2024-10-01', ads(...range(1, 400)))
  const twenty = await bring('2024-10-02', ads(...range(1, 380)))
  expect(twenty.held).toBeNull()
  const shrunk = await bring('2024-10-03', ads(...range(1, 360), 999))
  expect(shrunk).toMatchObject({ loaded: 1, held: { listed: 380, absent: 20 } })
  expect(await listing(365)).toEqual({ missingSince: null, withdrawnAt: null })
  expect(await eventsOf(365)).toEqual(['held 2024-10-03 2024-10-03_2024.csv'])
  // Those that had been missing before stay so: a file that is held proves nothing about anybody.
  expect(await listing(390)).toEqual({ missingSince: '2024-10-02T00:00:00Z', withdrawnAt: null })
})

test('19 of 20 vanishing, or 5 % of a large file, are few enough to be believed', async () => {
  await bring('2024-10-01', ads(...range(1, 20)))
  expect((await bring('2024-10-02', ads(1))).held).toBeNull()
  expect(await listing(20)).toMatchObject({ missingSince: '2024-10-02T00:00:00Z' })
})

test('an accepted hold counts, a rejected one does not, and both show in the history of the ad', async () => {
  await bring('2024-10-01', ads(...range(1, 100)))
  await bring('2024-10-02', ads(...range(1, 50)))
  const [hold] = await opened.upkeep.holds()
  expect(hold).toMatchObject({ source: 'snap', series: '2024', of: 'ads', listed: 100, absent: 50, status: 'held' })
  await opened.upkeep.decideHold(hold?.id ?? 0, 'accepted')
  expect(await listing(60)).toEqual({ missingSince: '2024-10-02T00:00:00Z', withdrawnAt: null })
  await bring('2024-10-03', ads(...range(1, 50)))
  expect(await listing(60)).toMatchObject({ withdrawnAt: '2024-10-03T00:00:00Z' })
  const kinds = (await opened.archive.history(idOf(60)))?.events.map(({ kind }) => kind).sort()
  expect(kinds).toEqual(['held', 'hold_accepted', 'missing', 'withdrawn'].sort())
  await expect(opened.upkeep.decideHold(hold?.id ?? 0, 'rejected')).rejects.toMatchObject({ code: 'hold.decided' })

  await bring('2024-10-04', ads(...range(1, 10)))
  const [second] = await opened.upkeep.holds()
  await opened.upkeep.decideHold(second?.id ?? 0, 'rejected')
  expect(await listing(40)).toEqual({ missingSince: null, withdrawnAt: null })
  await expect(opened.upkeep.decideHold(4711, 'accepted')).rejects.toMatchObject({ code: 'hold.unknown' })
})

test('files in any order make the same absences, and a decision outlives a file that comes late', async () => {
  const files: [string, string][] = [
    ['2024-10-01', ads(...range(1, 60))],
    ['2024-10-02', ads(...range(1, 58))],
    ['2024-10-03', ads(...range(1, 30))],
    ['2024-10-04', ads(...range(1, 57), 60)],
  ]
  const backwards = await openTestArchive()
  for (const [day, content] of files) await bring(day, content)
  for (const [day, content] of [...files].reverse()) await bring(day, content, backwards)
  expect(await archiveDigest(backwards.database)).toEqual(await archiveDigest(opened.database))
  const [hold] = await opened.upkeep.holds()
  expect(hold).toMatchObject({ fileName: '2024-10-03_2024.csv', absent: 28 })
  await opened.upkeep.decideHold(hold?.id ?? 0, 'accepted')
  await bring('2024-09-30', ads(...range(1, 60)))
  expect((await opened.upkeep.holds())[0]).toMatchObject({ status: 'accepted', absent: 28 })
  await backwards.close()
})

test('an ad that another series shows later is listed again', async () => {
  await bring('2024-10-01', ads(1, 2))
  await bring('2024-10-02', ads(1))
  await opened.importText('snap', '2025-01-05_2025.csv', ads(2))
  expect(await listing(2)).toEqual({ missingSince: null, withdrawnAt: null })
})
