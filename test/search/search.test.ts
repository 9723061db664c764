import { disclosureId, sourceId } from '../../src/domain/ids.ts'
import type { Sort } from '../../src/domain/search.ts'
import { query } from '../contracts/asking.ts'
import { manyAds } from '../contracts/many-ads.ts'
import type { TestArchive } from '../support/archive.ts'
import { openSmallElection } from '../support/small-election.ts'
import { snapCsv } from '../support/snap-csv.ts'

// What any engine promises stands in test/contracts/search-contract.ts.
let opened: TestArchive

beforeAll(async () => {
  opened = await openSmallElection()
  await opened.importText('snap', '2024-10-14_2024.csv', snapCsv(manyAds))
})
afterAll(() => opened.close())

const search = (text: string, sort: Sort = 'newest') => opened.archive.search(query(text, {}, sort), null, 200)

test('a stream gives as many rows as it announces, in the order of the pages', async () => {
  const stream = await opened.archive.stream(query('payer', {}, 'most-spent'))
  const ids: string[] = []
  for await (const { id } of stream.rows) ids.push(id)
  expect(ids).toHaveLength(stream.total)
  expect(ids.slice(0, 200)).toEqual((await search('payer', 'most-spent')).hits.map(({ id }) => id))
})

test('a stream that is left gives its connection back, and too many at once are asked to wait', async () => {
  const everything = query('')
  const open = await Promise.all(Array.from({ length: 8 }, () => opened.archive.stream(everything)))
  await expect(opened.archive.stream(everything)).rejects.toMatchObject({ code: 'request.busy', retryAfter: 60 })
  for (const { rows } of open) for await (const _ of rows) break
  const again = await opened.archive.stream(everything)
  for await (const _ of again.rows) break
})

test('an ad that is not there is not there', async () => {
  expect(await opened.archive.history(disclosureId(sourceId('snap'), 'nope'))).toBeNull()
})

test('what loads keep as totals is what counting everything gives', async () => {
  const kept = await search('')
  const counted = await search('-zzzzzzzz') // a query that excludes nothing is counted row by row
  expect([kept.total, kept.sums, kept.facets]).toEqual([counted.total, counted.sums, counted.facets])
})
