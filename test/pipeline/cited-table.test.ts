import request from 'supertest'
import type { TestArchive } from '../support/archive.ts'
import { loadLaterElection, loadManyAdvertisers } from '../support/later-election.ts'
import { siteOver } from '../support/site.ts'
import { openSmallElection } from '../support/small-election.ts'
import { hrefs } from '../web/support/html.ts'

/** A5 of the scenarios: what was cited says the same thing next year, to the byte, whatever was loaded since. */
const LIVE = [
  '/search',
  '/search?size=10&sort=most-spent',
  '/search?q=dam',
  '/search?q=vote&size=10&country=US&from=2024-09-10&to=2024-11-02',
  '/search?q=save&sort=oldest',
  '/search?platform=snap&currency=GBP&spend_min=100&sort=least-spent&size=10',
  '/search?platform=google&region=US-GA',
  '/search?platform=snap&listed=listed&size=10',
  '/search?listed=withdrawn',
  '/search?payer=Every+Vote+Counted+Fund',
  '/search?account=meta%2F700000000000',
  '/recorded-abroad',
  '/spending',
  '/spending?currency=USD',
  '/spending?currency=GBP',
  '/spending?platform=google',
  '/spending?platform=meta&place=US&from=2024-10-05&to=2024-11-03',
  '/spending?place=US&currency=USD',
  '/spending?place=US&from=2024-09-01&to=2024-11-05',
  '/spending?place=US-GA&from=2024-10-06&to=2024-11-04',
  '/spending?place=US-GA&from=2024-09-01',
  '/spending?place=GB',
  '/advertisers/google/AR90000000000000000001',
  '/advertisers/google/AR90000000000000000005',
  '/advertisers/google/AR00000000000000000007',
  '/advertisers/meta/700000000000',
]

let opened: TestArchive
let site: ReturnType<typeof siteOver>
/** What each address answered before the later files came. */
const before = new Map<string, Answer>()
/** The permanent address that each page told. */
const citedBy = new Map<string, string>()

beforeAll(async () => {
  opened = await openSmallElection()
  await loadManyAdvertisers(opened)
  site = siteOver(opened)
  const spenders = hrefs((await answer('/spending?platform=snap&currency=USD')).body)
  const ofSnap = spenders.filter((href) => href.startsWith('/advertisers/snap/'))
  expect(ofSnap.length).toBeGreaterThan(1)
  for (const live of [...LIVE, ...ofSnap]) {
    const cited = citedOn((await answer(live)).body)
    citedBy.set(live, cited)
    await remember(cited)
  }
  await loadLaterElection(opened)
}, 120_000)
afterAll(() => opened.close())

interface Answer {
  readonly body: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

const KEPT_HEADERS = ['content-type', 'content-disposition', 'cache-control', 'x-total-count']

async function answer(url: string): Promise<Answer> {
  const { text, body, headers, status } = await request(site).get(url).set('Host', 'archive.example').buffer(true)
  expect([url, status]).toEqual([url, 200])
  const kept = Object.fromEntries(KEPT_HEADERS.map((name) => [name, headers[name]]))
  return { body: withoutNotice(text ?? String(body)), headers: kept }
}

/** The one part of a page that is about now. */
function withoutNotice(html: string): string {
  return html.replace(/<p class="as-of"[\s\S]*?<\/p>/, '')
}

function citedOn(html: string): string {
  const [, href = ''] = /class="cite__address" href="([^"]*)"/.exec(html) ?? []
  return href.replaceAll('&amp;', '&')
}

/** A page, the files that it offers, the page after it, and what it says of those on it. */
async function remember(url: string): Promise<void> {
  if (before.has(url)) return
  const page = await answer(url)
  before.set(url, page)
  const links = hrefs(page.body).filter((href) => href.startsWith('/') && href.includes('as_of='))
  const files = links.filter((href) => /[?&](?:format|cite)=/.test(href))
  const records = links.filter((href) => href.includes('/statements/')).slice(0, 2)
  for (const link of [...files, ...records]) before.set(link, await answer(link))
  for (const next of links.filter((href) => href.includes('after='))) await remember(next)
}

test('every page tells a permanent address with the moment, and leads to files and pages of that moment', () => {
  const moments = [...before.keys()].map((url) => /as_of=([^&]*)/.exec(url)?.[1])
  expect(new Set(moments)).toEqual(new Set([expect.stringMatching(/^\d{4}-\d\d-\d\d\.\d+$/)]))
  const having = (pattern: RegExp) => [...before.keys()].filter((url) => pattern.test(url)).length
  expect(having(/^\/search.*format=csv/)).toBeGreaterThan(7)
  expect(having(/^\/search.*after=/)).toBeGreaterThan(3)
  expect(having(/^\/spending.*after=/)).toBeGreaterThan(1)
  expect(having(/table=regions/)).toBeGreaterThan(1)
  expect(having(/^\/advertisers.*format=json/)).toBeGreaterThan(3)
  expect(having(/\/statements\//)).toBeGreaterThan(3)
  for (const url of citedBy.values()) if (url.startsWith('/spending')) expect(url).toMatch(/currency=[A-Z]{3}/)
})

test('three and more imports later each of them answers the same, to the byte', async () => {
  const differing: string[] = []
  for (const [url, said] of before) {
    const says = await answer(url)
    if (JSON.stringify(says) !== JSON.stringify(said)) differing.push(`${url}\n${difference(said.body, says.body)}`)
  }
  expect(differing).toEqual([])
}, 120_000)

test('what the site says now is something else', async () => {
  const moved = [
    '/search',
    '/spending',
    '/spending?place=US&currency=USD',
    '/advertisers/google/AR90000000000000000001',
  ]
  for (const live of moved) {
    const cited = before.get(citedBy.get(live) ?? '')
    const { body } = await answer(live)
    const figures = (html: string) =>
      html.match(/class="(?:number|results-head__total|advertiser-money__bounds)[^>]*>[^<]*/g)
    expect([live, figures(body)]).not.toEqual([live, figures(cited?.body ?? '')])
    expect(citedOn(body)).not.toBe(citedBy.get(live))
  }
})

test('a cited page says that newer data exist, and where', async () => {
  const cited = citedBy.get('/spending?place=US&currency=USD') ?? ''
  const { text } = await request(site).get(cited).expect(200)
  const [notice = ''] = /<p class="as-of"[\s\S]*?<\/p>/.exec(text) ?? []
  expect(notice).toContain('This is the archive as it was on')
  expect(notice).toContain('Newer data exist')
  expect(hrefs(notice)).toEqual(['/spending?place=US&currency=USD'])
})

/** Where two bodies part, with a little around it. */
function difference(a: string, b: string): string {
  const at = [...a].findIndex((character, index) => character !== b[index])
  const start = Math.max(0, at - 80)
  return `before: …${a.slice(start, at + 160)}\nafter:  …${b.slice(start, at + 160)}`
}
