import { Problem } from '../../src/domain/errors.ts'
import { sourceId } from '../../src/domain/ids.ts'
import { replay } from '../../src/pipeline/replay.ts'
import type { ReadRecord } from '../../src/ports/disclosure-store.ts'
import type { AdFormat, Source } from '../../src/ports/source.ts'
import { sources } from '../../src/sources/registry.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { changingAd, loadTurn, recordsOf, turnFile, upTo } from '../support/changing-ads.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { ALIKE, unlikeNow } from '../support/index-state.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('What a transaction notes for the index', () => {
  let opened: TestArchive
  let indexed: Indexed
  beforeEach(async () => {
    opened = await openTestArchive()
    indexed = indexedArchive(opened, elasticsearch?.url ?? '')
  })
  afterEach(async () => {
    await indexed.close()
    await opened.close()
  })

  const bring = (day: string, ...numbers: number[]) => {
    const content = snapCsv(numbers.map((number) => ({ ADID: snapAdId(number) })))
    return opened.importText('snap', `2024-10-${day}_2024.csv`, content)
  }
  const noted = async () => {
    const rows: { ads: number }[] = await opened.database.query(
      'SELECT count(*)::int AS ads FROM search_outbox GROUP BY revision ORDER BY revision',
    )
    return rows.map(({ ads }) => ads)
  }
  /** Until a statement waits for the end of a load, or of another transaction. */
  const someoneWaits = async (lock: 'advisory' | 'transactionid') => {
    const sql = `SELECT count(*)::int AS waiting FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE pg_stat_activity.datname = current_database() AND locktype = $1 AND NOT granted`
    for (;;) if ((await opened.database.query(sql, [lock]))[0].waiting > 0) return
  }
  /** A load that is under way, with one ad in, until it is told to end. */
  const loadUnderWay = async () => {
    let end: () => void = () => undefined
    const told = new Promise<void>((resolve) => {
      end = resolve
    })
    let isIn: () => void = () => undefined
    const underWay = new Promise<void>((resolve) => {
      isIn = resolve
    })
    async function* records(): AsyncGenerator<ReadRecord> {
      yield* recordsOf([changingAd(1, 1)])
      isIn()
      await told
    }
    const loaded = opened.importDeps.store.load(turnFile(1), records())
    await underWay
    return { end, loaded }
  }

  test('is nothing where no index is known', async () => {
    await bring('01', ...upTo(40))
    await bring('02', 1)
    const [hold] = await opened.upkeep.holds()
    await opened.upkeep.decideHold(hold?.id ?? 0, 'accepted')
    await loadTurn(opened.importDeps.store, [1], 1)
    expect(await noted()).toEqual([])
  })

  test('is each ad that is new or changed, once, under the revision that did it', async () => {
    await indexed.catchUp()
    await loadTurn(opened.importDeps.store, [1, 2, 3], 1)
    await loadTurn(opened.importDeps.store, [3, 4], 2)
    await loadTurn(opened.importDeps.store, [4], 1) // known to the letter: nothing is new
    expect(await noted()).toEqual([3, 2])
    await indexed.catchUp()
    expect(await unlikeNow(indexed, opened.database)).toEqual(ALIKE)
    expect(await noted()).toEqual([])
  })

  test('is each absence, each decision of a hold, and each return', async () => {
    await bring('01', ...upTo(60))
    await indexed.catchUp()
    await bring('02', ...upTo(58))
    expect(await noted()).toEqual([2])
    await indexed.catchUp()
    await bring('03', ...upTo(30))
    const [hold] = await opened.upkeep.holds()
    expect(await noted()).toEqual([])
    await opened.upkeep.decideHold(hold?.id ?? 0, 'accepted')
    expect(await noted()).toEqual([30]) // 28 are missing now, and 2 were already and are withdrawn
    await indexed.catchUp()
    expect(await totals()).toEqual({ listed: 30, missing: 28, withdrawn: 2 })
    await bring('04', ...upTo(60))
    expect(await noted()).toEqual([30])
    await indexed.catchUp()
    expect(await totals()).toEqual({ listed: 60, missing: 0, withdrawn: 0 })
    expect(await unlikeNow(indexed, opened.database)).toEqual(ALIKE)
  })

  const totals = async () => {
    const of = async (listing: 'listed' | 'missing' | 'withdrawn') => {
      const query = { terms: { include: [], exclude: [] }, filters: { listing }, sort: 'newest' as const }
      const { total, engine } = await indexed.archive.search(query, null, 10)
      expect(engine).toBe('elasticsearch')
      return total
    }
    return { listed: await of('listed'), missing: await of('missing'), withdrawn: await of('withdrawn') }
  }

  test.each([
    ['reads other words', (id: string) => id, 'Better read', [1]],
    ['takes a record for another ad', (id: string) => (id === snapAdId(1) ? snapAdId(9) : id), undefined, [1]],
  ])('is what a replay changes that %s', async (_, adIdOf, disclaimer, wanted) => {
    await bring('01', 1, 2)
    await indexed.catchUp()
    const better = withFormat('snap-csv', (format) => ({
      ...format,
      version: 2,
      normalise: (record) => {
        const { fields, ...told } = format.normalise(record)
        const isRead = told.adId === snapAdId(1) && disclaimer !== undefined
        return { ...told, adId: adIdOf(told.adId), fields: isRead ? { ...fields, disclaimer } : fields }
      },
    }))
    const deps = { ...opened.importDeps, upkeep: opened.upkeep, sources: better }
    for await (const outcome of replay(deps, { source: sourceId('snap'), onlyQuarantined: false })) {
      expect(outcome).toMatchObject({ report: { changed: 1 } })
    }
    expect(await noted()).toEqual(wanted)
    await indexed.catchUp()
    expect(await unlikeNow(indexed, opened.database)).toEqual(ALIKE)
  })

  test('is nothing of what was rolled back', async () => {
    await indexed.catchUp()
    async function* records(): AsyncGenerator<ReadRecord> {
      yield* recordsOf([changingAd(1, 1)])
      throw new Problem('record.schema_changed', 'rolled back on purpose')
    }
    await expect(opened.importDeps.store.load(turnFile(1), records())).rejects.toThrow(Problem)
    expect(await noted()).toEqual([])
    await loadTurn(opened.importDeps.store, [1], 1)
    expect(await noted()).toEqual([1])
  })

  test('misses nothing of a load that is under way when the first index is begun', async () => {
    await loadTurn(opened.importDeps.store, [5], 0)
    const { end, loaded } = await loadUnderWay()
    const caughtUp = indexed.catchUp()
    await someoneWaits('advisory')
    end()
    await loaded
    await caughtUp
    expect(await unlikeNow(indexed, opened.database)).toEqual(ALIKE)
  })

  test('misses nothing when the only index is being forgotten while the next one is begun', async () => {
    const { outbox, newName } = indexed.deps
    const { name } = await outbox.begin(newName())
    const { end, loaded } = await loadUnderWay()
    const forgetting = opened.database.createQueryRunner()
    await forgetting.startTransaction()
    await forgetting.query('DELETE FROM search_index WHERE name = $1', [name])
    const begun = outbox.begin(newName())
    await someoneWaits('transactionid')
    await forgetting.commitTransaction()
    await forgetting.release()
    await someoneWaits('advisory')
    end()
    await loaded
    await begun
    await indexed.catchUp()
    expect(await unlikeNow(indexed, opened.database)).toEqual(ALIKE)
  })
})

/** The sources as a later version of this program has them. */
function withFormat(id: string, change: (format: AdFormat) => AdFormat): readonly Source[] {
  return sources.map((source) => ({
    ...source,
    formats: source.formats.map((format) => (format.id === id && format.tells === 'ads' ? change(format) : format)),
  }))
}
