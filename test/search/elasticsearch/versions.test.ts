import { elasticsearchEngine } from '../../../src/search/elasticsearch/engine.ts'
import { testElasticsearch } from '../../support/elasticsearch/for-tests.ts'
import { type Answer, aServer, type Seen } from './a-server.ts'
import { anAd, asked, NO_STEMS } from './an-ad.ts'
import { settingsFor } from './open-engine.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('The version of a real Elasticsearch', () => {
  test('is told, though this one refuses “/”', async () => {
    const engine = elasticsearchEngine(settingsFor(elasticsearch?.url ?? ''))
    expect(await engine.version()).toBe(elasticsearch?.version)
  })
})

describe('What answers at the address of the search engine', () => {
  const versionOf = async (answer: (seen: Seen) => Answer) => {
    await using server = await aServer(answer)
    return await elasticsearchEngine(settingsFor(server.url)).version()
  }
  const no = (status: number): Answer => ({
    status,
    body: { error: { type: 'security_exception', reason: 'no' }, status },
  })

  test.each([401, 403, 405])('a server whose “/” answers %s is asked for its nodes', async (status) => {
    const version = await versionOf(({ path }) =>
      path === '/' ? no(status) : { body: { nodes: { a1: { version: '8.19.21' } } } },
    )
    expect(version).toBe('8.19.21')
  })

  test('a server that does not tell its nodes either is unavailable, and says why', async () => {
    await expect(versionOf(() => no(403))).rejects.toMatchObject({
      code: 'search.unavailable',
      message: 'Elasticsearch does not allow us this (403, security_exception: no).',
    })
    await expect(versionOf(() => no(401))).rejects.toMatchObject({
      message: expect.stringContaining('password or key'),
    })
  })

  test('OpenSearch is refused in words', async () => {
    const said = versionOf(({ headers }) =>
      headers.accept?.includes('compatible-with') === true
        ? {
            status: 406,
            headers: { 'x-elastic-product': '' },
            body: { error: 'Content-Type header is not supported', status: 406 },
          }
        : { headers: { 'x-elastic-product': '' }, body: { version: { distribution: 'opensearch', number: '2.19.1' } } },
    )
    await expect(said).rejects.toMatchObject({
      code: 'search.unsupported',
      message: expect.stringContaining('OpenSearch 2.19.1'),
    })
  })

  test('OpenSearch that passes over our headers is refused too', async () => {
    const root = { version: { distribution: 'opensearch', number: '3.1.0' } }
    const said = versionOf(() => ({ headers: { 'x-elastic-product': '' }, body: root }))
    await expect(said).rejects.toMatchObject({
      code: 'search.unsupported',
      message: expect.stringContaining('OpenSearch 3.1.0'),
    })
  })

  test('a server 7 is refused in words', async () => {
    const said = versionOf(({ headers }) =>
      headers.accept?.includes('compatible-with') === true
        ? {
            status: 400,
            body: { error: { type: 'media_type_header_exception', reason: 'Invalid media-type value' }, status: 400 },
          }
        : { body: { version: { number: '7.17.28' }, tagline: 'You Know, for Search' } },
    )
    await expect(said).rejects.toMatchObject({
      code: 'search.unsupported',
      message: expect.stringMatching(/Elasticsearch 7\.17\.28.*not Elasticsearch 8 or newer/),
    })
  })

  test('something else altogether is refused in words', async () => {
    const page = () => ({ headers: { 'x-elastic-product': '' }, body: '<h1>It works!</h1>' })
    await expect(versionOf(page)).rejects.toMatchObject({
      code: 'search.unsupported',
      message: expect.stringContaining('something that tells no version'),
    })
  })

  test('a server 9, which takes the JSON of versions 8 and 9 alone, is spoken with', async () => {
    await using server = await aServer((seen) => nineOf(seen))
    const settings = settingsFor(server.url)
    const engine = elasticsearchEngine(settings)
    const index = `${settings.index}-ads-1`
    expect(await engine.version()).toBe('9.2.1')
    await engine.create(index, 'an archive')
    expect(await engine.write([index], [anAd(7)])).toEqual([{ id: '7', index, kind: 'written' }])
    const point = { index, revision: 1, pit: 'a point' }
    const found = await engine.find(asked('', {}, 'newest'), { after: null, size: 5, stemsOf: NO_STEMS }, point)
    expect(found).toEqual({ hits: [{ id: '7', rank: null }], hasMore: false, counted: null })
    expect(new Set(server.seen.map(({ method }) => method))).toEqual(new Set(['GET', 'PUT', 'POST']))
    expect(server.seen.every(speaksVersion)).toBe(true)
  })
})

const KNOWN = /^application\/vnd\.elasticsearch\+(x-nd)?json; ?compatible-with=[89](,text\/plain)?$/

function speaksVersion({ headers, body }: Seen): boolean {
  return KNOWN.test(headers.accept ?? '') && (body === '' || KNOWN.test(headers['content-type'] ?? ''))
}

function nineOf(seen: Seen): Answer {
  const { method, path } = seen
  if (!speaksVersion(seen))
    return { status: 400, body: { error: { type: 'media_type_header_exception' }, status: 400 } }
  const headers = { 'content-type': 'application/vnd.elasticsearch+json;compatible-with=8' }
  if (path === '/') return { headers, body: { version: { number: '9.2.1', build_flavor: 'default' } } }
  if (method === 'GET')
    return { headers, status: 404, body: { error: { type: 'index_not_found_exception' }, status: 404 } }
  if (method === 'PUT') return { headers, body: { acknowledged: true } }
  if (path.startsWith('/_bulk')) return { headers, body: { items: [{ index: { _id: '7', status: 201 } }] } }
  const hits = { hits: [{ _id: '7', sort: [0, 7] }] }
  return { headers, body: { responses: [{ status: 200, timed_out: false, _shards: { failed: 0 }, hits }] } }
}
