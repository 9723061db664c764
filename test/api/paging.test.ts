import type { Server } from 'node:http'
import request from 'supertest'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import type { DisclosureFields } from '../../src/domain/disclosure.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { adRecords, aFile, USD } from '../support/loads.ts'
import { siteOver } from '../support/site.ts'

const ADS = 1_000
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

/** Many ads of one day, many of one sum, and many that do not tell: keys of a sort that are equal or null. */
function fieldsOf(n: number, day: number): DisclosureFields {
  const spent = BigInt(n % 5 === 0 ? 0 : ((n * 37) % 900) + day * 1_000)
  const shown = BigInt((n * 53) % 7_000)
  return {
    ...(n % 3 === 0 ? {} : { startsOn: `2024-10-${String(1 + ((n + day) % 28)).padStart(2, '0')}` as CalendarDate }),
    ...(n % 7 === 0 ? {} : { spend: { lower: spent, upper: spent + 99n, currency: USD } }),
    ...(n % 4 === 0 ? {} : { impressions: { lower: shown, upper: null } }),
  }
}

async function importDay(day: number, from: number, to: number): Promise<void> {
  const ads = Array.from({ length: to - from }, (_, index) => from + index + 1)
  const records = adRecords(ads.map((n) => ({ id: `ad-${n}`, fields: fieldsOf(n, day) })))
  const report = await opened.importDeps.store.load(aFile('meta', `ads-${day}.json`, `2024-11-0${day}`), records)
  expect(report).toMatchObject({ rows: ads.length, quarantined: 0 })
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
    const first = await pageAt(`/search?format=json&size=50&sort=${sort}`)
    const seen = first.ads.map(({ id }) => id)
    const totals = new Set([first.total])
    // Some ads change all that they are sorted by, and others are new, while pages are turned.
    const importing = importDay(index + 2, ADS - 200, ADS + (index + 1) * 100)
    for (let next = first.next; next !== null; ) {
      const page: Page = await pageAt(next)
      seen.push(...page.ads.map(({ id }) => id))
      totals.add(page.total)
      expect(page.revision).toBe(first.revision)
      if (seen.length === 400) await importing
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
