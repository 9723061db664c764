import fc from 'fast-check'
import { calendarDate } from '../../../src/domain/calendar.ts'
import { dayOfNumber } from '../../../src/domain/days.ts'
import { toldValue } from '../../../src/domain/disclosure.ts'
import { SORTS, type Sort } from '../../../src/domain/search.ts'
import type { EngineHit, IndexedAd } from '../../../src/ports/search-engine.ts'
import { testElasticsearch } from '../../support/elasticsearch/for-tests.ts'
import { type After, anAd, asked, NO_STEMS, spent } from './an-ad.ts'
import { openEngine, type TestEngine } from './open-engine.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('Pages of Elasticsearch', () => {
  let opened: TestEngine
  beforeEach(async () => {
    opened = await openEngine(elasticsearch?.url ?? '', { shards: 3 })
  })
  afterEach(() => opened.close())

  test.each(SORTS)('by %s show each ad once, in the order of the archive, while writes go on', async (sort) => {
    const ads = someAds()
    await opened.write(ads)
    const point = await opened.point()
    const query = asked('word', {}, sort)
    const byId = new Map(ads.map((ad) => [ad.id, ad]))
    const hits: EngineHit[] = []
    for (let after: After = null; ; ) {
      const page = await opened.engine.find(query, { after, size: 29, stemsOf: NO_STEMS }, point)
      hits.push(...page.hits)
      const last = page.hits.at(-1)
      if (!page.hasMore || last === undefined) break
      after = { keys: last.rank === null ? keysOf(byId.get(last.id), sort) : [last.rank], id: last.id }
      await opened.write(
        ads.slice(0, 40).map((ad) => ({ ...ad, revision: 2 + hits.length, fields: { texts: [] } as never })),
      )
      await opened.write([anAd(10_000 + hits.length, { says: 'word' })])
      await opened.point()
    }
    const expected = sort === 'relevance' ? hits.map(({ id }) => id) : inOrder(ads, sort)
    expect(hits.map(({ id }) => id)).toEqual(expected)
    expect(new Set(hits.map(({ id }) => id))).toEqual(new Set(byId.keys()))
    expect(ranksFall(hits, sort)).toBe(true)
  })

  test('by relevance without words are those of newest', async () => {
    const ads = someAds()
    await opened.write(ads)
    const point = await opened.point()
    const all = await opened.engine.find(
      asked('', {}, 'relevance'),
      { after: null, size: 500, stemsOf: NO_STEMS },
      point,
    )
    expect(all.hits).toEqual(inOrder(ads, 'newest').map((id) => ({ id, rank: null })))
    const after = {
      keys: keysOf(
        ads.find(({ id }) => id === all.hits[9]?.id),
        'newest',
      ),
      id: all.hits[9]?.id ?? '',
    }
    expect(await opened.found(asked('', {}, 'relevance'), { after, point, size: 500 })).toEqual(
      all.hits.slice(10).map(({ id }) => id),
    )
  })

  test.each([
    ['newest', ['2024-13-77'], '1'],
    ['newest', [null], '1'],
    ['newest', [], '1'],
    ['most-spent', ['USD', '1e9'], '1'],
    ['most-shown', ['-5'], '1; DROP'],
    ['relevance', ['NaN'], '1'],
  ] as const)('by %s: a position that nobody gave out is refused (%j)', async (sort, keys, id) => {
    const finding = opened.engine.find(
      asked('word', {}, sort),
      { after: { keys, id }, size: 5, stemsOf: NO_STEMS },
      await opened.point(),
    )
    await expect(finding).rejects.toMatchObject({ code: 'request.invalid' })
  })
})

const LARGEST = 9_223_372_036_854_775_807n

/** With everything that an order must bear: equal keys, none at all, and the largest. */
function someAds(): IndexedAd[] {
  const amount = fc.oneof(fc.constantFrom(0n, 1n, 2n ** 53n, 2n ** 53n + 1n, LARGEST), fc.bigInt({ min: 0n, max: 9n }))
  const told = fc.record({
    start: fc.option(fc.constantFrom(19_000, 19_001, 20_000), { freq: 3 }),
    currency: fc.constantFrom('CZK', 'EUR', 'USD'),
    lower: fc.option(amount, { freq: 3 }),
    shown: fc.option(amount, { freq: 3 }),
    words: fc.integer({ min: 1, max: 4 }),
  })
  return fc.sample(told, { numRuns: 120, seed: 8 }).map(({ start, currency, lower, shown, words }, index) =>
    anAd(index * 3 + 5, {
      says: 'word '.repeat(words),
      fields: {
        ...(start === null ? {} : { startsOn: calendarDate(dayOfNumber(start)) }),
        ...(lower === null ? {} : { spend: spent(currency, lower, null) }),
        ...(shown === null ? {} : { impressions: { lower: shown, upper: null } }),
      },
    }),
  )
}

/** The sort keys as PostgreSQL writes them. */
function keysOf(ad: IndexedAd | undefined, sort: Sort): string[] {
  const spend = toldValue(ad?.fields.spend)
  const currency = spend?.currency ?? '~~~'
  const keys: Record<Sort, string[]> = {
    newest: [toldValue(ad?.fields.startsOn) ?? '-infinity'],
    oldest: [toldValue(ad?.fields.startsOn) ?? 'infinity'],
    'most-spent': [currency, (-(spend?.lower ?? -1n)).toString()],
    'least-spent': [currency, (spend?.lower ?? LARGEST).toString()],
    'most-shown': [(-(toldValue(ad?.fields.impressions)?.lower ?? -1n)).toString()],
    relevance: [],
  }
  return keys[sort]
}

function inOrder(ads: readonly IndexedAd[], sort: Sort): string[] {
  const comparable = (ad: IndexedAd) =>
    keysOf(ad, sort).map((key) =>
      /^-?\d+$/.test(key) ? BigInt(key) : key.replace('-infinity', '0').replace('infinity', '9'),
    )
  const compare = (a: IndexedAd, b: IndexedAd): number => {
    const [left, right] = [
      [...comparable(a), BigInt(a.id)],
      [...comparable(b), BigInt(b.id)],
    ]
    const at = left.findIndex((key, index) => key !== right[index])
    return at === -1 ? 0 : (left[at] ?? 0n) < (right[at] ?? 0n) ? -1 : 1
  }
  const ascending = ads.toSorted(compare).map(({ id }) => id)
  return sort === 'newest' ? ascending.reverse() : ascending
}

function ranksFall(hits: readonly EngineHit[], sort: Sort): boolean {
  if (sort !== 'relevance') return hits.every(({ rank }) => rank === null)
  return hits.every((hit, at) => at === 0 || !isBefore(hit, hits[at - 1]))
}

function isBefore(hit: EngineHit, before: EngineHit | undefined): boolean {
  const [score, above] = [Number(hit.rank), Number(before?.rank)]
  return score > above || (score === above && BigInt(hit.id) < BigInt(before?.id ?? 0))
}
