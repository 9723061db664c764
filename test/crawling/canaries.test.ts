import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { collectJob } from '../../jobs/collect.ts'
import { runOnce } from '../../jobs/run-once.ts'
import { createLog } from '../../src/log.ts'
import type { Access } from '../../src/ports/crawling.ts'
import { postgresKnownFiles } from '../../src/store/postgres/known-files.ts'
import { postgresRunLog } from '../../src/store/postgres/run-log.ts'
import { virtualClock } from '../fetch/virtual-clock.ts'
import { openCrawling } from '../support/crawling.ts'
import { libraryAds, page, pagedLibrary, type Reply } from '../support/paged-library.ts'

const DAY = '2026-11-25'

/** Where a platform may write the token that it was shown; each way is tried with a token of its own. */
const WAYS: readonly (readonly [string, (token: string) => Reply])[] = [
  ['in an ad’s text', (token) => told({ payer: `Payer ${token}` })],
  ['in a link', (token) => told({ link: `https://x.example/?access_token=${token}&id=1` })],
  ['in a link, encoded', (token) => told({ link: `https://x.example/?next=${encodeURIComponent(`?t=${token}`)}` })],
  [
    'in a link with escaped slashes',
    (token) => ({ body: told({ link: `https://x.example/${token}` }).body.replaceAll('/', '\\/') }),
  ],
  ['as a cursor', (token) => ({ body: JSON.stringify({ data: [], after: token }) })],
  ['in an error that passes', (token) => ({ status: 500, body: JSON.stringify({ error: `no luck with ${token}` }) })],
  ['in an error page', (token) => ({ status: 400, body: `<html>Sorry, ${token}</html>` })],
  ['in a header', (token) => ({ ...told({}), headers: { 'x-debug': token, etag: `"${token}"` } })],
  ['in a redirect', (token) => ({ status: 302, headers: { location: `https://x.example/?t=${token}` }, body: token })],
  ['in a refusal of the token', (token) => ({ status: 401, body: JSON.stringify({ error: 'expired', token }) })],
]

/** Letters alone, with what addresses encode, with what JSON escapes, and as Meta’s are. */
const SHAPES = [
  (index: number) => `canary${index}Abcdefghijklmnop`,
  (index: number) => `canary/${index}+qrst=uvwx%yz|1`,
  (index: number) => `canary"${index}\\back<slash>&`,
  (index: number) => `EAAcanary${index}ABCDEFGHIJKLMNOPQRSTUVWX`,
]

test('forty planted secrets: none in a kept byte, the database, a line of the log, or an address', async () => {
  let index = 0
  const hits: string[] = []
  for (const shape of SHAPES) {
    for (const [way, reply] of WAYS)
      hits.push(...(await leaks(shape(index++), reply)).map((where) => `${way}: ${where}`))
  }
  expect(index).toBe(40)
  expect(hits).toEqual([])
}, 90_000)

test('the search for them finds one that is planted', async () => {
  const token = 'canary-that-is-planted'
  expect(spellings(token).some((each) => JSON.stringify({ message: `x ${token}` }).includes(each))).toBe(true)
})

async function leaks(token: string, reply: (token: string) => Reply): Promise<string[]> {
  const access: Access = {
    setting: 'PAGED_TOKEN',
    headers: (shown) => ({ authorization: `Bearer ${shown}` }),
    exchange: null,
    readExchange: null,
    inspect: (secrets, address) => ({ method: 'POST', url: `${address}/inspect`, body: secrets('PAGED_TOKEN') ?? '' }),
    readInspection: () => ({ isValid: true, expiresAt: null }),
  }
  const clock = virtualClock(`${DAY}T12:00:00Z`)
  const library = await pagedLibrary({ ads: libraryAds(20, 5), now: clock.now, perPage: 5, windowDays: 60, access })
  const crawled = await openCrawling(library.source, {
    day: DAY,
    address: library.url,
    clock,
    settings: { PAGED_TOKEN: token },
  })
  const lines: string[] = []
  try {
    library.trap = ({ url, index }) => (index >= 2 && index < 9 ? reply(token) : page(library.ads, url))
    const log = createLog({
      level: 'debug',
      isTerminal: false,
      stream: { write: (line) => lines.push(line) },
      secrets: [token],
    })
    const job = collectJob({
      deps: { ...crawled.deps, ...unused(crawled) },
      source: library.source,
      address: library.url,
      isByHand: true,
      asked: { settings: new Map([['PAGED_TOKEN', token]]), from: null, callsPerDay: new Map() },
    })
    const runLog = postgresRunLog(crawled.archive.database)
    const { message } = await runOnce(job, { runLog, stop: new AbortController().signal, log: log.say })
    lines.push(message ?? '')
    return found(token, {
      disk: filesBelow(crawled.archive.folder).map((path) => readFileSync(path, 'utf8')),
      database: await everyRow(crawled),
      log: lines,
      addresses: library.seen.map(({ url }) => url),
    })
  } finally {
    await crawled.close()
    await library[Symbol.asyncDispose]()
  }
}

function told(more: object): Reply {
  return { body: JSON.stringify({ data: [{ id: 'ad-1', day: '2026-11-20', payer: 'P', ...more }], after: null }) }
}

/** Files are not fetched here. */
function unused({ archive }: Awaited<ReturnType<typeof openCrawling>>) {
  const downloads = { fetch: () => Promise.reject(new Error('no file')), forget: async () => undefined }
  return { downloads, knownFiles: postgresKnownFiles(archive.database), now: () => new Date() }
}

function found(token: string, places: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(places).flatMap(([place, texts]) =>
    texts.some((text) => spellings(token).some((each) => text.includes(each))) ? [place] : [],
  )
}

function spellings(token: string): string[] {
  const inJson = JSON.stringify(token).slice(1, -1)
  return [...new Set([token, encodeURIComponent(token), inJson, inJson.replaceAll('/', '\\/')])]
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

async function everyRow({ archive }: Awaited<ReturnType<typeof openCrawling>>): Promise<string[]> {
  const tables: { name: string }[] = await archive.database.query(
    `SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  )
  const rows: string[] = []
  for (const { name } of tables) {
    const found: { text: string }[] = await archive.database.query(`SELECT told::text AS text FROM ${name} told`)
    rows.push(...found.map(({ text }) => text))
  }
  return rows
}
