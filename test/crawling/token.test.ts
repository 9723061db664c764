import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Access } from '../../src/ports/crawling.ts'
import { type VirtualClock, virtualClock } from '../fetch/virtual-clock.ts'
import { type Crawled, openCrawling } from '../support/crawling.ts'
import { libraryAds, type PagedLibrary, pagedLibrary } from '../support/paged-library.ts'
import { proveReport } from '../support/prove-report.ts'

const DAY = '2026-11-25'
const PAGES = 100

let library: PagedLibrary
let crawled: Crawled
let clock: VirtualClock
afterEach(async () => {
  await crawled.close()
  await library[Symbol.asyncDispose]()
})

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const NONE = { exchange: null, readExchange: null, inspect: null, readInspection: null }

/** A token that is asked for. The library gives out `issued-1`, `issued-2`, … */
const EXCHANGED: Access = {
  ...NONE,
  setting: null,
  headers: bearer,
  exchange: (secrets, address) => ({
    method: 'POST',
    url: `${address}/token`,
    body: `secret=${secrets('PAGED_SECRET')}`,
  }),
  readExchange: ({ text }) => {
    const { token = null } = JSON.parse(text)
    return token === null ? null : { token, livesSeconds: null }
  },
}

async function open(access: Access, settings: Readonly<Record<string, string>>) {
  clock = virtualClock(`${DAY}T12:00:00Z`)
  library = await pagedLibrary({ ads: libraryAds(PAGES * 5, 20), now: clock.now, perPage: 5, windowDays: 60, access })
  crawled = await openCrawling(library.source, { day: DAY, address: library.url, clock, settings })
}

/** Until the page of that number one token is taken, then another. */
function expiring(atPage: number, isRefused: boolean) {
  let issued = 0
  let pages = 0
  library.trap = ({ url, token }) => {
    if (url.pathname === '/token') {
      issued++
      return {
        body: JSON.stringify(isRefused && issued > 1 ? { error: 'invalid_client' } : { token: `issued-${issued}` }),
      }
    }
    if (pages >= atPage && token === 'issued-1') return { status: 401, body: JSON.stringify({ error: 'expired' }) }
    pages++
    return null
  }
  return () => issued
}

test('I-9: a token that ends at page 50 of 100 costs one new token, and no page', async () => {
  await open(EXCHANGED, { PAGED_SECRET: 'canary-client-secret' })
  const issued = expiring(50, false)
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  const pages = library.seen.filter(({ status, url }) => status === 200 && url.startsWith('/ads')).length
  proveReport({ newTokens: issued() - 1, lostPages: PAGES - pages })
  expect(issued()).toBe(2)
  expect(await crawled.adIds()).toHaveLength(PAGES * 5)
  expect(library.seen).toHaveLength(PAGES + 2 + 1) // two tokens, and the page that was refused
})

test('I-9: refused a new token, it stops after three calls at most, keeps its place, and says what it needs', async () => {
  await open(EXCHANGED, { PAGED_SECRET: 'canary-client-secret' })
  expiring(50, true)
  const report = await crawled.crawl()
  expect(report).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/the token has expired/) })
  const { id } = library.source.manifest
  expect((await crawled.crawlLog.standing(id)).credential).toBe('needed')
  proveReport({ callsAfterTheRefusal: library.seen.length - 1 - 50 })
  expect(library.seen.length).toBeLessThanOrEqual(1 + 50 + 3)
  library.trap = ({ url }) => (url.pathname === '/token' ? { body: JSON.stringify({ token: 'issued-new' }) } : null)
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  expect((await crawled.crawlLog.standing(id)).credential).toBe('good')
  expect(library.seen.filter(({ status, url }) => status === 200 && url.startsWith('/ads'))).toHaveLength(PAGES)
})

const OWN: Access = {
  ...NONE,
  setting: 'PAGED_TOKEN',
  headers: bearer,
  inspect: (secrets, address) => ({
    method: 'POST',
    url: `${address}/inspect`,
    body: `token=${secrets('PAGED_TOKEN')}`,
  }),
  readInspection: ({ text }) => ({ isValid: true, expiresAt: JSON.parse(text).ends }),
}

test('I-9: of a token’s end is told 14, 3 and 1 day before, and after it: once each', async () => {
  await open(OWN, { PAGED_TOKEN: 'canary-own-token-1234567890' })
  library.ads = []
  library.trap = ({ url }) =>
    url.pathname === '/inspect' ? { body: JSON.stringify({ ends: '2026-12-20T12:00:00Z' }) } : null
  const told: string[] = []
  for (let day = 0; day < 30; day++) {
    const { message } = await crawled.crawl()
    if (message !== null) told.push(`${25 - day}: ${message}`)
    clock.advance(86_400_000)
  }
  expect(told).toEqual([
    expect.stringMatching(/^14: The token in PAGED_TOKEN ends on 2026-12-20/),
    expect.stringMatching(/^3: .*ends on 2026-12-20/),
    expect.stringMatching(/^1: .*ends on 2026-12-20/),
    expect.stringMatching(/^0: .*has ended/),
  ])
})

test('without a token that it needs, nothing is asked, and the sentence names the setting', async () => {
  await open(OWN, {})
  const report = await crawled.crawl()
  expect(report).toMatchObject({ outcome: 'failed', message: 'PAGED_TOKEN is not set: its token.' })
  expect(library.seen).toEqual([])
})

test('a token that a source writes into its answers is in no kept byte, as it is or encoded', async () => {
  const token = 'canary/own+token=1234567890'
  await open(OWN, { PAGED_TOKEN: token })
  const spelt = [token, encodeURIComponent(token), JSON.stringify(token).replaceAll('/', '\\/').slice(1, -1)]
  library.trap = ({ url }) => {
    if (url.pathname === '/inspect') return { body: JSON.stringify({ ends: null }) }
    const links = spelt.map((each) => `"https:\\/\\/x.example\\/?t=${each}"`).join(',')
    return { body: `{"data":[{"id":"ad-1","day":"2026-11-20","payer":"P"}],\r\n"links":[${links}],"after":null}` }
  }
  expect(await crawled.crawl()).toMatchObject({ outcome: 'done' })
  const bytes = filesBelow(crawled.archive.folder).map((path) => readFileSync(path, 'latin1'))
  expect(bytes.join('')).toMatch(/REDACTED/)
  for (const each of spelt) expect(bytes.some((content) => content.includes(each))).toBe(false)
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
