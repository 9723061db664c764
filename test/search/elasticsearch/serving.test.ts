import { namesOf, writers } from '../../../src/search/elasticsearch/names.ts'
import { testElasticsearch } from '../../support/elasticsearch/for-tests.ts'
import { anAd, asked } from './an-ad.ts'
import { ARCHIVE, openEngine, type TestEngine } from './open-engine.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('Indexes of Elasticsearch', () => {
  let opened: TestEngine
  let second: string
  let readers: string
  beforeEach(async () => {
    opened = await openEngine(elasticsearch?.url ?? '')
    second = opened.index.replace(/1$/, '2')
    readers = namesOf(opened.settings.index).readers
  })
  afterEach(() => opened.close())

  const standing = (index: string, archive = ARCHIVE) => opened.engine.standing(index, archive)

  test('an index that was made is sound, and not served before it is said', async () => {
    expect(await standing(opened.index)).toEqual({ exists: true, isSound: true, isServed: false })
    expect(await standing(second)).toEqual({ exists: false, isSound: false, isServed: false })
    await opened.engine.create(opened.index, ARCHIVE)
    expect(await opened.engine.indexes()).toEqual([opened.index])
  })

  test('readers go from one index to the next, and back', async () => {
    await opened.engine.create(second, ARCHIVE)
    for (const index of [opened.index, second, opened.index]) {
      await opened.engine.serve(index)
      expect((await standing(opened.index)).isServed).toBe(index === opened.index)
      expect((await standing(second)).isServed).toBe(index === second)
      await opened.engine.serve(index)
      expect((await standing(index)).isServed).toBe(true)
    }
  })

  test('an alias that somebody led to two indexes leads to one again', async () => {
    await opened.engine.create(second, ARCHIVE)
    const add = [opened.index, second].map((index) => ({ add: { index, alias: readers } }))
    await opened.raw('POST', '/_aliases', { actions: add })
    expect((await standing(second)).isServed).toBe(false)
    await opened.engine.serve(second)
    expect((await standing(second)).isServed).toBe(true)
  })

  test('an index that took the name of the alias makes way in the same change', async () => {
    // As a careless request makes it: our template keeps it strict, so that nothing goes into it.
    const careless = await opened.raw('POST', `/${readers}/_doc`, { anything: 'at all' })
    expect(careless.status).toBe(400)
    expect(await opened.raw('GET', `/${readers}`)).toMatchObject({ status: 200 })
    expect((await standing(opened.index)).isServed).toBe(false)
    await opened.engine.serve(opened.index)
    expect((await standing(opened.index)).isServed).toBe(true)
    expect(await opened.engine.indexes()).toEqual([opened.index])
  })

  test('serving what is not there changes nothing', async () => {
    await opened.engine.serve(opened.index)
    await expect(opened.engine.serve(second)).rejects.toMatchObject({ code: 'search.unavailable' })
    expect((await standing(opened.index)).isServed).toBe(true)
  })

  test('an index of another archive, or with a field more, is not sound', async () => {
    expect((await standing(opened.index, 'another archive')).isSound).toBe(false)
    await opened.raw('PUT', `/${opened.index}/_mapping`, { properties: { more: { type: 'keyword' } } })
    expect((await standing(opened.index)).isSound).toBe(false)
  })

  test.each([
    ['its mapping', { mappings: { properties: { id: { type: 'keyword' } } } }],
    ['its analysis', { settings: { analysis: { analyzer: { words: { type: 'custom', tokenizer: 'standard' } } } } }],
    ['its shards', { settings: { number_of_shards: 2 } }],
  ])('an index that another hand made with its name is not sound by %s', async (_, change) => {
    const { body } = await opened.raw('GET', `/${opened.index}`)
    const own = (
      body as Record<string, { mappings: { properties: object }; settings: { index: { analysis: Analysis } } }>
    )[opened.index]
    const analysis = own?.settings.index.analysis
    const changed: Change = change
    await opened.raw('PUT', `/${second}`, {
      aliases: { [writers(second)]: {} },
      mappings: {
        ...own?.mappings,
        properties: { ...own?.mappings.properties, ...changed.mappings?.properties },
      },
      settings: {
        number_of_shards: 1,
        ...changed.settings,
        analysis: { analyzer: { ...analysis?.analyzer, ...changed.settings?.analysis?.analyzer } },
      },
    })
    expect(await standing(second)).toEqual({ exists: true, isSound: false, isServed: false })
  })

  test('an index without its alias for writing is not sound', async () => {
    await opened.raw('DELETE', `/${opened.index}/_alias/${writers(opened.index)}`)
    expect((await standing(opened.index)).isSound).toBe(false)
  })

  test('copies are for operators to change', async () => {
    await opened.raw('PUT', `/${opened.index}/_settings`, { number_of_replicas: 1 })
    expect((await standing(opened.index)).isSound).toBe(true)
  })

  test('names that are not ours are neither made nor removed', async () => {
    await expect(opened.engine.remove('*')).rejects.toThrow(RangeError)
    await expect(opened.engine.create('elsewhere', ARCHIVE)).rejects.toThrow(RangeError)
    await opened.engine.remove(second)
    expect(await opened.engine.indexes()).toEqual([opened.index])
  })

  test('two installations share a server, one’s prefix beginning with the other’s', async () => {
    const longer = await openEngine(elasticsearch?.url ?? '', { index: `${opened.settings.index}-ads` })
    await longer.write([anAd(1, { says: 'hello' })])
    expect(await longer.found(asked('hello'))).toEqual(['1'])
    expect((await longer.engine.standing(longer.index, ARCHIVE)).isSound).toBe(true)
    await longer.close()
  })
})

interface Analysis {
  readonly analyzer?: object
}

interface Change {
  readonly mappings?: { readonly properties: object }
  readonly settings?: { readonly number_of_shards?: number; readonly analysis?: Analysis }
}
