import { type VirtualClock, virtualClock } from '../fetch/virtual-clock.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'
import { libraryAds, ofOneUnit, type PagedLibrary, page, pagedLibrary, type Reply } from '../support/paged-library.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize, seeded } from '../support/seeded.ts'

/** The figures of I-8, measured from the log of the server that was asked. `npm run prove` asks for more. */
const DAY = '2026-11-02'
const CALLS = proofSize(400)

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
