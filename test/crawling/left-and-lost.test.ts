import { obey } from '../../src/pipeline/crawling/obey.ts'
import { newWalk, type WalkState } from '../../src/pipeline/crawling/walk-state.ts'
import type { Crawling, Position, Verdict, WorkUnit } from '../../src/ports/crawling.ts'
import { type VirtualClock, virtualClock } from '../fetch/virtual-clock.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'
import { libraryAds, type PagedLibrary, page, pagedLibrary } from '../support/paged-library.ts'

const DAY = '2026-11-25'
const DAY_MS = 86_400_000

describe('of a list whose ads are asked for one by one', () => {
  const unit = { key: 'US', begin: { list: 0 } } as unknown as WorkUnit
  const crawling = { pageSize: null, split: () => null, restart: () => unit.begin } as unknown as Crawling
  const begun = newWalk({ unit, at: '2026-11-25T12:00:00Z' as never, queue: [unit.begin], pageSize: null })

  /** Walks with a platform that answers so, until nothing is left or it has gone on for too long. */
  function walked(answer: (at: Position, requests: number) => Verdict, most = 500): WalkState {
    let state = begun
    for (let requests = 0; requests < most && state.queue.length > 0; requests++) {
      const at = state.queue[0] as Position
      state = obey(crawling, state, answer(at, requests)).state
    }
    return state
  }

  const detail = (id: string): Position => ({ ad: id })
  const list = (next: readonly Position[], records = 0): Verdict => ({ is: 'page', kept: [], records, next })

  test('a cursor that dies each time ends the stretch, and the pass is not whole', () => {
    const state = walked((at) => {
      if ('ad' in at) return list([], 1)
      return at['list'] === 0 ? list([detail('a'), detail('b'), { list: 1 }]) : { is: 'lost_place', what: 'dead' }
    })
    expect(state).toMatchObject({ queue: [], isWhole: false })
    expect(state.pages).toBeLessThan(30)
  })

  test('what a stretch told before it began anew is counted once', () => {
    let deaths = 0
    const state = walked((at) => {
      if ('ad' in at) return list([], 1)
      if (at['list'] === 0) return list([detail('a'), detail('b'), { list: 1 }])
      return deaths++ === 0 ? { is: 'lost_place', what: 'dead' } : list([detail('c')])
    })
    expect(state).toMatchObject({ queue: [], isWhole: true, records: 3 })
  })

  test('the position of a list is remembered over the calls for its ads: one that comes again is known', () => {
    const state = walked((at) => ('ad' in at ? list([], 1) : list([detail('a'), { list: Number(at['list']) + 1 }])), 10)
    expect(state.seen).toHaveLength(10)
  })
})

let library: PagedLibrary
let crawled: Crawled
let clock: VirtualClock

async function open(windowDays = 60) {
  clock = virtualClock(`${DAY}T12:00:00Z`)
  library = await pagedLibrary({ ads: libraryAds(100, 4, '2026-11-01'), now: clock.now, perPage: 5, windowDays })
  crawled = await openCrawling(library.source, { day: DAY, address: library.url, clock, daysBack: 24 })
}

describe('of passes that an earlier run left', () => {
  afterEach(async () => {
    await crawled.close()
    await library[Symbol.asyncDispose]()
  })

  test('one that a person must see to holds up no other, and is gone on with when it is mended', async () => {
    await open(5)
    const isFirst = (url: URL) => url.searchParams.get('from') === '2026-11-01'
    library.trap = ({ url }) => (isFirst(url) ? { status: 400, body: JSON.stringify({ error: 'refused' }) } : null)
    expect(await crawled.crawl()).toMatchObject({
      outcome: 'failed',
      message: expect.stringMatching(/Ask for the permission/),
    })
    await crawled.crawl()
    const all = library.ads.map(({ id }) => id)
    expect(await crawled.adIds()).toEqual(all.slice(20)) // all but those of the first five days
    library.trap = null
    expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(await crawled.adIds()).toEqual(all)
  })

  test('one that waited for more than two days is taken in as it is, dated as it was, and begins anew', async () => {
    await open()
    const stop = new AbortController()
    library.trap = ({ index }) => {
      if (index === 4) stop.abort()
      return null
    }
    await expect(crawled.crawl({ signal: stop.signal })).rejects.toMatchObject({ code: 'import.stopped' })
    library.trap = null
    clock.advance(3 * DAY_MS)
    await crawled.crawl()
    const names = (await files()).sort()
    expect(names).toEqual([
      expect.stringMatching(/~2026-11-25T\d{6}Z~part\.jsonl$/),
      expect.stringMatching(/~2026-11-28T\d{6}Z~whole\.jsonl$/),
    ])
    expect(await crawled.adIds()).toHaveLength(100)
  })

  test('one of a part that is asked for no more is taken in, and nothing is asked for it', async () => {
    await open()
    const stop = new AbortController()
    library.trap = ({ index }) => {
      if (index === 4) stop.abort()
      return null
    }
    await expect(crawled.crawl({ signal: stop.signal })).rejects.toMatchObject({ code: 'import.stopped' })
    library.trap = ({ url }) => page([], url)
    const none = { ...library.source, crawling: { ...(library.source.crawling as Crawling), units: () => [] } }
    const asked = library.seen.length
    await crawled.crawlAs(none)
    expect(library.seen).toHaveLength(asked)
    expect((await crawled.adIds()).length).toBeGreaterThanOrEqual(15)
    expect(await crawled.deps.spools.left('paged')).toEqual([])
  })

  test('one that cannot be imported is told, is kept, and holds up no other', async () => {
    await open()
    const stop = new AbortController()
    library.trap = ({ index }) => {
      if (index === 4) stop.abort()
      return null
    }
    await expect(crawled.crawl({ signal: stop.signal })).rejects.toMatchObject({ code: 'import.stopped' })
    library.trap = null
    const { source } = library
    const crawling = source.crawling as Crawling
    const other = {
      ...(crawling.units({ today: DAY, from: '2026-11-01', setting: () => null } as never)[0] as WorkUnit),
      key: 'other',
    }
    const formats = source.formats.map((format) => ({
      ...format,
      recognises: (_head: unknown, name: string) => name.includes('~other~'),
    }))
    const report = await crawled.crawlAs({ ...source, formats, crawling: { ...crawling, units: () => [other] } })
    expect(report).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/cannot be imported/) })
    expect(await crawled.adIds()).toHaveLength(100)
    expect(await crawled.deps.spools.left('paged')).toHaveLength(1)
  })
})

async function files(): Promise<string[]> {
  const rows: { name: string }[] = await crawled.archive.database.query('SELECT file.name FROM source_file file')
  return rows.map(({ name }) => name)
}
