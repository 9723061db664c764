import { Problem } from '../../src/domain/errors.ts'
import { verifyIndex } from '../../src/pipeline/indexing/verify-index.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadTurn, upTo } from '../support/changing-ads.ts'
import type { ItemFault } from '../support/elasticsearch/faulty-bulk.ts'
import { type Faults, type FaultyProxy, faultyProxy, type RequestFault } from '../support/elasticsearch/faulty-proxy.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { ALIKE, unlikeNow } from '../support/index-state.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize, seeded } from '../support/seeded.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

/** Each is sent twice: when the index is built, and when it has changed. */
const ADS = proofSize(2_400) / 2
const ADS_A_FILE = 5_000
const random = seeded()

suite('A server that takes a part of what it is sent', () => {
  let opened: TestArchive
  let proxy: FaultyProxy
  let indexed: Indexed
  beforeEach(async () => {
    opened = await openTestArchive()
    proxy = await faultyProxy(elasticsearch?.url ?? '')
    indexed = indexedArchive(opened, proxy.url)
  })
  afterEach(async () => {
    proxy.fail()
    await indexed.close()
    await proxy[Symbol.asyncDispose]()
    await opened.close()
  })

  test('gets the rest again; what it refuses is buried with the reason, and written once it takes it', async () => {
    await loadAll(1)
    const planted = plantedFaults()
    proxy.fail(planted.faults)
    await catchUp()
    const built = await account(planted.refused)
    await loadAll(2)
    await catchUp()
    const changed = await account(planted.refused)
    expect(planted.refused.size).toBeGreaterThan(ADS / 200)
    expect(planted.counts().late).toBeGreaterThan(ADS / 100)
    expect(planted.counts()).toMatchObject({ garbled: 2 }) // each once, and so two dropped at least
    const counts = { refused: planted.refused.size, ...planted.counts() }
    await repairAfter(planted)
    proveReport({
      sent: 2 * ADS,
      ...counts,
      lost: built.lost + changed.lost,
      unplanned: built.unplanned + changed.unplanned,
    })
  })

  /** As the worker does it, without its pauses: what failed is tried again. */
  async function catchUp(): Promise<void> {
    const indexer = indexed.indexer()
    for (;;) {
      try {
        await indexed.catchUp(indexer)
        return
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.code !== 'search.unavailable') throw problem
      }
    }
  }

  /** done + dead = sent, and the dead are those that were planted, each with its reason. */
  async function account(refused: ReadonlySet<string>) {
    const letters = await indexed.deps.outbox.deadLetters(1_000_000)
    const { skipped, tooMany, stale } = await unlikeNow(indexed, opened.database)
    const dead = new Set(letters.map(({ id }) => id))
    expect(letters.filter(({ id, reason }) => !reason.includes(`planted for ${id}`))).toEqual([])
    expect([...dead].sort()).toEqual([...refused].sort())
    expect({ skipped: skipped.sort(), tooMany, stale }).toEqual({
      skipped: [...refused].sort(),
      tooMany: [],
      stale: [],
    })
    const lost = [...skipped, ...stale].filter((id) => !dead.has(id)).length
    return { lost, unplanned: [...dead].filter((id) => !refused.has(id)).length }
  }

  async function repairAfter({ refused, faults }: Planted): Promise<void> {
    const all = [...refused]
    const ever = new Set(all.slice(all.length / 2))
    // Half of them are taken now, in the same requests as the other half, which is not.
    for (const id of all) if (!ever.has(id)) refused.delete(id)
    proxy.fail({ ...(faults.item === undefined ? {} : { item: faults.item }) })
    expect(await repair()).toMatchObject({ missing: all.length, stale: 0, extra: 0, altered: 0, refused: ever.size })
    await catchUp()
    await account(ever)
    proxy.fail()
    expect(await repair()).toMatchObject({ missing: ever.size, refused: 0 })
    await catchUp()
    expect(await indexed.deps.outbox.deadLetters(10)).toEqual([])
    expect(await unlikeNow(indexed, opened.database)).toEqual(ALIKE)
    expect(await repair()).toMatchObject({ ads: ADS, missing: 0, stale: 0, extra: 0, altered: 0, refused: 0 })
  }

  const repair = () => {
    const { signal } = new AbortController()
    return verifyIndex(indexed.deps, { isRepairing: true, signal, onProgress: () => undefined })
  }

  async function loadAll(turn: number): Promise<void> {
    const numbers = upTo(ADS)
    for (let at = 0; at < ADS; at += ADS_A_FILE) {
      await loadTurn(opened.importDeps.store, numbers.slice(at, at + ADS_A_FILE), turn * 1_000 + at / ADS_A_FILE)
    }
  }
})

interface Planted {
  readonly faults: Faults
  /** Ids that are answered 400 each time, as far as they were asked for. */
  readonly refused: Set<string>
  readonly counts: () => { readonly late: number; readonly dropped: number; readonly garbled: number }
}

/** 1 % of the ads are refused for ever, 3 % of what is sent is put off, 1 % of the connections are lost; each at least once. */
function plantedFaults(): Planted {
  const refused = new Set<string>()
  const decided = new Set<string>()
  let [requests, late, dropped, garbled] = [0, 0, 0, 0]
  const first: RequestFault[] = ['drop', 'drop answer', 'short', 'garbage']
  const item: ItemFault = ({ id }) => {
    if (!decided.has(id) && random() < 0.01) refused.add(id)
    decided.add(id)
    if (refused.has(id)) return answer(400, 'document_parsing_exception', `planted for ${id}`)
    if (random() >= 0.03) return null
    late++
    return answer(random() < 0.5 ? 429 : 503, 'es_rejected_execution_exception', 'the queue is full')
  }
  const request = ({ path }: { path: string }): RequestFault | null => {
    if (path !== '/_bulk') return null
    const fault = ++requests % 2 === 0 ? first.shift() : undefined
    const found = fault ?? (random() < 0.01 ? dropOf() : null)
    if (found === 'short' || found === 'garbage') garbled++
    else if (found !== null) dropped++
    return found
  }
  return { faults: { item, request }, refused, counts: () => ({ late, dropped, garbled }) }
}

function dropOf(): RequestFault {
  return random() < 0.5 ? 'drop' : 'drop answer'
}

function answer(status: number, type: string, reason: string) {
  return { status, error: { type, reason } }
}
