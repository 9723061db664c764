import { calendarDate } from '../../src/domain/calendar.ts'
import { segments } from '../../src/domain/highlight.ts'
import { disclosureId, sourceId } from '../../src/domain/ids.ts'
import { currency } from '../../src/domain/money.ts'
import { countryCode, regionCode } from '../../src/domain/place.ts'
import { FACETS, type FacetName, type Position, type SearchFilters, SORTS, type Sort } from '../../src/domain/search.ts'
import { parseSearchTerms } from '../../src/domain/search-terms.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { type SnapCells, snapAdId, snapCsv } from '../support/snap-csv.ts'

let opened: TestArchive

const terms = (text: string) => {
  const parsed = parseSearchTerms(text)
  if ('refusal' in parsed) throw new Error(parsed.refusal)
  return parsed
}

const search = (text: string, filters: SearchFilters = {}, sort: Sort = 'newest', size = 200) =>
  opened.archive.search({ terms: terms(text), filters, sort }, null, size)

const PLACES = ['united states', 'norway', 'france', ''] as const
const CURRENCIES = ['USD', 'NOK', 'EUR'] as const

/** 120 ads that differ in all that can be filtered and sorted by, with ties and gaps everywhere. */
const many: readonly SnapCells[] = Array.from({ length: 120 }, (_, n) => ({
  ADID: snapAdId(n),
  CountryCode: PLACES[n % 4] ?? '',
  'Regions (Included)': n % 4 === 0 ? (['Georgia', 'Georgia,Michigan', ''][n % 3] ?? '') : '',
  'Currency Code': CURRENCIES[n % 3] ?? 'USD',
  Spend: String((n * 37) % 500),
  Impressions: String(1 + (n % 7) * 1000),
  StartDate: `2024/${String(1 + (n % 9)).padStart(2, '0')}/10 00:00:00Z`,
  EndDate: n % 5 === 0 ? '' : `2024/${String(2 + (n % 9)).padStart(2, '0')}/10 00:00:00Z`,
  CreativeUrl: n % 6 === 0 ? '' : `https://www.snap.com/political-ads/asset/a?mediaType=${n % 2 ? 'mp4' : 'png'}`,
  PayingAdvertiserName: n % 10 === 0 ? '' : `Payer number ${n % 11}`,
}))

const texts = [
  { language: 'fr', body: 'L’Élection municipale, votez dimanche' },
  { language: 'en', body: 'The elections are near. Elect honest judges!' },
  { language: 'en', body: 'The electric grid of the old dam' },
  { language: 'de', body: 'Wählen gehen: die Wahl am Sonntag' },
  { language: 'en', body: '=cmd|calc <script>alert(1)</script> dam old' },
]

beforeAll(async () => {
  opened = await openTestArchive()
  await opened.importText('snap', '2024-10-14_2024.csv', snapCsv(many))
  const ads = texts.map(({ language, body }, n) => ({
    id: String(123_456_789_012_340 + n),
    page_id: '1',
    page_name: 'A page',
    bylines: 'Somebody',
    ad_creative_bodies: [body],
    languages: [language],
    ad_delivery_start_time: '2023-01-01',
    currency: 'USD',
    spend: n === 0 ? { lower_bound: '1000' } : { lower_bound: '100', upper_bound: '199' },
  }))
  await opened.importText('meta', '2024-10-14.json', JSON.stringify(ads))
})
afterAll(() => opened.close())

const bodies = async (text: string) =>
  (await search(text, { source: sourceId('meta') })).hits.map(({ adId }) => Number(adId) - 123_456_789_012_340).sort()

test.each([
  ['election', [0, 1]], // without its accent; and in English by its stem
  ['Élection', [0, 1]],
  ['ÉLECTIONS', [0, 1]],
  ['elect', [0, 1]], // French and English stem it alike
  ['elect*', [0, 1, 2]],
  ['"old dam"', [2]],
  ['dam old', [2, 4]],
  ['dam -electric', [4]],
  ['-election', [2, 3, 4]],
  ['wahl', [3]],
  ['wahlen', [3]],
  ['somebody "a page"', [0, 1, 2, 3, 4]],
  ['"page somebody"', []], // no phrase runs from one field into the next
  ['the', [1, 2]], // no stop words
  ['nothing at all', []],
] as const)('“%s” finds the ads %j', async (text, expected) => expect(await bodies(text)).toEqual(expected))

test('highlights mark the original words by the stem of the ad’s own language', async () => {
  const found = await search('election', { source: sourceId('meta') })
  const marked = found.hits.flatMap(({ searchLanguage, fields }) =>
    (Array.isArray(fields.texts) ? fields.texts : []).flatMap(({ text }) =>
      segments(text, terms('election').include, (word) => found.stemOf(searchLanguage, word)).filter(
        ({ isMatch }) => isMatch,
      ),
    ),
  )
  expect(marked.map(({ text }) => text).sort()).toEqual(
    ['Elect', 'elections', 'Élection'].sort((a, b) => (a < b ? -1 : 1)),
  )
})

const FILTER: Readonly<Record<FacetName, (value: string) => SearchFilters>> = {
  source: (value) => ({ source: sourceId(value) }),
  country: (value) => ({ country: countryCode(value) }),
  region: (value) => ({ region: regionCode(value) }),
  format: (value) => ({ format: value as 'image' }),
  currency: (value) => ({ currency: currency(value) }),
  payer: (value) => ({ payer: value }),
}

test.each<SearchFilters>([
  {},
  { currency: currency('EUR') },
  { country: countryCode('US'), format: 'video' },
  { from: calendarDate('2024-05-01'), to: calendarDate('2024-06-15') },
  { currency: currency('USD'), spendAtLeast: 10_000n, spendAtMost: 30_000n },
])('the count beside every facet value is the total that choosing it gives, with %j on', async (filters) => {
  const { facets } = await search('', filters)
  for (const facet of FACETS) {
    for (const { value, count } of facets[facet]) {
      const { total } = await search('', { ...filters, ...FILTER[facet](value) })
      expect([facet, value, total]).toEqual([facet, value, count])
    }
  }
})

test('a filter on spend keeps every range that may hold such an amount, open ones too', async () => {
  const found = await search('', { source: sourceId('meta'), currency: currency('USD'), spendAtLeast: 500_000n })
  expect(found.hits.map(({ adId }) => adId)).toEqual(['123456789012340'])
  expect(found.sums).toEqual([{ currency: 'USD', ads: 1, lower: 100_000n, upper: null, openTops: 1 }])
})

test('days from and to keep what was running on them, and what has no end', async () => {
  const { hits } = await search('', {
    source: sourceId('snap'),
    from: calendarDate('2024-09-01'),
    to: calendarDate('2024-09-05'),
  })
  for (const { fields } of hits) {
    expect(String(fields.startsOn) <= '2024-09-05').toBe(true)
    expect(typeof fields.endsOn === 'object' || String(fields.endsOn) >= '2024-09-01').toBe(true)
  }
  expect(hits.some(({ fields }) => typeof fields.endsOn === 'object')).toBe(true)
})

async function walk(sort: Sort, text: string, between: () => Promise<void>): Promise<{ ids: string[]; total: number }> {
  const ids: string[] = []
  let total = 0
  let after: Position | null = null
  do {
    const page = await opened.archive.search({ terms: terms(text), filters: {}, sort }, after, 9)
    ids.push(...page.hits.map(({ id }) => id))
    total = page.total
    after = page.next
    await between()
  } while (after !== null)
  return { ids, total }
}

test.each(SORTS)('paging by %s visits each ad once while files arrive that change every key', async (sort) => {
  const frozen = (await search('payer', {}, sort, 200)).hits.map(({ id }) => id)
  let round = 0
  const { ids, total } = await walk(sort, 'payer', async () => {
    round++
    const changed = many.map((cells, n) => ({
      ...cells,
      Spend: String((n * 31 + round * 91) % 700),
      Impressions: String(1 + ((n + round) % 9) * 1000),
      StartDate: `2024/${String(1 + ((n + round) % 9)).padStart(2, '0')}/11 00:00:00Z`,
    }))
    const added = { ADID: snapAdId(1_000 + SORTS.indexOf(sort) * 50 + round), PayingAdvertiserName: 'New payer' }
    const day = String(1 + ((round + SORTS.indexOf(sort)) % 28)).padStart(2, '0')
    await opened.importText('snap', `2025-0${1 + SORTS.indexOf(sort)}-${day}_2024.csv`, snapCsv([...changed, added]))
  })
  expect(round).toBeGreaterThan(10)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(frozen)
  expect(total).toBe(frozen.length)
})

test('a stream gives as many rows as it announces, in the order of the pages', async () => {
  const query = { terms: terms('payer'), filters: {}, sort: 'most-spent' as const }
  const stream = await opened.archive.stream(query)
  const ids: string[] = []
  for await (const { id } of stream.rows) ids.push(id)
  expect(ids).toHaveLength(stream.total)
  expect(ids.slice(0, 200)).toEqual((await search('payer', {}, 'most-spent')).hits.map(({ id }) => id))
})

test('a stream that is left gives its connection back, and too many at once are asked to wait', async () => {
  const query = { terms: terms(''), filters: {}, sort: 'newest' as const }
  const open = await Promise.all(Array.from({ length: 8 }, () => opened.archive.stream(query)))
  await expect(opened.archive.stream(query)).rejects.toMatchObject({ code: 'request.busy', retryAfter: 60 })
  for (const { rows } of open) for await (const _ of rows) break
  const again = await opened.archive.stream(query)
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

test.each([
  [{ keys: ['not a date'] }],
  [{ keys: ['2024-01-01', '1'] }],
  [{ keys: [null] }],
  [{ id: 'x' }],
  [{ id: '99999999999999999999' }],
  [{ keys: ['2024-02-31'] }],
])('a page address that nobody gave out is refused with a sentence: %j', async (change) => {
  const forged = { revision: 1, sort: 'newest' as const, keys: ['2024-01-01'], id: '1', ...change }
  const answer = opened.archive.search({ terms: terms(''), filters: {}, sort: 'newest' }, forged, 10)
  await expect(answer).rejects.toMatchObject({ code: 'request.invalid' })
})
