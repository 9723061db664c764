import { countryCode } from '../../src/domain/place.ts'
import type { Position } from '../../src/domain/search.ts'
import { query } from '../contracts/asking.ts'
import { COMMON_ADS, commonAds } from '../contracts/search-capped.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'

let opened: TestArchive

beforeAll(async () => {
  opened = await openTestArchive()
  await opened.importText('snap', '2024-10-14_2024.csv', commonAds())
}, 120_000)
afterAll(() => opened.close())

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
