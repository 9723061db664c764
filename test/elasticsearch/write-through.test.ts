import { startIndexer } from '../../jobs/indexer.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadTurn, upTo } from '../support/changing-ads.ts'
import { type FaultyProxy, faultyProxy } from '../support/elasticsearch/faulty-proxy.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { ALIKE, unlikeNow } from '../support/index-state.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize } from '../support/seeded.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

const ROUNDS = proofSize(3)
const ROWS = process.env['PROVE_N'] === undefined ? 200 : 5_000
const ALL = { terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' } as const

suite('Loads while Elasticsearch is down', () => {
  let opened: TestArchive
  let proxy: FaultyProxy
  let indexed: Indexed
  beforeEach(async () => {
    opened = await openTestArchive()
    proxy = await faultyProxy(elasticsearch?.url ?? '')
    indexed = indexedArchive(opened, proxy.url, { requestMs: 2_000, findMs: 300 })
    await indexed.catchUp()
  })
  afterEach(async () => {
    await indexed.close()
    await proxy[Symbol.asyncDispose]()
    await opened.close()
  })

  const troubled = async () => {
    for (;;) {
      const lag = await indexed.deps.outbox.lag()
      if (lag.trouble !== null) return lag
    }
  }

  test.each([
    ['refuses connections', () => proxy.refuse(), () => proxy.accept()],
    ['does not answer', async () => proxy.fail({ request: () => 'hang' }), async () => proxy.fail()],
  ])('go on when it %s; all of it is indexed when it is back', async (_, down, up) => {
    await down()
    const worker: AsyncDisposable = startIndexer(indexed.deps)
    for (let round = 1; round <= 3; round++) await loadTurn(opened.importDeps.store, upTo(100), round)
    expect(await troubled()).toMatchObject({ waiting: 100, deadLetters: 0, newest: 3, searchable: 0 })
    expect(await indexed.archive.search(ALL, null, 1)).toMatchObject({ total: 100, engine: 'postgres' })
    await worker[Symbol.asyncDispose]()
    await up()
    await indexed.catchUp()
    expect(await unlikeNow(indexed, opened.database)).toEqual(ALIKE)
  })

  test('are as fast as without any', async () => {
    const without = await openTestArchive()
    const { store: own } = opened.importDeps
    const { store: other } = without.importDeps
    await proxy.refuse()
    await using _worker = startIndexer(indexed.deps)
    const seconds = { down: 0, none: 0 }
    for (const store of [own, other]) await loadTurn(store, upTo(ROWS), 0)
    for (let round = 1; round <= ROUNDS; round++) {
      const both = [['down', own] as const, ['none', other] as const]
      for (const [name, store] of round % 2 === 0 ? both : both.reverse()) {
        const began = performance.now()
        await loadTurn(store, upTo(ROWS), round)
        seconds[name] += (performance.now() - began) / 1_000
      }
    }
    const sql = 'SELECT count(*)::int AS waiting FROM search_outbox'
    expect(await opened.database.query(sql)).toEqual([{ waiting: (ROUNDS + 1) * ROWS }])
    expect(await without.database.query(sql)).toEqual([{ waiting: 0 }])
    const rows = ROUNDS * ROWS
    proveReport({
      rows,
      rowsPerSecondDown: Math.round(rows / seconds.down),
      rowsPerSecondNone: Math.round(rows / seconds.none),
      percentOfNone: Math.round((1_000 * seconds.none) / seconds.down) / 10,
    })
    await proxy.accept()
    await without.close()
  })
})
