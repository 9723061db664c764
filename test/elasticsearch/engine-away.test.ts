import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import request from 'supertest'
import { startIndexer } from '../../jobs/indexer.ts'
import type { TestArchive } from '../support/archive.ts'
import { loadTurn, upTo } from '../support/changing-ads.ts'
import { type FaultyProxy, faultyProxy } from '../support/elasticsearch/faulty-proxy.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { type Indexed, type IndexedOptions, indexedArchive } from '../support/indexed.ts'
import { siteOver } from '../support/site.ts'
import { openSmallElection } from '../support/small-election.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

const FAULTS: readonly [string, (proxy: FaultyProxy) => Promise<void> | void][] = [
  ['is not there', (proxy) => proxy.refuse()],
  ['says nothing', (proxy) => proxy.fail({ request: () => 'hang' })],
  ['resets connections', (proxy) => proxy.fail({ request: () => 'reset' })],
  ['loses its answers', (proxy) => proxy.fail({ request: () => 'drop answer' })],
  ['cuts its answers', (proxy) => proxy.fail({ request: () => 'cut' })],
  ['answers what is no JSON', (proxy) => proxy.fail({ request: () => 'garbage' })],
  ['is full', (proxy) => proxy.fail({ request: () => ({ status: 503, body: { error: 'no room' } }) })],
  ['is slow', (proxy) => proxy.fail({ request: () => ({ delayMs: 5_000 }) })],
]
/** More than a page. */
const ADS = 60
const STAND_IN = 'The search index does not answer just now.'

suite('Where Elasticsearch is set and', () => {
  let opened: TestArchive
  let prefix: string
  let own: Indexed
  let proxy: FaultyProxy
  let time: number
  beforeAll(async () => {
    opened = await openSmallElection()
    prefix = `t-${randomBytes(4).toString('hex')}`
    await loadTurn(opened.importDeps.store, upTo(ADS), 0)
    own = indexedArchive(opened, elasticsearch?.url ?? '', { prefix })
    await own.catchUp()
  })
  afterAll(async () => {
    await own.close()
    await opened.close()
  })
  beforeEach(async () => {
    proxy = await faultyProxy(elasticsearch?.url ?? '')
    time = Date.now()
  })
  afterEach(() => proxy[Symbol.asyncDispose]())

  /** As a process has them that was started just now. */
  function newSite(options: IndexedOptions = {}) {
    const { archive, deps } = indexedArchive(opened, proxy.url, { prefix, now: () => time, ...options })
    return { app: siteOver({ ...opened, archive }), deps }
  }

  /** Asks until the engine answers: it is asked only now and then, and a busy machine may take longer than a page waits. */
  async function byEngine(app: ReturnType<typeof siteOver>, url: string): Promise<request.Response> {
    for (let tries = 0; tries < 300; tries++) {
      time += 10_000
      const response = await request(app).get(url).expect(200)
      if (response.headers['x-search-backend'] === 'elasticsearch') return response
    }
    throw new Error(`Elasticsearch does not answer ${url}`)
  }

  test.each(FAULTS)(
    '%s, every page is answered, fast before long, and by it again when it is back',
    async (_, begin) => {
      const { app } = newSite({ findMs: 400 })
      await byEngine(app, '/search')
      const lists = await begun(app)
      const asked = proxy.requests()
      await begin(proxy)
      for (const url of ['/search', '/search?q=harbour', ...lists, '/recorded-abroad']) {
        const { text, headers } = await request(app).get(url).expect(200)
        expect([url, headers['x-search-backend'], text.includes(STAND_IN)]).toEqual([url, 'postgres', true])
      }
      const { body } = await request(app)
        .get('/search?format=json&size=10')
        .expect(200)
        .expect('X-Search-Backend', 'postgres')
      expect(body.ads).toHaveLength(10)
      for (const url of await others(app)) expect([url, (await request(app).get(url)).status]).toEqual([url, 200])
      await request(app).get(`${lists[1]}&format=json`).expect(410)
      expect(proxy.requests() - asked).toBeLessThanOrEqual(5)
      proxy.fail()
      await proxy.accept()
      for (const url of ['/search', ...lists]) await byEngine(app, url)
    },
  )

  /** The second pages of two lists, by spend and by relevance, that the engine began. */
  async function begun(app: ReturnType<typeof siteOver>): Promise<[string, string]> {
    const nexts = []
    for (const search of ['sort=most-spent', 'q=harbour']) {
      const { body } = await byEngine(app, `/search?${search}&size=20&format=json`)
      nexts.push(new URL(body.next, 'http://site').search.replace(/[?&]format=json/, (found) => found[0] ?? ''))
    }
    const [spent = '', relevant = ''] = nexts.map((each) => `/search${each.replace('?&', '?')}`)
    return [spent, relevant]
  }

  async function others(app: ReturnType<typeof siteOver>): Promise<string[]> {
    const { body } = await request(app).get('/search?platform=meta&format=json&size=10').expect(200)
    const [{ page, advertiser }] = body.ads
    return [
      ...['/', '/spending', '/sources', '/quality', '/bulk', '/bulk/index.json', '/about', '/api', '/api/openapi.json'],
      ...['/search?format=csv', '/search?format=json', '/search?q=harbour&format=csv', '/healthz', '/readyz'],
      ...[page, advertiser.page],
    ]
  }

  test('is slow, more searches than can wait are asked to come again, and these alone', async () => {
    let goOn: () => void = () => undefined
    const until = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const { app } = newSite({ findMs: 60_000 })
    await byEngine(app, '/search')
    let held = 0
    let isFull: () => void = () => undefined
    const full = new Promise<void>((resolve) => {
      isFull = resolve
    })
    proxy.fail({
      request: () => {
        if (++held === 16) isFull()
        return { until }
      },
    })
    const server = app.listen(0)
    const waiting = upTo(16).map((n) =>
      request(server)
        .get(`/search?q=harbour+${n}`)
        .then(({ status }) => status),
    )
    await full
    const refused = await request(server).get('/search?q=harbour').expect(503)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    await request(server).get('/about').expect(200)
    goOn()
    expect(await Promise.all(waiting)).toEqual(upTo(16).map(() => 200))
    await request(server).get('/search?q=harbour').expect(200)
    server.close()
  })

  const AWAY = FAULTS.filter(([name]) => ['is not there', 'says nothing', 'is slow'].includes(name))
  test.each(AWAY)('%s, what is collected is in the archive at once, and in the index later', async (_, begin) => {
    const { app, deps } = newSite({ now: () => Date.now(), requestMs: 1_000, findMs: 400 })
    await begin(proxy)
    await using _worker = startIndexer(deps)
    const newest = await deps.outbox.newestRevision()
    await loadTurn(opened.importDeps.store, [0, 1, 2], newest)
    const { waiting, searchable } = await deps.outbox.lag()
    expect([waiting, Number(searchable) <= newest]).toEqual([3, true])
    expect((await request(app).get(`/search?q="turn+${newest}"`).expect(200)).text).toContain('3 ads')
    proxy.fail()
    await proxy.accept()
    const isBehind = async () => {
      const lag = await deps.outbox.lag()
      return lag.waiting > 0 || lag.searchable !== lag.newest
    }
    for (let tries = 0; tries < 600 && (await isBehind()); tries++) await wait(50)
    expect(await isBehind()).toBe(false)
  })
})
