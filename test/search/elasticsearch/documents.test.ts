import type { HeldDocument } from '../../../src/ports/search-engine.ts'
import { testElasticsearch } from '../../support/elasticsearch/for-tests.ts'
import { account, anAd, country, region, spent } from './an-ad.ts'
import { openEngine, type TestEngine } from './open-engine.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('Documents that Elasticsearch holds', () => {
  let opened: TestEngine
  beforeEach(async () => {
    opened = await openEngine(elasticsearch?.url ?? '', { shards: 2 })
  })
  afterEach(() => opened.close())

  const read = async (range: { from: string; to: string | null; withBody: boolean }, pit?: string) => {
    const found: HeldDocument[] = []
    const point = pit ?? (await opened.point()).pit
    for await (const each of opened.engine.documents(point, range)) found.push(each)
    return found
  }

  test('come by range, by key and not by text, each once, with their versions', async () => {
    await opened.write([anAd(9, { revision: 3 }), anAd(10, { revision: 4 }), anAd(11), anAd(2)])
    expect(await read({ from: '2', to: '10', withBody: false })).toEqual([
      { id: '9', version: 3, body: null },
      { id: '10', version: 4, body: null },
    ])
    expect((await read({ from: '0', to: null, withBody: false })).map(({ id }) => id)).toEqual(['2', '9', '10', '11'])
  })

  test('come in pages where they are many, and a point in time does not show what is written meanwhile', async () => {
    const ads = Array.from({ length: 1_201 }, (_, index) => anAd(index + 1))
    await opened.write(ads)
    const { pit } = await opened.point()
    const found: HeldDocument[] = []
    for await (const each of opened.engine.documents(pit, { from: '0', to: null, withBody: true })) {
      found.push(each)
      if (found.length === 3) {
        await opened.write(ads.slice(0, 600).map((ad) => ({ ...ad, revision: 2 })))
        await opened.write([anAd(5_000)])
        await opened.point()
      }
    }
    expect(found).toEqual(ads.map((ad) => ({ id: ad.id, version: 1, body: opened.engine.bodyOf(ad) })))
  })

  test('have bodies that are the same to the letter as they were made', async () => {
    await opened.write(ODD)
    const found = await read({ from: '0', to: null, withBody: true })
    expect(found.map(({ id, body }) => [id, body])).toEqual(ODD.map((ad) => [ad.id, opened.engine.bodyOf(ad)]))
  })

  test('of keys beyond 2^53 are told apart', async () => {
    const ids = ['9007199254740992', '9007199254740993', '9007199254740994']
    await opened.write(ids.map((id) => anAd(id)))
    expect(await read({ from: ids[0] ?? '', to: ids[1] ?? '', withBody: false })).toMatchObject([{ id: ids[1] }])
  })

  test('of an index that was wiped are not there, and this is said', async () => {
    const { pit } = await opened.point()
    await opened.engine.remove(opened.index)
    const reading = read({ from: '0', to: null, withBody: false }, pit)
    await expect(reading).rejects.toMatchObject({ code: 'search.unavailable', details: { pointLost: true } })
  })

  test('are made from what an ad tells, whatever order it comes in', () => {
    const { bodyOf } = opened.engine
    const one = anAd(1, {
      fields: {
        countries: [country('US'), country('CZ'), country('US')],
        formats: ['video', 'image'],
        regions: [region('US-GA')],
      },
      recordedAbroad: ['currency', 'billing_country'],
    })
    const other = anAd(1, {
      recordedAbroad: ['billing_country', 'currency'],
      fields: { regions: [region('US-GA')], formats: ['image', 'video'], countries: [country('CZ'), country('US')] },
    })
    expect(bodyOf(one)).toBe(bodyOf(other))
    expect(JSON.parse(bodyOf(one)).delivery).toEqual([
      { place: 'CZ', kind: 'country' },
      { place: 'US', kind: 'country' },
      { place: 'US-GA', kind: 'region' },
    ])
  })
})

const ODD = [
  anAd(1, { says: 'Ünïcödé “quotes” \\ / </script> 𝔘𝔫𝔦 ½ 한국어 \u2028 emoji 🎈' }),
  anAd(2, {
    says: 'the __proto__ of constructor',
    fields: {
      advertiserName: '{"__proto__": {"polluted": true}}',
      disclaimer: '',
      otherFacts: { a: 'Cafe\u0301', b: 'now' },
      spend: spent('USD', 9_223_372_036_854_775_807n),
      impressions: { lower: 9_007_199_254_740_993n, upper: null },
      regions: [region('US-GA', 0.1 + 0.2), region('US-FL', 1e-7), region('US-NY', 0.5), region('US-NY', 0.25)],
    },
    advertiser: account('meta', 'x'.repeat(9_000)),
  }),
  anAd(3, { stems: '@no:valg @no:velg', says: 'velgere og valg' }),
]
