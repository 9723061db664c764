import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { startIndexer } from '../../jobs/indexer.ts'
import { goBack } from '../../src/commands/reindex.ts'
import { Problem } from '../../src/domain/errors.ts'
import { verifyIndex } from '../../src/pipeline/indexing/verify-index.ts'
import type { KnownIndex } from '../../src/ports/search-outbox.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadTurn, upTo } from '../support/changing-ads.ts'
import { type Asked, faultyProxy, type RequestFault } from '../support/elasticsearch/faulty-proxy.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { behind, saying } from '../support/elasticsearch/planted.ts'
import { ALIKE, unlikeNow } from '../support/index-state.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { MOST_SPENT, wrongIn } from '../support/right-answers.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe
const server = behind(elasticsearch?.url ?? '')

const ADS = 2_000
const CHANGES = 20

suite('An index that is built anew', () => {
  let opened: TestArchive
  let indexed: Indexed
  let prefix: string
  let turn: number
  beforeEach(async () => {
    turn = 0
    opened = await openTestArchive()
    prefix = `t-${randomBytes(4).toString('hex')}`
    indexed = indexedArchive(opened, elasticsearch?.url ?? '', { prefix })
    await load(upTo(ADS))
    await indexed.catchUp()
  })
  afterEach(async () => {
    await indexed.close()
    await opened.close()
  })

  async function load(numbers: readonly number[]): Promise<void> {
    await loadTurn(opened.importDeps.store, numbers, turn++)
  }
  /** Some that are there, and one that is new. */
  const change = () => load([...upTo(CHANGES).map((n) => (turn * 37 + n * 11) % ADS), ADS + turn])
  const inState = async (state: KnownIndex['state']) =>
    (await indexed.deps.outbox.indexes()).find((index) => index.state === state)?.name ?? null
  const servedBy = async () => {
    const { json } = await server.call('GET', `/_alias/${prefix}-ads`)
    return Object.keys(json as object)
  }
  const begin = async () => (await indexed.deps.outbox.begin(indexed.deps.newName())).name
  const probe = async () => wrongIn(await indexed.archive.search(MOST_SPENT, null, 20), opened.database)
  const verified = () =>
    verifyIndex(indexed.deps, {
      isRepairing: false,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })

  test('is not noticed by readers, though whoever builds it is gone after each step, and changes go on', async () => {
    const building = await begin()
    let isBuilding = true
    const probing = (async () => {
      const wrong: string[] = []
      let answers = 0
      for (; isBuilding; answers++) wrong.push(...(await probe()))
      return { wrong, answers }
    })()
    let steps = 0
    try {
      for (; (await inState('live')) !== building; steps++) {
        if (steps % 2 === 0) await change()
        await stepOfAnother(indexed)
        expect(await servedBy()).toEqual([await inState('live')])
      }
    } finally {
      isBuilding = false
    }
    expect(await unlikeNow(indexed, opened.database)).toEqual(ALIKE)
    const { wrong, answers } = await probing
    expect(wrong).toEqual([])
    expect(Math.min(answers, steps)).toBeGreaterThan(2)
    await indexed.catchUp()
    expect(await verified()).toMatchObject({ index: building, missing: 0, stale: 0, extra: 0, altered: 0 })
  })

  test('is built to its end though the server is lost once before, and once after, it did each thing', async () => {
    const building = await begin()
    await using proxy = await faultyProxy(elasticsearch?.url ?? '')
    const [fault, kinds] = eachOnce()
    proxy.fail({ request: fault })
    const { deps } = indexedArchive(opened, proxy.url, { prefix })
    let lost = 0
    while ((await inState('live')) !== building) {
      try {
        await stepOfAnother({ deps, indexer: indexedArchive(opened, proxy.url, { prefix }).indexer })
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.code !== 'search.unavailable') throw problem
        lost++
        await change()
      }
      expect(await probe()).toEqual([])
    }
    expect([...kinds.keys()]).toEqual(
      expect.arrayContaining(['PUT index', 'POST _bulk', 'POST index/_pit', 'POST _aliases']),
    )
    expect(lost).toBeGreaterThan(kinds.size)
    await indexed.catchUp()
    expect(await verified()).toMatchObject({ index: building, missing: 0, stale: 0, extra: 0, altered: 0 })
  })

  test('takes no place before what is wrong with it has been mended', async () => {
    const building = await begin()
    while (!(await indexed.deps.outbox.indexes()).some((each) => each.name === building && each.isCopied)) {
      await stepOfAnother(indexed)
    }
    const keys: { id: string }[] = await opened.database.query('SELECT id::text FROM disclosure ORDER BY disclosure.id')
    const ids = keys.map(({ id }) => id)
    const [gone, newer, extra] = [ids.slice(3, 8), ids.slice(-4), ['999999999', '999999998']]
    const body = { id: 1, source: 'snap', ad_id: 'nobody' }
    await server.bulk([
      ...gone.map((_id) => ({ delete: { _index: `${building}-w`, _id } })),
      ...newer.flatMap((id) => saying(`${building}-w`, id, 9_999, { ...body, id: Number(id) })),
      ...extra.flatMap((id) => saying(`${building}-w`, id, 1, { ...body, id: Number(id) })),
    ])
    while ((await inState('live')) !== building) {
      await stepOfAnother(indexed)
      expect(await probe()).toEqual([])
    }
    expect(await unlikeNow(indexed, opened.database)).toEqual(ALIKE)
    expect(indexed.lines.filter((line) => line.includes('written again'))).toEqual([
      `index ${building}: ${gone.length + newer.length + extra.length} of its ads are not as the archive has them, and are written again`,
    ])
  })

  test('is left again at once for the one before it, which is in step', async () => {
    const before = await inState('live')
    const after = await begin()
    await indexed.catchUp()
    expect(await inState('live')).toBe(after)
    await change()
    await indexed.catchUp()
    await using _worker = startIndexer(indexed.deps)
    await probedFor(after)
    const began = performance.now()
    await goBack(indexed.deps, () => undefined)
    await probedFor(before)
    expect(performance.now() - began).toBeLessThan(5_000)
    // The indexer may have set the alias for the last time just before; it looks every ten seconds.
    for (let tries = 0; tries < 1_500 && (await servedBy()).join() !== before; tries++) await wait(10)
    expect([await servedBy(), await inState('retired')]).toEqual([[before], after])
    expect(await unlikeNow(indexed, opened.database)).toEqual(ALIKE)
    expect(await probe()).toEqual([])
    expect(await verified()).toMatchObject({ index: before, missing: 0, stale: 0, extra: 0, altered: 0 })
  })

  /** All that is in the archive is searched in this index. */
  async function probedFor(index: string | null): Promise<void> {
    const { outbox } = indexed.deps
    for (let tries = 0; tries < 3_000; tries++) {
      const point = await outbox.point(null)
      if (point?.index === index && point.revision === (await outbox.newestRevision())) return
      await wait(10)
    }
    throw new Error(`${index} is not searched`)
  }
})

/** One step of an indexer that knows nothing of those before it. */
async function stepOfAnother({ deps, indexer }: Pick<Indexed, 'deps' | 'indexer'>): Promise<void> {
  const lead = await deps.outbox.lead()
  if (lead === null) throw new Error('another indexer is at work')
  try {
    await indexer().step(lead)
  } finally {
    await lead[Symbol.asyncDispose]()
  }
}

/** The first request of each kind does not arrive, the answer to the second is lost. */
function eachOnce(): [(asked: Asked) => RequestFault | null, ReadonlyMap<string, number>] {
  const kinds = new Map<string, number>()
  const fault = ({ method, path }: Asked): RequestFault | null => {
    const kind = `${method} ${path.slice(1).replace(/^t-[^/]+/, 'index')}`
    const times = (kinds.get(kind) ?? 0) + 1
    kinds.set(kind, times)
    return times === 1 ? 'drop' : times === 2 ? 'drop answer' : null
  }
  return [fault, kinds]
}
