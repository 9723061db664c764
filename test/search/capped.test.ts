import { countryCode } from '../../src/domain/place.ts'
import type { Position } from '../../src/domain/search.ts'
import { expectsMany } from '../../src/store/postgres/search/expects-many.ts'
import { newestRevision } from '../../src/store/postgres/search/search.ts'
import { query } from '../contracts/asking.ts'
import { COMMON_ADS, commonAds } from '../contracts/search-capped.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'

let opened: TestArchive

beforeAll(async () => {
  opened = await openTestArchive()
  await opened.importText('snap', '2024-10-14_2024.csv', commonAds())
}, 120_000)
afterAll(() => opened.close())

test('the planner tells a word that stands in too many ads to be counted from one that does not', async () => {
  const revision = await newestRevision(opened.database)
  const expects = (text: string) => {
    const asked = { revision, isLasting: false, filters: {}, terms: query(text).terms }
    return expectsMany(opened.database, asked, 3_000)
  }
  expect(await expects('common')).toBe(true)
  expect(await expects('rare')).toBe(false)
})

test('by relevance the newest of too many are ranked, and their pages end there', async () => {
  const seen: string[] = []
  for (let after: Position | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page = await opened.archive.search(query('common', {}, 'relevance'), after, 200)
    seen.push(...page.hits.map(({ id }) => id))
    after = page.next
  }
  expect([seen.length, new Set(seen).size]).toEqual([2_000, 2_000])
})

test('a facet that is the only filter shows all its values exactly: loads keep its totals', async () => {
  const { facets } = await opened.archive.search(query('', { country: countryCode('NO') }), null, 1)
  expect(facets.country).toEqual([
    { value: 'US', count: COMMON_ADS - 104 },
    { value: 'NO', count: 104 },
  ])
})
