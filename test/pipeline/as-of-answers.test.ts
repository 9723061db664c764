import request from 'supertest'
import type { TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { openSmallElection } from '../support/small-election.ts'
import { hrefs } from '../web/support/html.ts'

let opened: TestArchive
let site: ReturnType<typeof siteOver>
beforeAll(async () => {
  opened = await openSmallElection()
  site = siteOver(opened)
})
afterAll(() => opened.close())

const PAGES = [
  '/search?sort=newest',
  '/search?q=vote',
  '/search?platform=snap&country=US&from=2024-10-01&to=2024-11-04',
  '/search?creative=video&currency=USD&spend_min=100&sort=least-spent',
  '/search?advertiser=Harbour+Lane+Digital',
  '/recorded-abroad?abroad=currency',
  '/spending?place=US',
  '/spending?place=US-GA&from=2024-10-06&to=2024-11-04',
  '/spending?place=US&from=2024-10-04&to=2024-11-02&platform=meta',
  '/spending?currency=EUR',
  '/advertisers/google/AR90000000000000000001?currency=USD',
  '/advertisers/meta/700000000000?currency=USD',
]

const read = async (url: string) =>
  (await request(site).get(url).set('Host', 'paidfor.example').buffer(true).expect(200)).text

async function asOfNewest(url: string): Promise<string> {
  const newest = await opened.archive.newestMoment()
  return `${url}&as_of=${newest?.day}.${newest?.revision}`
}

test.each(PAGES)('the figures of %s are the same as of now and as of the newest moment', async (url) => {
  const then = await asOfNewest(url)
  expect(await read(`${then}&format=csv`)).toBe(await read(`${url}&format=csv`))
  const figures = (html: string) => html.match(/<(?:td|dd|th|bdi|h1|h2|p class="results-head__how)\b[^>]*>[^<]*/g)
  expect(figures(await read(then))).toEqual(figures(await read(url)))
})

test('every link of a page as of a moment keeps the moment, and leads to an answer', async () => {
  const seen = new Set<string>()
  for (const url of PAGES) {
    const html = await read(await asOfNewest(url))
    const inside = html.replace(/<p class="as-of"[\s\S]*?<\/p>/, '').replace(/[\s\S]*<main/, '')
    const links = hrefs(inside).filter((href) => /^\/(search|recorded-abroad|spending|advertisers)\b/.test(href))
    expect(links.filter((href) => !href.includes('as_of='))).toEqual([])
    for (const href of links) seen.add(href)
  }
  expect(seen.size).toBeGreaterThan(100)
  for (const url of seen) expect([url, (await request(site).get(url)).status]).toEqual([url, 200])
}, 120_000)
