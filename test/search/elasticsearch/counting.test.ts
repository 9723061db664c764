import type { SearchQuery } from '../../../src/domain/search.ts'
import type { Counted } from '../../../src/ports/archive.ts'
import { testElasticsearch } from '../../support/elasticsearch/for-tests.ts'
import { account, anAd, asked, country, NO_STEMS, region, spent } from './an-ad.ts'
import { openEngine, type TestEngine } from './open-engine.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('Counts of Elasticsearch', () => {
  let opened: TestEngine
  beforeEach(async () => {
    opened = await openEngine(elasticsearch?.url ?? '', { shards: 3 })
  })
  afterEach(() => opened.close())

  const counted = async (query: SearchQuery): Promise<Counted> => {
    const { counted: found } = await opened.engine.find(
      query,
      { after: null, size: 1, stemsOf: NO_STEMS },
      await opened.point(),
    )
    if (found === null) throw new Error('nothing was counted')
    return found
  }

  test('sums are exact, however large, and an open top opens the sum of its currency alone', async () => {
    const amounts = Array.from({ length: 90 }, (_, index) => 9_007_199_254_740_993n * BigInt(index) + 1n)
    const largest = 9_223_372_036_854_775_807n
    await opened.write([
      ...amounts.map((lower, index) => anAd(index + 1, { says: 'x', fields: { spend: spent('USD', lower, largest) } })),
      anAd(200, { says: 'x', fields: { spend: spent('EUR', largest, null) } }),
      anAd(201, { says: 'x', fields: { spend: spent('EUR', 4_294_967_295n) } }),
      anAd(202, { says: 'x' }),
    ])
    expect((await counted(asked('x'))).sums).toEqual([
      { currency: 'USD', ads: 90, openTops: 0, lower: amounts.reduce((sum, each) => sum + each), upper: 90n * largest },
      { currency: 'EUR', ads: 2, openTops: 1, lower: largest + 4_294_967_295n, upper: null },
    ])
  })

  test('facets are exact over several shards, the most frequent first and then by value', async () => {
    // Of 60 payers, the n-th pays for about n ads, spread over all shards.
    const ads = Array.from({ length: 1_830 }, (_, index) => {
      const payer = Math.floor((Math.sqrt(8 * index + 1) - 1) / 2)
      return anAd(index + 1, { says: 'x', fields: { disclaimer: `payer ${String(payer).padStart(2, '0')}` } })
    })
    await opened.write([...ads, anAd(9_000, { says: 'x', fields: { disclaimer: 'payer 58' } })])
    const { facets, total, isCapped } = await counted(asked('x'))
    expect({ total, isCapped }).toEqual({ total: 1_831, isCapped: false })
    expect(facets.payer).toHaveLength(30)
    expect(facets.payer.slice(0, 3)).toEqual([
      { value: 'payer 58', count: 60 },
      { value: 'payer 59', count: 60 },
      { value: 'payer 57', count: 58 },
    ])
    expect(facets.payer.at(-1)).toEqual({ value: 'payer 30', count: 31 })
  })

  test('an ad counts once for each of its places, countries apart from regions', async () => {
    await opened.write([
      anAd(1, { says: 'x', fields: { countries: [country('US'), country('US'), country(null)], formats: ['video'] } }),
      anAd(2, {
        says: 'x',
        fields: { countries: [country('CZ'), country('US')], regions: [region('US-GA'), region('US-GA')] },
      }),
    ])
    const { facets } = await counted(asked('x'))
    expect(facets).toEqual({
      source: [{ value: 'snap', count: 2 }],
      country: [
        { value: 'US', count: 2 },
        { value: 'CZ', count: 1 },
      ],
      region: [{ value: 'US-GA', count: 1 }],
      format: [{ value: 'video', count: 1 }],
      currency: [],
      payer: [],
    })
  })

  test('a facet that is filtered by is counted without its own filter, and with the others', async () => {
    await opened.write([
      anAd(1, { fields: { countries: [country('US')], formats: ['video'] } }),
      anAd(2, { fields: { countries: [country('CZ')], formats: ['video'] } }),
      anAd(3, { fields: { countries: [country('CZ')], formats: ['image'] } }),
    ])
    const { facets, total } = await counted(asked('', { country: 'CZ', format: 'video' } as never))
    expect(total).toBe(1)
    expect(facets.country).toEqual([
      { value: 'CZ', count: 1 },
      { value: 'US', count: 1 },
    ])
    expect(facets.format).toEqual([
      { value: 'image', count: 1 },
      { value: 'video', count: 1 },
    ])
    expect(facets.source).toEqual([{ value: 'snap', count: 1 }])
  })

  test.each([1, 3])('10,000 are counted and no more, on shards: %s', async (shards) => {
    await opened.close()
    opened = await openEngine(elasticsearch?.url ?? '', { shards })
    const ads = Array.from({ length: 10_050 }, (_, index) =>
      anAd(index + 1, {
        says: index < 10_000 ? 'often' : 'often rare',
        fields: { countries: [country(index < 10_000 ? 'US' : 'CZ')], spend: spent('USD', 1n) },
      }),
    )
    for (let at = 0; at < ads.length; at += 2_500) await opened.write(ads.slice(at, at + 2_500))
    const all = await counted(asked('often'))
    expect(all).toMatchObject({ total: 10_000, isCapped: true })
    expect(all.facets.source).toEqual([{ value: 'snap', count: 10_000 }])
    expect(all.sums[0]?.lower).toBeGreaterThanOrEqual(10_000n)
    // Without its own filter there would be too many countries to count.
    const few = await counted(asked('', { country: 'CZ' } as never))
    expect(few).toMatchObject({ total: 50, isCapped: false })
    expect(few.facets.country).toEqual([{ value: 'CZ', count: 50 }])
    const exactly = await counted(asked('often -rare'))
    expect(exactly).toMatchObject({
      total: 10_000,
      isCapped: false,
      sums: [{ ads: 10_000, lower: 10_000n, upper: 10_000n }],
    })
  })

  test('a payer or an account without end is found by what it is, and by nothing that begins alike', async () => {
    const long = `${'Friends of the Dam and '.repeat(4_348)}Wren` // 100,008 characters
    const key = '🏞'.repeat(5_000)
    await opened.write([
      anAd(1, { fields: { disclaimer: long, advertiserName: long }, advertiser: account('meta', key) }),
      anAd(2, {
        fields: { disclaimer: `${long}!`, advertiserName: `${long}!` },
        advertiser: account('meta', `${key}!`),
      }),
    ])
    expect(await opened.found(asked('', { payer: long }))).toEqual(['1'])
    expect(await opened.found(asked('', { advertiser: `${long}!` }))).toEqual(['2'])
    expect(await opened.found(asked('', { account: account('meta', key) }))).toEqual(['1'])
    // What the facet shows of it leads to it as well.
    const { facets } = await counted(asked('dam'))
    expect(facets.payer.map(({ value }) => value.length)).toEqual([2_065, 2_065])
    expect(await opened.found(asked('', { payer: facets.payer[0]?.value ?? '' }))).toHaveLength(1)
  })
})
