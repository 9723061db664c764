import { setTimeout as wait } from 'node:timers/promises'
import { startIndexer } from '../../jobs/indexer.ts'
import { parseSearchTerms } from '../../src/domain/search-terms.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadTurn, upTo } from '../support/changing-ads.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { ALIKE, unlikeNow } from '../support/index-state.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize } from '../support/seeded.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

const BACKLOG = proofSize(3_000)
const SECONDS = Math.min(60, BACKLOG / 1_000)
const COMMITS_A_SECOND = 10
const CHANGES_A_COMMIT = 5
const ADS_A_FILE = 5_000

suite('How far the index is behind the archive', () => {
  let opened: TestArchive
  let indexed: Indexed
  beforeEach(async () => {
    opened = await openTestArchive()
    // What a loaded machine answers late is late, and not away.
    indexed = indexedArchive(opened, elasticsearch?.url ?? '', { findMs: 10_000 })
  })
  afterEach(async () => {
    await indexed.close()
    await opened.close()
  })

  test('each of fifty changes a second can be searched soon after its commit', async () => {
    const commits = Math.round(SECONDS * COMMITS_A_SECOND)
    await loadTurn(opened.importDeps.store, upTo(commits * CHANGES_A_COMMIT), 0)
    await indexed.catchUp()
    const committedAt: number[] = []
    await using _worker = startIndexer(indexed.deps)
    const writing = commitSteadily(commits, committedAt)
    const lags: number[] = []
    for (let turn = 1; turn <= commits; turn++) {
      await untilFound(turn)
      const at = committedAt[turn]
      // The search may be quicker than the word of the commit.
      lags.push(at === undefined ? 0 : performance.now() - at)
    }
    await writing
    lags.sort((one, other) => one - other)
    const quantile = (share: number) => Math.round(lags[Math.ceil(share * lags.length) - 1] ?? 0)
    expect(lags).toHaveLength(commits)
    proveReport({ changes: commits * CHANGES_A_COMMIT, lagP50Ms: quantile(0.5), lagP99Ms: quantile(0.99) })
  })

  async function commitSteadily(commits: number, committedAt: number[]): Promise<void> {
    const began = performance.now()
    for (let turn = 1; turn <= commits; turn++) {
      await wait(Math.max(0, began + ((turn - 1) * 1_000) / COMMITS_A_SECOND - performance.now()))
      const numbers = upTo(CHANGES_A_COMMIT).map((number) => (turn - 1) * CHANGES_A_COMMIT + number)
      await loadTurn(opened.importDeps.store, numbers, turn)
      committedAt[turn] = performance.now()
    }
  }

  async function untilFound(turn: number): Promise<void> {
    const terms = parseSearchTerms(`"turn ${turn}"`)
    if ('refusal' in terms) throw new Error(terms.refusal)
    for (;;) {
      const { total, engine } = await indexed.archive.search({ terms, filters: {}, sort: 'newest' }, null, 1)
      expect(engine).toBe('elasticsearch')
      if (total === CHANGES_A_COMMIT) return
    }
  }

  test('a backlog drains by itself', async () => {
    await indexed.catchUp()
    for (let from = 0; from < BACKLOG; from += ADS_A_FILE) {
      const numbers = upTo(Math.min(ADS_A_FILE, BACKLOG - from)).map((number) => from + number)
      await loadTurn(opened.importDeps.store, numbers, 1 + from / ADS_A_FILE)
    }
    expect((await indexed.deps.outbox.lag()).waiting).toBe(BACKLOG)
    const began = performance.now()
    await indexed.catchUp()
    const seconds = (performance.now() - began) / 1_000
    const found = await unlikeNow(indexed, opened.database)
    expect(found).toEqual(ALIKE)
    proveReport({
      backlog: BACKLOG,
      backlogSeconds: Math.round(seconds),
      backlogPerSecond: Math.round(BACKLOG / seconds),
    })
  })
})
