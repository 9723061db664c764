import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { verifyIndex } from '../../src/pipeline/indexing/verify-index.ts'
import { projectRoot } from '../../src/project-root.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadTurn, upTo } from '../support/changing-ads.ts'
import { type FaultyProxy, faultyProxy } from '../support/elasticsearch/faulty-proxy.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { ALIKE, newestPoint, unlike, urlOf } from '../support/index-state.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize, seeded } from '../support/seeded.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

const KILLS = proofSize(3)
const ADS = 800
const ALL = { terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' } as const
const PREFIX = `t-killed-${process.pid}`
const random = seeded()

suite('An indexer that is killed at any moment', () => {
  let opened: TestArchive
  let proxy: FaultyProxy
  let indexed: Indexed
  beforeEach(async () => {
    opened = await openTestArchive()
    proxy = await faultyProxy(elasticsearch?.url ?? '')
    // The one that is killed goes by way of the proxy, which is late.
    indexed = indexedArchive(opened, elasticsearch?.url ?? '', { prefix: PREFIX, findMs: 10_000 })
    proxy.fail({ request: ({ path }) => ({ delayMs: random() * (path === '/_bulk' ? 500 : 50) }) })
  })
  afterEach(async () => {
    await indexed.close()
    await proxy[Symbol.asyncDispose]()
    await opened.close()
  })

  test('loses nothing: what it told of stays, the next goes on at once, and in the end nothing differs', async () => {
    await loadTurn(opened.importDeps.store, upTo(ADS), 0)
    await indexed.catchUp()
    const measured = { kills: 0, lost: 0, torn: 0, longestTakeOverMs: 0 }
    for (let round = 1; round <= KILLS; round++) {
      // Every third one is building an index anew.
      if (round % 3 === 0) await indexed.deps.outbox.begin(indexed.deps.newName())
      await loadTurn(opened.importDeps.store, someAds(), 2 * round)
      const { told, takeOverMs } = await killed(() => loadTurn(opened.importDeps.store, someAds(), 2 * round + 1))
      measured.kills++
      const point = await newestPoint(indexed)
      if (point.revision < told) measured.lost++
      expect(await indexed.archive.search(ALL, null, 1)).toMatchObject({ engine: 'elasticsearch', total: ADS })
      if (JSON.stringify(await unlike(indexed, opened.database, point)) !== JSON.stringify(ALIKE)) measured.torn++
      measured.longestTakeOverMs = Math.max(measured.longestTakeOverMs, Math.round(takeOverMs))
    }
    await lastOne()
    const { signal } = new AbortController()
    const verified = await verifyIndex(indexed.deps, { isRepairing: false, signal, onProgress: () => undefined })
    const known = (await indexed.deps.outbox.indexes()).map(({ name }) => name).sort()
    const left = (await indexed.engine.indexes()).filter((name) => !known.includes(name))
    expect(verified).toMatchObject({ ads: ADS, missing: 0, stale: 0, extra: 0, altered: 0 })
    expect(await indexed.deps.outbox.lag()).toMatchObject({ waiting: 0, deadLetters: 0 })
    expect(left).toEqual([])
    expect(measured).toMatchObject({ kills: KILLS, lost: 0, torn: 0 })
    expect(measured.longestTakeOverMs).toBeLessThan(10_000)
    const { missing, stale, extra, altered } = verified
    proveReport({ ...measured, differences: missing + stale + extra + altered })
  })

  const someAds = () => upTo(ADS).filter(() => random() < 0.3)

  /** @returns the newest revision that it had told of, and how soon another could have gone on */
  async function killed(meanwhile: () => Promise<void>) {
    const { child, leading, told, ended } = startProcess()
    await leading
    const loading = meanwhile()
    await wait(random() * 1_500)
    child.kill('SIGKILL')
    const at = performance.now()
    const lead = await leadOfAnother()
    const takeOverMs = performance.now() - at
    await lead[Symbol.asyncDispose]()
    await ended
    await loading
    return { told: told(), takeOverMs }
  }

  async function leadOfAnother() {
    for (;;) {
      const lead = await indexed.deps.outbox.lead()
      if (lead !== null) return lead
    }
  }

  /** Nobody kills it before all is done. */
  async function lastOne(): Promise<void> {
    const { child, told, ended } = startProcess()
    const newest = await indexed.deps.outbox.newestRevision()
    for (;;) {
      const isBuilding = (await indexed.deps.outbox.indexes()).some(({ state }) => state === 'building')
      if (!isBuilding && told() === newest) break
      await wait(20)
    }
    child.kill('SIGKILL')
    await ended
  }

  function startProcess() {
    const program = join(projectRoot, 'test', 'support', 'elasticsearch', 'indexer-process.mjs')
    const child: ChildProcess = spawn(process.execPath, [program, urlOf(opened.database), proxy.url, PREFIX], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let said = ''
    let isLeading: () => void = () => undefined
    const leading = new Promise<void>((resolve) => {
      isLeading = resolve
    })
    child.stdout?.on('data', (text) => {
      said += text
      if (said.startsWith('leading\n')) isLeading()
    })
    const ended = new Promise((resolve) => child.once('close', resolve))
    const told = () => Math.max(0, ...[...said.matchAll(/searchable (\d+)\n/g)].map(([, revision]) => Number(revision)))
    return { child, leading, told, ended }
  }
})
