import { type VirtualClock, virtualClock } from '../fetch/virtual-clock.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'
import { libraryAds, ofOneUnit, type PagedLibrary, pagedLibrary } from '../support/paged-library.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize } from '../support/seeded.ts'

/** The figures of I-13, at the size of `npm run prove` where it asks. */
const DAY = '2026-11-02'
const DAY_MS = 86_400_000
const ADS = proofSize(100)

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
  crawled = await openCrawling(ofOneUnit(library.source), { day: DAY, address: library.url, clock })
}

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
