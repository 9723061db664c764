import { setTimeout as wait } from 'node:timers/promises'
import type { DataSource } from 'typeorm'
import { Problem } from '../../src/domain/errors.ts'
import type { DisclosureStore, ReadRecord } from '../../src/ports/disclosure-store.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { changingAd, loadTurn, recordsOf, storeOn, turnFile, upTo } from '../support/changing-ads.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { ALIKE, anotherPool, newestPoint, unlike, unlikeNow } from '../support/index-state.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize, seeded } from '../support/seeded.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

const TRANSACTIONS = proofSize(80)
const POOLS = 4
const WRITERS_A_POOL = 4
const ADS = 300
const random = seeded()
const below = (most: number) => Math.floor(random() * most)

suite('Transactions that wait, commit and roll back in any order', () => {
  let opened: TestArchive
  let indexed: Indexed
  let pools: DataSource[]
  beforeEach(async () => {
    opened = await openTestArchive()
    indexed = indexedArchive(opened, elasticsearch?.url ?? '')
    pools = await Promise.all(upTo(POOLS).map(() => anotherPool(opened.database)))
  })
  afterEach(async () => {
    await indexed.close()
    for (const pool of pools) await pool.destroy()
    await opened.close()
  })

  test('each change that was committed reaches the index, and none that was rolled back', async () => {
    await loadTurn(opened.importDeps.store, upTo(ADS / 2), 0)
    await indexed.catchUp()
    const turns = upTo(TRANSACTIONS).map((turn) => turn + 1)
    const writers = pools.flatMap((pool) => upTo(WRITERS_A_POOL).map(() => write(storeOn(pool), turns)))
    let isWriting = true
    const written = Promise.all(writers).finally(() => {
      isWriting = false
    })
    const looked = await indexWhile(() => isWriting)
    const rolledBack = (await written).reduce((sum, count) => sum + count, 0)
    await indexed.catchUp()
    const found = await unlikeNow(indexed, opened.database)
    const [{ waiting }] = await opened.database.query('SELECT count(*)::int AS waiting FROM search_outbox')
    expect(found).toEqual(ALIKE)
    expect(waiting).toBe(0)
    expect(rolledBack).toBeGreaterThan(TRANSACTIONS / 10)
    expect(looked).toBeGreaterThan(1)
    await refuseBlindComparison()
    proveReport({
      transactions: TRANSACTIONS,
      rolledBack,
      revisionsCompared: looked,
      skipped: found.skipped.length + found.stale.length,
      tooMany: found.tooMany.length,
    })
  })

  /** A note that is lost must be seen, or nothing of the above means anything. */
  async function refuseBlindComparison(): Promise<void> {
    await loadTurn(opened.importDeps.store, [1, 2], TRANSACTIONS + 1)
    await opened.database.query(
      'DELETE FROM search_outbox WHERE disclosure_id = (SELECT max(disclosure_id) FROM search_outbox)',
    )
    await indexed.catchUp()
    expect((await unlikeNow(indexed, opened.database)).stale).toHaveLength(1)
  }

  /** Steps all the while; now and then, what can be searched is compared with the archive of that revision. */
  async function indexWhile(isWriting: () => boolean): Promise<number> {
    const lead = await indexed.deps.outbox.lead()
    if (lead === null) throw new Error('another indexer is at work')
    const indexer = indexed.indexer()
    let looked = 0
    let last = 0
    while (isWriting()) {
      await indexer.step(lead)
      const point = await newestPoint(indexed)
      if (point.revision < last + 20) continue
      last = point.revision
      looked++
      expect(await unlike(indexed, opened.database, point)).toEqual(ALIKE)
    }
    await lead[Symbol.asyncDispose]()
    return looked
  }

  /** Takes turns as long as there are any. @returns how many were rolled back */
  async function write(store: DisclosureStore, turns: number[]): Promise<number> {
    let rolledBack = 0
    for (let turn = turns.pop(); turn !== undefined; turn = turns.pop()) {
      const numbers = upTo(1 + below(5)).map(() => below(ADS))
      const breaksAt = random() < 0.2 ? below(numbers.length + 1) : null
      const records = slowly(recordsOf(numbers.map((number) => changingAd(number, turn))), breaksAt)
      try {
        await store.load(turnFile(turn), records)
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.code !== 'record.schema_changed') throw problem
        rolledBack++
      }
    }
    return rolledBack
  }

  async function* slowly(records: AsyncIterable<ReadRecord>, breaksAt: number | null): AsyncGenerator<ReadRecord> {
    let at = 0
    for await (const record of records) {
      if (at++ === breaksAt) throw new Problem('record.schema_changed', 'rolled back on purpose')
      await wait(random() * 4)
      yield record
    }
    if (breaksAt !== null) throw new Problem('record.schema_changed', 'rolled back on purpose')
  }
})
