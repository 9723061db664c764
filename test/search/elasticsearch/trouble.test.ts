import { Problem } from '../../../src/domain/errors.ts'
import type { SearchPoint } from '../../../src/ports/search-engine.ts'
import { elasticsearchEngine } from '../../../src/search/elasticsearch/engine.ts'
import { testElasticsearch } from '../../support/elasticsearch/for-tests.ts'
import { type Answer, aProxy, aServer } from './a-server.ts'
import { anAd, asked, NO_STEMS } from './an-ad.ts'
import { openEngine, settingsFor, type TestEngine } from './open-engine.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('When the real Elasticsearch is in trouble', () => {
  let opened: TestEngine
  beforeEach(async () => {
    opened = await openEngine(elasticsearch?.url ?? '')
    await opened.write([anAd(1, { says: 'hello' })])
  })
  afterEach(() => opened.close())

  const page = { after: null, size: 10, stemsOf: NO_STEMS }

  test.each<[string, (point: SearchPoint) => Promise<void>]>([
    ['closed', ({ pit }) => opened.engine.close(pit)],
    ['of an index that was removed', ({ index }) => opened.engine.remove(index)],
  ])('a point in time that is %s is told as lost', async (_, lose) => {
    const point = await opened.point()
    await lose(point)
    const finding = opened.engine.find(asked('hello'), page, point)
    await expect(finding).rejects.toMatchObject({ code: 'search.unavailable', details: { pointLost: true } })
  })

  test('what is no point in time is unavailable, and nothing else', async () => {
    const finding = opened.engine.find(asked('hello'), page, { index: opened.index, revision: 1, pit: 'no such thing' })
    await expect(finding).rejects.toMatchObject({ code: 'search.unavailable', message: expect.stringContaining('400') })
  })

  test('a point in time that is gone is closed without a word', async () => {
    const { pit } = await opened.point()
    await opened.engine.close(pit)
    await opened.engine.close(pit)
  })

  test('a wiped index cannot be opened, and is not made by the attempt', async () => {
    await opened.engine.remove(opened.index)
    await expect(opened.engine.open(opened.index)).rejects.toMatchObject({ code: 'search.unavailable' })
    expect(await opened.engine.indexes()).toEqual([])
  })

  test('an answer that comes after the budget of a page is not waited for', async () => {
    const point = await opened.point()
    await using proxy = await aProxy(elasticsearch?.url ?? '', () => null)
    const engine = elasticsearchEngine({ ...opened.settings, nodes: [proxy.url] }, { findMs: 700 })
    const started = performance.now()
    await expect(engine.find(asked('hello'), page, point)).rejects.toMatchObject({
      code: 'search.unavailable',
      message: 'Elasticsearch does not answer within 0.7 seconds.',
    })
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(proxy.seen).toHaveLength(1)
  })

  test('nor one that begins in time and does not end', async () => {
    await using server = await aServer(() => ({
      headers: { 'content-length': '900', 'content-type': 'application/json' },
      body: '{',
    }))
    const engine = elasticsearchEngine({ ...opened.settings, nodes: [server.url] }, { findMs: 700 })
    const finding = engine.find(asked('hello'), page, { index: '', revision: 1, pit: '' })
    await expect(finding).rejects.toMatchObject({ message: 'Elasticsearch does not answer within 0.7 seconds.' })
  })

  test('an answer that holds a part only is not taken for the whole', async () => {
    const point = await opened.point()
    const parts: Record<string, object> = { late: { timed_out: true }, failed: { _shards: { failed: 1 } } }
    for (const [name, part] of Object.entries(parts)) {
      await using proxy = await aProxy(elasticsearch?.url ?? '', (_, { body }) => ({ body: withPart(body, part) }))
      const engine = elasticsearchEngine({ ...opened.settings, nodes: [proxy.url] }, { findMs: 30_000 })
      const finding = engine.find(asked('hello'), page, point)
      await expect(finding.then(() => name)).rejects.toMatchObject({ code: 'search.unavailable' })
    }
  })
})

function withPart(body: unknown, part: object): object {
  const { responses } = body as { responses: object[] }
  return { responses: responses.map((each, at) => (at === responses.length - 1 ? { ...each, ...part } : each)) }
}

describe('When something at the address of Elasticsearch is in trouble', () => {
  const GATEWAY: Answer = { status: 502, body: '<html>Bad Gateway</html>' }
  const CUT: Answer = { headers: { 'content-type': 'application/json' }, body: '{"items": [' }
  const ONE = { index: { _id: '1', status: 201 } }

  test.each<[string, Answer]>([
    ['no items', { body: { errors: false } }],
    ['too few items', { body: { items: [ONE] } }],
    ['items of other documents', { body: { items: [ONE, { index: { _id: '3', status: 201 } }] } }],
    ['items without a state', { body: { items: [ONE, { index: { _id: '2' } }] } }],
    ['items that are none', { body: { items: [ONE, null] } }],
    ['half an answer', CUT],
    ['a page of a gateway', GATEWAY],
    [
      'a queue that is full',
      { status: 429, body: { error: { type: 'es_rejected_execution_exception' }, status: 429 } },
    ],
    ['too large', { status: 413, body: '' }],
  ])('a bulk request is not taken for written: %s', async (_, answer) => {
    await using server = await aServer(() => answer)
    const writing = elasticsearchEngine(settingsFor(server.url)).write(['t-ads-1'], [anAd(1), anAd(2)])
    await expect(writing).rejects.toMatchObject({ code: 'search.unavailable' })
  })

  test.each([
    [429, 'es_rejected_execution_exception', 'later'],
    [503, 'unavailable_shards_exception', 'later'],
    [500, 'exception', 'later'],
    [403, 'cluster_block_exception', 'later'],
    [403, 'security_exception', 'later'],
    [400, 'index_closed_exception', 'later'],
    [400, 'document_parsing_exception', 'refused'],
    [409, 'version_conflict_engine_exception', 'stale'],
    [404, 'index_not_found_exception', 'lost'],
  ])('an item that answers %s (%s) is told as %s, and the others stand', async (status, type, kind) => {
    const error = { type, reason: 'long '.repeat(500) }
    await using server = await aServer(() => ({
      body: { items: [{ index: { _id: '1', status, error } }, { index: { _id: '2', status: 200 } }] },
    }))
    const outcomes = await elasticsearchEngine(settingsFor(server.url)).write(['t-ads-1'], [anAd(1), anAd(2)])
    expect(outcomes).toMatchObject([
      { id: '1', kind },
      { id: '2', kind: 'written' },
    ])
    for (const outcome of outcomes) if ('reason' in outcome) expect(outcome.reason.length).toBeLessThanOrEqual(500)
  })

  test('nobody at the address is told in words', async () => {
    const server = await aServer(() => null)
    await server[Symbol.asyncDispose]()
    const engine = elasticsearchEngine(settingsFor(server.url))
    const problem: unknown = await engine.indexes().catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({
      code: 'search.unavailable',
      message: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
    })
  })

  test('another node is asked where one is down', async () => {
    const down = await aServer(() => null)
    await down[Symbol.asyncDispose]()
    await using up = await aServer(() => ({ body: { indices: [] } }))
    for (const nodes of [
      [down.url, up.url],
      [up.url, down.url],
    ]) {
      expect(await elasticsearchEngine({ ...settingsFor(''), nodes }).indexes()).toEqual([])
    }
  })

  test('a point in time that one shard of several has lost is lost', async () => {
    const reason = { type: 'search_context_missing_exception', reason: 'No search context found for id [1]' }
    const shards = [{ reason: { type: 'timeout_exception', reason: 'late' } }, { reason }]
    const error = { type: 'search_phase_execution_exception', reason: 'Partial shards failure', failed_shards: shards }
    await using server = await aServer(() => ({ body: { responses: [{ status: 503, error }] } }))
    const engine = elasticsearchEngine(settingsFor(server.url))
    const finding = engine.find(
      asked(''),
      { after: null, size: 1, stemsOf: NO_STEMS },
      { index: '', revision: 1, pit: '' },
    )
    await expect(finding).rejects.toMatchObject({ code: 'search.unavailable', details: { pointLost: true } })
  })

  test('an answer to another question is not taken for an answer', async () => {
    for (const body of [{}, { responses: [] }, { responses: [{}] }, { responses: 'none' }]) {
      await using server = await aServer(() => ({ body }))
      const engine = elasticsearchEngine(settingsFor(server.url))
      const finding = engine.find(
        asked('x'),
        { after: null, size: 1, stemsOf: NO_STEMS },
        { index: '', revision: 1, pit: '' },
      )
      await expect(finding).rejects.toMatchObject({ code: 'search.unavailable' })
    }
  })
})
