import fc from 'fast-check'
import type { HeldDocument, IndexedAd } from '../../../src/ports/search-engine.ts'
import { writers } from '../../../src/search/elasticsearch/names.ts'
import { testElasticsearch } from '../../support/elasticsearch/for-tests.ts'
import { anAd, asked } from './an-ad.ts'
import { openEngine, type TestEngine } from './open-engine.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('Writing into Elasticsearch', () => {
  let opened: TestEngine
  beforeEach(async () => {
    opened = await openEngine(elasticsearch?.url ?? '')
  })
  afterEach(() => opened.close())

  const held = async (): Promise<HeldDocument[]> => {
    const { pit } = await opened.point()
    const found: HeldDocument[] = []
    for await (const each of opened.engine.documents(pit, { from: '0', to: null, withBody: true })) found.push(each)
    return found
  }
  const kinds = async (ads: readonly IndexedAd[], isRepair?: boolean) =>
    (await opened.write(ads, isRepair)).map(({ kind }) => kind)
  const version = (revision: number) => anAd(1, { revision, says: `revision ${revision}` })

  test('an older version never replaces a newer one, and the same one is not written twice', async () => {
    expect(await kinds([version(5)])).toEqual(['written'])
    expect(await kinds([version(4), version(5), version(6)])).toEqual(['stale', 'stale', 'written'])
    expect(await held()).toEqual([{ id: '1', version: 6, body: opened.engine.bodyOf(version(6)) }])
  })

  test('a repair writes over the same version, and not over a newer one', async () => {
    await opened.write([{ ...version(5), adId: 'damaged' }])
    expect(await kinds([version(5)], true)).toEqual(['written'])
    expect(await kinds([version(4)], true)).toEqual(['stale'])
    expect(await held()).toEqual([{ id: '1', version: 5, body: opened.engine.bodyOf(version(5)) }])
  })

  test('10,000 writes in any order, with repetitions, leave the newest of each', async () => {
    const all = Array.from({ length: 10_000 }, (_, index) => ({
      id: 1 + (index % 500),
      revision: 1 + Math.floor(index / 1_000),
    }))
    const [shuffled = []] = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), {
      numRuns: 1,
      seed: 20_261_128,
    })
    const ads = shuffled.map(({ id, revision }) => anAd(id, { revision, adId: `ad-${id}-${revision}` }))
    const counts = new Map<string, number>()
    for (let at = 0; at < ads.length; at += 1_000) {
      for (const kind of await kinds(ads.slice(at, at + 1_000))) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
    expect([...counts.keys()].sort()).toEqual(['stale', 'written'])
    const found = await held()
    expect(found).toHaveLength(500)
    expect(found.every((each) => each.version === 10 && each.body?.includes(`-10"`))).toBe(true)
  })

  test('what it will never take is refused in words, and the others of the batch are written', async () => {
    const beyond = anAd(3, { fields: { impressions: { lower: 2n ** 70n, upper: null } } })
    const outcomes = await opened.write([anAd(1), beyond, anAd(4)])
    expect(outcomes.map(({ id, kind }) => [id, kind])).toEqual([
      ['1', 'written'],
      ['3', 'refused'],
      ['4', 'written'],
    ])
    expect(outcomes[1]).toMatchObject({
      reason: expect.stringMatching(/document_parsing_exception.*impressions_lower/),
    })
    expect((await held()).map(({ id }) => id)).toEqual(['1', '4'])
  })

  test('a field that the mapping does not know is refused', async () => {
    const { index } = opened
    const answer = await opened.raw('PUT', `/${index}/_doc/9`, { id: '9', surprise: 'a field' })
    expect(answer).toMatchObject({ status: 400, body: { error: { type: 'strict_dynamic_mapping_exception' } } })
    const nested = await opened.raw('PUT', `/${index}/_doc/9`, { delivery: [{ where: 'US' }] })
    expect(nested.status).toBe(400)
    const placed = await opened.raw('PUT', `/${index}/_doc/9`, { delivery: [{ place: 'US', more: 1 }] })
    expect(placed.status).toBe(400)
  })

  test('each ad goes into each index, and a wiped one is told and not made anew', async () => {
    const second = opened.index.replace(/1$/, '2')
    await opened.engine.create(second, 'another')
    expect(await opened.engine.write([opened.index, second], [anAd(1)])).toMatchObject([
      { id: '1', index: opened.index, kind: 'written' },
      { id: '1', index: second, kind: 'written' },
    ])
    await opened.raw('DELETE', `/${opened.index}`)
    expect(await opened.engine.write([opened.index, second], [anAd(2)])).toMatchObject([
      { id: '2', index: opened.index, kind: 'lost', reason: expect.stringContaining('index_not_found') },
      { id: '2', index: second, kind: 'written' },
    ])
    expect(await opened.engine.indexes()).toEqual([second])
  })

  test.each([
    ['that is full', 'PUT', '/_settings', { 'index.blocks.read_only_allow_delete': true }],
    ['that is closed for writing', 'PUT', '/_settings', { 'index.blocks.write': true }],
    ['that is closed', 'POST', '/_close', undefined],
  ])('an index %s takes it later', async (_, method, path, body) => {
    await opened.raw(method, `/${opened.index}${path}`, body)
    expect(await opened.write([anAd(1)])).toMatchObject([
      { kind: 'later', reason: expect.stringMatching(/block|closed/) },
    ])
  })

  test('a lost alias for writing is told like a lost index', async () => {
    await opened.raw('DELETE', `/${opened.index}/_alias/${writers(opened.index)}`)
    expect(await kinds([anAd(1)])).toEqual(['lost'])
  })

  test('documents are dropped, and one that is not there is no fault', async () => {
    await opened.write([anAd(1), anAd(2)])
    await opened.engine.drop(opened.index, ['1', '3'])
    expect((await held()).map(({ id }) => id)).toEqual(['2'])
    await opened.raw('DELETE', `/${opened.index}`)
    await expect(opened.engine.drop(opened.index, ['2'])).rejects.toMatchObject({ code: 'search.unavailable' })
  })

  test('what was dropped can come again in the version that it had, as soon as the engine’s clock has gone on', async () => {
    await opened.write([version(5)])
    await opened.engine.drop(opened.index, ['1'])
    await opened.point()
    const said: string[] = []
    while (said.at(-1) !== 'written' && said.length < 1_000) said.push(...(await kinds([version(5)])))
    expect(said.at(-1)).toBe('written')
    expect(await held()).toMatchObject([{ id: '1', version: 5 }])
  })

  test('a batch of many megabytes is written whole', async () => {
    const text = Array.from({ length: 19_000 }, (_, index) => `word${index}`).join(' ')
    const ads = Array.from({ length: 60 }, (_, index) => anAd(index + 1, { says: text }))
    expect(new Set(await kinds(ads))).toEqual(new Set(['written']))
    expect(await opened.found(asked('word18999'))).toHaveLength(60)
  })
})
