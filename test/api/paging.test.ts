import type { Server } from 'node:http'
import request from 'supertest'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { type SnapCells, snapAdId, snapCsv } from '../support/snap-csv.ts'

const ADS = 3_000
const SORTS = ['newest', 'oldest', 'most-spent', 'least-spent', 'most-shown']

let opened: TestArchive
let site: Server

beforeAll(async () => {
  opened = await openTestArchive()
  site = siteOver(opened).listen(0)
  await importDay(1, 0, ADS)
}, 120_000)
afterAll(async () => {
  site.close()
  await opened.close()
})

/** Many ads of one day, every fifth with a sum of nothing, every third that does not tell how often it was shown. */
function cells(n: number, day: number): SnapCells {
  return {
    ADID: snapAdId(n),
    StartDate: `2024/10/${String(1 + ((n + day) % 28)).padStart(2, '0')} 04:00:00Z`,
    Spend: n % 5 === 0 ? '0' : String(((n * 37) % 900) + day * 1_000),
    Impressions: n % 3 === 0 ? '' : String((n * 53) % 7_000),
  }
}

async function importDay(day: number, from: number, to: number): Promise<void> {
  const rows = Array.from({ length: to - from }, (_, index) => cells(from + index + 1, day))
  const [outcome] = await opened.importText('snap', `snap-2024-11-0${day}_2024.csv`, snapCsv(rows))
  expect(reportOf(outcome)).toMatchObject({ quarantined: 0 })
}

async function idsNow(): Promise<string[]> {
  const rows: { id: string }[] = await opened.database.query("SELECT source || '/' || ad_id AS id FROM disclosure")
  return rows.map(({ id }) => id).sort()
}

interface Page {
  readonly ads: readonly { readonly id: string }[]
  readonly next: string | null
  readonly total: number
  readonly revision: number
}

async function pageAt(url: string): Promise<Page> {
  return (await request(site).get(url).expect(200)).body
}

test.each(SORTS.map((sort, index) => [sort, index] as const))(
  'by cursor, %s, every ad of the first page’s moment comes once while files are loaded',
  async (sort, index) => {
    const frozen = await idsNow()
    expect(frozen.length).toBeGreaterThanOrEqual(ADS)
    const first = await pageAt(`/search?format=json&size=100&sort=${sort}`)
    const seen = first.ads.map(({ id }) => id)
    const totals = new Set([first.total])
    // Some ads change all that they are sorted by, and others are new, while pages are turned.
    const importing = importDay(index + 2, ADS - 500, ADS + (index + 1) * 200)
    for (let next = first.next; next !== null; ) {
      const page: Page = await pageAt(next)
      seen.push(...page.ads.map(({ id }) => id))
      totals.add(page.total)
      expect(page.revision).toBe(first.revision)
      if (seen.length === 1_000) await importing
      next = page.next
    }
    expect(seen.toSorted()).toEqual(frozen)
    expect([...totals]).toEqual([frozen.length])
    expect((await idsNow()).length).toBeGreaterThan(frozen.length)
  },
)

test('a cursor is valid for ever: what it leads to stays the same, to the letter', async () => {
  const { next } = await pageAt('/search?format=json&size=50&sort=most-spent')
  const { text: before } = await request(site).get(String(next)).expect(200)
  await importDay(8, 0, ADS)
  const { text: after } = await request(site).get(String(next)).expect(200)
  expect(after).toBe(before)
})
