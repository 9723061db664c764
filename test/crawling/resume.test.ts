import { virtualClock } from '../fetch/virtual-clock.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'
import { archiveDigest } from '../support/digest.ts'
import { libraryAds, type PagedLibrary, pagedLibrary } from '../support/paged-library.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize } from '../support/seeded.ts'

const DAY = '2026-11-25'
const PAGES = proofSize(100)
const PER_PAGE = 5

interface Opened {
  readonly library: PagedLibrary
  readonly crawled: Crawled
}

/** One unit of a hundred pages. */
async function open(): Promise<Opened> {
  const clock = virtualClock(`${DAY}T12:00:00Z`)
  const ads = libraryAds(PAGES * PER_PAGE, 20)
  const library = await pagedLibrary({ ads, now: clock.now, perPage: PER_PAGE, windowDays: 60 })
  const crawled = await openCrawling(library.source, { day: DAY, address: library.url, clock })
  return { library, crawled }
}

async function digest({ crawled }: Opened): Promise<string> {
  return (await archiveDigest(crawled.archive.database)).join('\n')
}

async function close({ library, crawled }: Opened): Promise<void> {
  await crawled.close()
  await library[Symbol.asyncDispose]()
}

test('I-1: stopped behind each of its hundred checkpoints, it goes on with the next page, and ends with the same archive', async () => {
  const [whole, cut] = [await open(), await open()]
  try {
    expect(await whole.crawled.crawl()).toMatchObject({ outcome: 'done', counts: { requests: PAGES } })
    let stops = 0
    for (;;) {
      const stop = new AbortController()
      let shown = 0
      const onProgress = (what: string) => {
        if (!what.startsWith('paged~') && ++shown === 2) stop.abort() // first where it begins, then behind a page
      }
      const outcome = await cut.crawled.crawl({ signal: stop.signal, onProgress }).then(
        (report) => report.outcome,
        (problem) => problem.code,
      )
      if (outcome !== 'import.stopped') {
        expect(outcome).toBe('done')
        break
      }
      stops++
    }
    const asked = cut.library.seen.map(({ url }) => url)
    const unequal = (await digest(cut)) === (await digest(whole)) ? 0 : 1
    proveReport({ checkpoints: stops, askedTwice: asked.length - new Set(asked).size, unequal })
    expect(stops).toBeGreaterThanOrEqual(PAGES - 1)
    expect(cut.library.seen.map(({ url }) => url)).toEqual(whole.library.seen.map(({ url }) => url)) // none twice
    expect(unequal).toBe(0)
  } finally {
    await close(whole)
    await close(cut)
  }
}, 60_000)

test('an answer that was not kept is asked for again, and no other', async () => {
  const opened = await open()
  try {
    const stop = new AbortController()
    opened.library.trap = ({ index }) => {
      if (index === 7) stop.abort() // while it is answered
      return null
    }
    await expect(opened.crawled.crawl({ signal: stop.signal })).rejects.toMatchObject({ code: 'import.stopped' })
    expect(await opened.crawled.crawl()).toMatchObject({ outcome: 'done' })
    const asked = opened.library.seen.map(({ url }) => url)
    expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(1)
    expect(await opened.crawled.adIds()).toEqual(opened.library.ads.map(({ id }) => id))
  } finally {
    await close(opened)
  }
})

test('a pass that was walked and not imported is imported, and nothing is asked for again', async () => {
  const opened = await open()
  try {
    const stop = new AbortController()
    const onProgress = (what: string) => {
      if (what.startsWith('paged~')) stop.abort() // while what it brought is read
    }
    await expect(opened.crawled.crawl({ signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: 'import.stopped',
    })
    expect(await opened.crawled.adIds()).toEqual([])
    expect(await opened.crawled.crawl()).toMatchObject({ outcome: 'done' })
    expect(opened.library.seen).toHaveLength(PAGES)
    expect(await opened.crawled.adIds()).toHaveLength(PAGES * PER_PAGE)
  } finally {
    await close(opened)
  }
})
