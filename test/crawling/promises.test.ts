import { type VirtualClock, virtualClock } from '../fetch/virtual-clock.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'
import { libraryAds, type PagedLibrary, page, pagedLibrary, type Reply } from '../support/paged-library.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize, seeded } from '../support/seeded.ts'

/** The figures of I-8 and I-13, measured from the log of the server that was asked. `npm run prove` asks for more. */
const DAY = '2026-11-02'
const DAY_MS = 86_400_000
const CALLS = proofSize(400)
const ADS = Math.max(100, Math.round(CALLS / 10))

let library: PagedLibrary
let crawled: Crawled
let clock: VirtualClock
afterEach(async () => {
  await crawled.close()
  await library[Symbol.asyncDispose]()
})

async function open(ads: number, perPage: number, callsPerDay: number | null) {
  clock = virtualClock(`${DAY}T12:00:00Z`)
  library = await pagedLibrary({
    ads: libraryAds(ads, Math.ceil(ads / 20)),
    now: clock.now,
    perPage,
    pace: { betweenMs: 500, callsPerDay },
  })
  // One unit, the same whatever the day.
  const days = { from: '2026-11-01', to: '2026-11-30' }
  const units = () => [{ key: 'US', country: null, days: null, begin: days, everyHours: 22, kind: 'running' }]
  const crawling = { ...library.source.crawling, units } as never
  crawled = await openCrawling({ ...library.source, crawling }, { day: DAY, address: library.url, clock })
}

test(`I-8: in ${CALLS} calls, nothing is sent while we are told to wait, and no day has more than its budget`, async () => {
  const budget = Math.ceil(CALLS / 8)
  await open(CALLS, 1, budget)
  const random = seeded()
  const told: { readonly from: number; readonly ms: number }[] = []
  const wait = (ms: number): Reply => {
    told.push({ from: clock.now().getTime(), ms })
    return { status: 400, body: JSON.stringify({ error: 'throttled', wait: ms }) }
  }
  library.trap = ({ url }) => {
    const dice = random()
    if (dice < 0.03) return wait(Math.round(1_000 + random() * 600_000))
    if (dice < 0.06) return { body: JSON.stringify({ ...JSON.parse(page(library.ads, url).body), pause: 90_000 }) }
    return null
  }
  let runs = 0
  let deferred = 0
  for (let outcome = ''; outcome !== 'done'; runs++) {
    outcome = (await crawled.crawl()).outcome
    if (outcome === 'deferred') deferred++
    expect(runs).toBeLessThan(CALLS)
    clock.advance(3_600_000)
  }
  const perDay = new Map<string, number>()
  for (const { at } of library.seen) {
    const day = new Date(at).toISOString().slice(0, 10)
    perDay.set(day, (perDay.get(day) ?? 0) + 1)
  }
  const measured = {
    calls: library.seen.length,
    runs,
    deferred,
    toldToWait: told.length,
    sentWhileTold: library.seen.filter(({ at }) => told.some(({ from, ms }) => at > from && at < from + ms)).length,
    overBudget: [...perDay.values()].filter((calls) => calls > budget).length,
    lost: CALLS - (await crawled.adIds()).length,
  }
  proveReport(measured)
  expect(measured).toMatchObject({ sentWhileTold: 0, overBudget: 0, lost: 0 })
  expect(deferred).toBeGreaterThan(0)
})

/** How many of a hundred are listed, run by run: France in the week of 2019's vote; the United Kingdom's fall and return. */
const FRANCE = [100, 99, 63, 63]
const KINGDOM = [100, 67, 67, 100]

test.each([
  ['France', FRANCE],
  ['the United Kingdom', KINGDOM],
])(
  'I-13: when the library of %s falls, a person is asked; nobody counts as gone, and nothing is deleted',
  async (_name, shares) => {
    await open(ADS, 500, null)
    const all = library.ads
    const held: number[] = []
    let missing = 0
    for (const share of shares) {
      library.ads = all.slice(0, Math.round((all.length * share) / 100))
      await crawled.crawl()
      held.push((await crawled.archive.archive.holds()).filter(({ status }) => status === 'held').length)
      missing = Math.max(missing, await count('missing_since'))
      clock.advance(DAY_MS)
    }
    const measured = {
      ads: all.length,
      deleted: await deletions(),
      withdrawn: await count('withdrawn_at'),
      falls: Math.max(...held),
    }
    proveReport(measured)
    expect(measured).toMatchObject({ deleted: 0, withdrawn: 0 })
    expect(measured.falls).toBeGreaterThan(0)
    expect(missing).toBeLessThanOrEqual(Math.ceil(all.length / 100)) // the one in a hundred of the first week
    expect(await crawled.adIds()).toHaveLength(all.length)
  },
)

async function count(column: 'missing_since' | 'withdrawn_at'): Promise<number> {
  const [row] = await crawled.archive.database.query(
    `SELECT count(*)::int AS count FROM disclosure_state state WHERE state.to_revision IS NULL AND state.${column} IS NOT NULL`,
  )
  return row.count
}

/** Rows of the archive's own tables that were ever deleted, as the server counts them. */
async function deletions(): Promise<number> {
  await crawled.archive.database.query('SELECT pg_stat_force_next_flush()')
  const [row] = await crawled.archive.database.query(
    `SELECT coalesce(sum(n_tup_del), 0)::int AS count FROM pg_stat_user_tables
     WHERE relname IN ('disclosure', 'disclosure_content', 'observation', 'source_file', 'blob', 'disclosure_state')`,
  )
  return row.count
}
