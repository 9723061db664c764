import { randomBytes } from 'node:crypto'
import { runOnce } from '../../jobs/run-once.ts'
import { verifyIndexJob } from '../../jobs/verify-index.ts'
import { compareIndex, type Differences } from '../../src/pipeline/indexing/compare-index.ts'
import { verifyIndex } from '../../src/pipeline/indexing/verify-index.ts'
import { postgresRunLog } from '../../src/store/postgres/run-log.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadTurn, upTo } from '../support/changing-ads.ts'
import { faultyProxy } from '../support/elasticsearch/faulty-proxy.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { behind, saying } from '../support/elasticsearch/planted.ts'
import { newestPoint } from '../support/index-state.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { MOST_SPENT } from '../support/right-answers.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe
const server = behind(elasticsearch?.url ?? '')

const ADS = 3_000
const EACH = 100
/** More than are kept open. */
const MOMENTS = 61
const NOTHING = { missing: 0, stale: 0, extra: 0, altered: 0, refused: 0 }

suite('An index that is compared with the archive', () => {
  let opened: TestArchive
  let indexed: Indexed
  let prefix: string
  beforeEach(async () => {
    opened = await openTestArchive()
    prefix = `t-${randomBytes(4).toString('hex')}`
    indexed = indexedArchive(opened, elasticsearch?.url ?? '', { prefix })
    await loadTurn(opened.importDeps.store, upTo(ADS), 0)
    await indexed.catchUp()
  })
  afterEach(async () => {
    await indexed.close()
    await opened.close()
  })

  const verify = (isRepairing: boolean) =>
    verifyIndex(indexed.deps, { isRepairing, signal: new AbortController().signal, onProgress: () => undefined })

  test('names what is missing, old, too much or otherwise told, and nothing else; repaired, it is as it should be', async () => {
    expect(await verify(false)).toMatchObject({ ads: ADS, ...NOTHING })
    const planted = await plantDamage()
    const named = sorted(await differences())
    expect(named).toEqual(sorted(planted))
    const counts = { missing: EACH, stale: EACH + 20, extra: EACH, altered: EACH + 40, refused: 0 }
    expect(await verify(false)).toMatchObject(counts)
    expect(await verify(true)).toMatchObject(counts)
    await indexed.catchUp()
    expect(await verify(false)).toMatchObject({ ads: ADS, ...NOTHING })
    expect(await differences()).toEqual({ missing: [], stale: [], extra: [], altered: [] })
  })

  test('is so every night, by the job of that name', async () => {
    const { extra } = await plantDamage()
    const runLog = postgresRunLog(opened.database)
    const deps = { runLog, log: () => undefined, stop: new AbortController().signal }
    const job = verifyIndexJob(indexed.deps)
    expect(await runOnce(job, deps)).toMatchObject({ outcome: 'done', counts: { ads: ADS, extra: extra.length } })
    await indexed.catchUp()
    expect(await runOnce(job, deps)).toMatchObject({ outcome: 'unchanged', counts: NOTHING })
  })

  test('is searched as repaired at once, though nothing else changes', async () => {
    const indexer = indexed.indexer()
    await indexed.catchUp(indexer)
    const { name } = await live()
    const ads = await adsOf((await keys()).slice(0, 3))
    await server.bulk(ads.flatMap((ad) => [{ delete: { _index: `${name}-w`, _id: ad.id } }]))
    await loadTurn(opened.importDeps.store, [ADS], 1)
    await indexed.catchUp(indexer)
    const total = async () => (await indexed.archive.search(MOST_SPENT, null, 1)).total
    const isShort = (await total()) === ADS + 1 - 3
    await verify(true)
    await indexed.catchUp(indexer)
    expect([isShort, await total()]).toEqual([true, ADS + 1])
  })

  test('is found as it should be while it changes, and loses nothing by being repaired', async () => {
    let goOn: () => void = () => undefined
    const changed = new Promise<void>((resolve) => {
      goOn = resolve
    })
    await using proxy = await faultyProxy(elasticsearch?.url ?? '')
    let parts = 0
    // The third part, of six, is asked for when more moments have gone by than are kept.
    proxy.fail({ request: ({ path }) => (path === '/_search' && ++parts === 3 ? { until: changed } : null) })
    const { deps } = indexedArchive(opened, proxy.url, { prefix })
    const isRepairing = true
    const verifying = verifyIndex(deps, {
      isRepairing,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    const indexer = indexed.indexer()
    for (const turn of upTo(MOMENTS)) {
      await loadTurn(opened.importDeps.store, [turn * 37, turn * 37 + 1], turn + 1)
      await indexed.catchUp(indexer)
    }
    goOn()
    expect(await verifying).toMatchObject({ ads: ADS, ...NOTHING })
    await indexed.catchUp()
    expect(await verify(false)).toMatchObject({ ads: ADS, ...NOTHING })
  })

  async function live() {
    const found = (await indexed.deps.outbox.indexes()).find(({ state }) => state === 'live')
    if (found === undefined) throw new Error('nothing is searched')
    return found
  }

  async function keys(): Promise<string[]> {
    const rows: { id: string }[] = await opened.database.query('SELECT id::text FROM disclosure ORDER BY disclosure.id')
    return rows.map(({ id }) => id)
  }

  async function adsOf(ids: readonly string[]) {
    const { outbox } = indexed.deps
    return outbox.adsOf(ids, await outbox.newestRevision())
  }

  /** Damage of every kind, all over the index, as the newest point in time shows it. */
  async function plantDamage(): Promise<Differences> {
    const { engine } = indexed.deps
    // Of a revision that nobody notes, and of keys that were given to nobody.
    const changed = upTo(EACH).map((n) => n * 29)
    await loadTurn(opened.importDeps.store, changed, 1)
    const noted: { id: string }[] = await opened.database.query(
      'DELETE FROM search_outbox RETURNING disclosure_id::text AS id',
    )
    const stale = noted.flat().map(({ id }) => id)
    const rest = (await keys()).filter((id) => !stale.includes(id))
    const pick = (of: number, count: number) => rest.filter((_, at) => at % 10 === of).slice(0, count)
    const [missing, altered, newer] = [pick(0, EACH), pick(1, EACH), pick(2, 20)]
    const [reordered, numbers] = [pick(3, 20), pick(4, 20)]
    const last = BigInt((await keys()).at(-1) ?? '0')
    const extra = upTo(EACH).map((n) => String(last + 2n * BigInt(n) + 1n))
    const { name } = await live()
    const index = `${name}-w`
    const [first] = await adsOf(rest.slice(5, 6))
    if (first === undefined) throw new Error('an archive without ads')
    const bodies = async (ids: string[], change: (body: Record<string, unknown>) => object, plus = 0) =>
      (await adsOf(ids)).flatMap((ad) =>
        saying(index, ad.id, ad.revision + plus, change(JSON.parse(engine.bodyOf(ad)))),
      )
    await server.bulk([
      ...missing.map((_id) => ({ delete: { _index: index, _id } })),
      ...extra.flatMap((id) => saying(index, id, 1, { ...JSON.parse(engine.bodyOf(first)), id: Number(id) })),
      ...(await bodies(altered, (body) => ({ ...body, listing: 'withdrawn' }))),
      ...(await bodies(newer, (body) => body, 1_000_000)),
      ...(await bodies(reordered, (body) => Object.fromEntries(Object.entries(body).toReversed()))),
      ...(await bodies(numbers, (body) => ({ ...body, spend_lower: Number(body['spend_lower']) + 1 }))),
    ])
    await indexed.catchUp()
    return {
      missing,
      stale: [...stale, ...newer],
      extra,
      altered: [...altered, ...reordered, ...numbers],
    }
  }

  async function differences(): Promise<Differences> {
    const all: Differences = { missing: [], stale: [], extra: [], altered: [] }
    const point = await newestPoint(indexed)
    for (let from: string | null = '0'; from !== null; ) {
      const compared = await compareIndex(indexed.deps, point, { from, most: 500, withBody: true })
      for (const kind of ['missing', 'stale', 'extra', 'altered'] as const)
        all[kind].push(...compared.differences[kind])
      from = compared.next
    }
    return all
  }
})

function sorted(found: Differences): Record<string, string[]> {
  return Object.fromEntries(Object.entries(found).map(([kind, ids]) => [kind, [...ids].sort()]))
}
