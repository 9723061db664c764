import request from 'supertest'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

/** The site on the real archive: what each side promises the other is kept only if this holds. */
let opened: TestArchive
let site: ReturnType<typeof siteOver>

beforeAll(async () => {
  opened = await openTestArchive()
  const rows = Array.from({ length: 57 }, (_, n) => ({
    ADID: snapAdId(n),
    Spend: String((n * 7) % 20),
    BillingAddress: `${n} Example Street,Town,1,US`,
  }))
  await opened.importText('snap', '2024-10-01_2024.csv', snapCsv(rows))
  const lines = Array.from({ length: 2_000 }, (_, n) =>
    JSON.stringify({
      id: String(700_000_000_000_001 + n),
      page_id: '1',
      page_name: 'P',
      ad_creative_bodies: ['word '.repeat(40)],
      ad_delivery_start_time: '2024-01-01',
      currency: 'USD',
      spend: { lower_bound: '1', upper_bound: '9' },
    }),
  )
  await opened.importText('meta', '2024-10-01.ndjson', lines.join('\n'))
  site = siteOver(opened)
})
afterAll(() => opened.close())

const adLinks = (html: string) => [...html.matchAll(/href="\/ads\/(snap\/[0-9a-f]{64})"/g)].map(([, id]) => id)
const nextLink = (html: string) => /rel="next"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="next"/.exec(html)

test.each(['newest', 'oldest', 'most-spent', 'least-spent', 'most-shown', 'relevance'])(
  'a reader who follows “next page” by %s meets every ad once',
  async (sort) => {
    const words = sort === 'relevance' ? '&q=dam' : ''
    let url: string | null = `/search?platform=snap&size=10&sort=${sort}${words}`
    const seen: (string | undefined)[] = []
    let pages = 0
    while (url !== null) {
      const answer: request.Response = await request(site).get(url).expect(200)
      seen.push(...new Set(adLinks(answer.text)))
      const next: RegExpExecArray | null = nextLink(answer.text)
      url = (next?.[1] ?? next?.[2] ?? null)?.replaceAll('&amp;', '&') ?? null
      pages++
    }
    expect(pages).toBe(6)
    expect(seen).toHaveLength(57)
    expect(new Set(seen).size).toBe(57)
  },
)

test('a program that follows “next” in JSON meets every ad once', async () => {
  let url: string | null = '/search?platform=snap&size=20&format=json'
  const seen: string[] = []
  while (url !== null) {
    const { body }: request.Response = await request(site).get(url).expect(200)
    seen.push(...body.ads.map(({ id }: { id: string }) => id))
    url = body.next
  }
  expect([seen.length, new Set(seen).size]).toEqual([57, 57])
})

test('a cursor of a revision that is not there, or with other keys, is refused in words', async () => {
  for (const cursor of [
    { revision: 10 ** 9, sort: 'newest', keys: ['2024-10-01'], id: '1' },
    { revision: 1, sort: 'newest', keys: ['x'], id: '1' },
  ]) {
    const after = Buffer.from(JSON.stringify(cursor)).toString('base64url')
    const { body } = await request(site).get(`/search?format=json&after=${after}`).expect(400)
    expect(body.detail).toMatch(/\.$/)
  }
})

test('every page of a real archive can be opened, and no street of a payer is on any of them', async () => {
  const id = `snap/${snapAdId(5)}`
  for (const url of [
    '/',
    '/about',
    '/search',
    `/ads/${id}`,
    `/ads/${id}/records/1`,
    `/ads/${id}?format=json`,
    `/ads/${id}?format=csv`,
    '/search?platform=snap&format=csv',
    '/search?platform=snap&format=json',
  ]) {
    const { text } = await request(site).get(url).buffer(true).expect(200)
    expect([url, text.includes('Example Street')]).toEqual([url, false])
  }
})

test('the first record of a large file is shown, and the site lives on', async () => {
  const { text } = await request(site).get('/ads/meta/700000000000001/records/1').expect(200)
  expect(text).toContain('700000000000001')
  await request(site).get('/').expect(200)
})

test('the file of a search has as many rows as the screen says', async () => {
  const { text, headers } = await request(site).get('/search?format=csv').buffer(true).expect(200)
  expect(headers['x-total-count']).toBe('2057')
  expect(text.trimEnd().split('\r\n')).toHaveLength(2_058)
})
