import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startIndexer } from '../../jobs/indexer.ts'
import type { Indexer } from '../../src/pipeline/indexing/index-search.ts'
import type { IndexLag, Lead } from '../../src/ports/search-outbox.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadTurn, upTo } from '../support/changing-ads.ts'
import { BLOCKED, type Faults, faultyProxy } from '../support/elasticsearch/faulty-proxy.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { type ElasticsearchNode, startElasticsearch } from '../support/elasticsearch/server.mjs'
import { ALIKE, newestPoint, unlikeNow } from '../support/index-state.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { proveReport } from '../support/prove-report.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe
/** It takes a server of its own, and the time in which that one looks at its disk. */
const proving = elasticsearch !== null && process.env['PROVE_N'] !== undefined ? test : test.skip

const ADS = 400
const ALL = { terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' } as const

suite('A server that is full, or takes nothing', () => {
  let opened: TestArchive
  let indexed: Indexed
  let closeMore: () => Promise<void>
  beforeEach(async () => {
    opened = await openTestArchive()
    closeMore = async () => undefined
  })
  afterEach(async () => {
    await indexed.close()
    await opened.close()
    await closeMore()
  })

  /** Time passes: what was put off is due. */
  const laterOn = () => opened.database.query("UPDATE search_outbox SET not_before = '-infinity'")

  /** Tries again and again, as the worker does, and has nothing to show for it. */
  async function tryInVain(indexer: Indexer, lead: Lead): Promise<IndexLag> {
    for (let times = 0; times < 5; times++) {
      try {
        while ((await indexer.step(lead)) === 'worked');
      } catch (problem) {
        expect(problem).toMatchObject({ code: 'search.unavailable' })
      }
      await laterOn()
    }
    return indexed.deps.outbox.lag()
  }

  async function holdsOut(block: () => Promise<void>, release: () => Promise<void>, isToldByStep: boolean) {
    await loadTurn(opened.importDeps.store, upTo(ADS), 1)
    await indexed.catchUp()
    const before = await newestPoint(indexed)
    await loadTurn(opened.importDeps.store, upTo(ADS), 2)
    await block()
    const indexer = indexed.indexer()
    const lead = await indexed.deps.outbox.lead()
    if (lead === null) throw new Error('another indexer is at work')
    const lag = await tryInVain(indexer, lead)
    expect(lag).toMatchObject({ waiting: ADS, deadLetters: 0, searchable: before.revision })
    if (isToldByStep) expect(lag.trouble).toMatch(/block/)
    expect(await indexed.archive.search(ALL, null, 1)).toMatchObject({ total: ADS, revision: before.revision })
    await release()
    await laterOn()
    await lead[Symbol.asyncDispose]()
    await indexed.catchUp(indexer)
    const after = await indexed.deps.outbox.lag()
    expect(after).toMatchObject({ waiting: 0, deadLetters: 0, trouble: null, searchable: before.revision + 1 })
    expect(await unlikeNow(indexed, opened.database)).toEqual(ALIKE)
  }

  test.each(['index.blocks.read_only_allow_delete', 'index.blocks.write'])(
    'with %s, changes wait, nothing is buried, and all of it drains when the block is gone',
    async (name) => {
      indexed = indexedArchive(opened, elasticsearch?.url ?? '')
      const set = async (value: true | null) => {
        for (const index of await indexed.engine.indexes()) {
          const [url, body] = [`${elasticsearch?.url}/${index}/_settings`, JSON.stringify({ [name]: value })]
          await fetch(url, { method: 'PUT', body, headers: { 'content-type': 'application/json' } })
        }
      }
      await holdsOut(
        () => set(true),
        () => set(null),
        true,
      )
    },
  )

  const refusal = (status: number) => ({ status, body: { error: BLOCKED, status } })
  const writes = (path: string) => path === '/_bulk' || path.endsWith('/_refresh')
  test.each<[string, Faults, boolean]>([
    ['each item 403', { item: () => ({ status: 403, error: BLOCKED }) }, true],
    ['whole requests 429', { request: ({ path }) => (writes(path) ? refusal(429) : null) }, false],
  ])('that answers %s, it is waited for', async (_, faults, isToldByStep) => {
    const proxy = await faultyProxy(elasticsearch?.url ?? '')
    closeMore = async () => proxy[Symbol.asyncDispose]()
    indexed = indexedArchive(opened, proxy.url)
    await holdsOut(
      async () => proxy.fail(faults),
      async () => proxy.fail(),
      isToldByStep,
    )
  })

  proving(
    'whose disk passes the flood stage is waited for, and drains by itself when there is room again',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'paidfor-full-'))
      const settings = {
        'cluster.routing.allocation.disk.threshold_enabled': true,
        'cluster.info.update.interval': '10s',
        ...watermarks('1b'),
      }
      const node = await startElasticsearch({ folder, settings })
      closeMore = async () => {
        await node.kill()
        await rm(folder, { recursive: true, force: true })
      }
      indexed = indexedArchive(opened, node.url)
      await loadTurn(opened.importDeps.store, upTo(ADS), 1)
      await indexed.catchUp()
      await setWatermarks(node, '1000tb') // so much must be free
      await untilBlocked(node, true)
      await loadTurn(opened.importDeps.store, upTo(ADS), 2)
      const began = performance.now()
      await using _worker = startIndexer(indexed.deps)
      const told = await lagWhere(({ trouble }) => trouble !== null)
      const alarmSeconds = (performance.now() - began) / 1_000
      expect(told).toMatchObject({ waiting: ADS, deadLetters: 0, trouble: expect.stringMatching(/flood-stage/) })
      await setWatermarks(node, '1b')
      await untilBlocked(node, false)
      const freed = performance.now()
      const drained = await lagWhere(
        ({ waiting, searchable, newest, trouble }) => waiting === 0 && searchable === newest && trouble === null,
      )
      expect(drained.deadLetters).toBe(0)
      const { skipped, stale, tooMany } = await unlikeNow(indexed, opened.database)
      proveReport({
        waited: ADS,
        buried: drained.deadLetters,
        lost: skipped.length + stale.length + tooMany.length,
        alarmSeconds: Math.round(alarmSeconds),
        drainedSeconds: Math.round((performance.now() - freed) / 1_000),
      })
    },
  )

  async function lagWhere(isMet: (lag: IndexLag) => boolean): Promise<IndexLag> {
    for (;;) {
      const lag = await indexed.deps.outbox.lag()
      if (isMet(lag)) return lag
    }
  }
})

const WATERMARKS = 'cluster.routing.allocation.disk.watermark'

function watermarks(free: string) {
  return { [`${WATERMARKS}.low`]: free, [`${WATERMARKS}.high`]: free, [`${WATERMARKS}.flood_stage`]: free }
}

async function ask(url: string, method: string, body?: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  return response.json()
}

async function setWatermarks({ url }: ElasticsearchNode, free: string): Promise<void> {
  const answer = await ask(`${url}/_cluster/settings`, 'PUT', { persistent: watermarks(free) })
  expect(answer).toMatchObject({ acknowledged: true })
}

/** Whether the server itself has put the block on, or taken it away. */
async function untilBlocked({ url }: ElasticsearchNode, isBlocked: boolean): Promise<void> {
  for (;;) {
    const settings = JSON.stringify(await ask(`${url}/_all/_settings?flat_settings=true`, 'GET'))
    if (settings.includes('"index.blocks.read_only_allow_delete":"true"') === isBlocked) return
  }
}
