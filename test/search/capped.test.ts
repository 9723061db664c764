import { countryCode } from '../../src/domain/place.ts'
import type { Position, SearchFilters, Sort } from '../../src/domain/search.ts'
import { parseSearchTerms } from '../../src/domain/search-terms.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

const ADS = 10_400
let opened: TestArchive

/** More ads than are counted one by one; of every hundred one is rare, and aimed at another country. */
beforeAll(async () => {
  opened = await openTestArchive()
  const ads = Array.from({ length: ADS }, (_, n) => ({
    ADID: snapAdId(n),
    PayingAdvertiserName: n % 100 === 0 ? 'Common rare payer' : 'Common payer',
    CountryCode: n % 100 === 0 ? 'norway' : 'united states',
    StartDate: `2024/0${1 + (n % 9)}/10 00:00:00Z`,
  }))
  await opened.importText('snap', '2024-10-14_2024.csv', snapCsv(ads))
}, 120_000)
afterAll(() => opened.close())

function search(text: string, filters: SearchFilters = {}, sort: Sort = 'newest', after: Position | null = null) {
  const terms = parseSearchTerms(text)
  if ('refusal' in terms) throw new Error(terms.refusal)
  return opened.archive.search({ terms, filters, sort }, after, 200)
}

test('what too many ads match is counted to a bound, and says so', async () => {
  const { total, isCapped, facets, sums } = await search('common')
  expect([total, isCapped]).toEqual([10_000, true])
  for (const { value, count } of facets.source)
    expect([value, count <= ADS, count >= 10_000]).toEqual(['snap', true, true])
  expect(sums[0]?.ads).toBeGreaterThanOrEqual(10_000)
})

test('all ads together, and what fewer match, are counted exactly', async () => {
  expect(await search('')).toMatchObject({ total: ADS, isCapped: false })
  expect(await search('rare')).toMatchObject({ total: 104, isCapped: false })
  expect(await search('common -payer')).toMatchObject({ total: 0, isCapped: false })
})

test('a facet whose other values are too many to count keeps the chosen one, with its exact count', async () => {
  const { total, isCapped, facets } = await search('common', { country: countryCode('NO') })
  expect([total, isCapped, facets.country]).toEqual([104, false, [{ value: 'NO', count: 104 }]])
})

test('pages beyond the bound are still read, each ad once', async () => {
  const seen = new Set<string>()
  for (let after: Position | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page = await search('common', {}, 'newest', after)
    for (const { id } of page.hits) seen.add(id)
    after = page.next
  }
  expect(seen.size).toBe(ADS)
})

test('by relevance the newest of too many are ranked, and their pages end there', async () => {
  const seen: string[] = []
  for (let after: Position | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page = await search('common', {}, 'relevance', after)
    seen.push(...page.hits.map(({ id }) => id))
    after = page.next
  }
  expect([seen.length, new Set(seen).size]).toEqual([2_000, 2_000])
})
