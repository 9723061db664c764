import { readFile } from 'node:fs/promises'
import type { RequestListener, ServerResponse } from 'node:http'
import { aZip } from './a-zip.ts'
import { BLOCK, type Fetching, fetching, problemOf } from './fetching.ts'
import { fileListener, type Site, site } from './site.ts'
import { type VirtualClock, virtualClock } from './virtual-clock.ts'

let zip: Buffer
let clock: VirtualClock
let server: Site
let downloads: Fetching
/** What becomes of each request, in order; then the file is served. */
let first: ((response: ServerResponse) => void)[]
/** When each request came, in ms since 1970 on the virtual clock. */
let cameAt: number[]
beforeAll(async () => {
  zip = await aZip(5 * BLOCK + 7)
})
beforeEach(async () => {
  first = []
  cameAt = []
  clock = virtualClock()
  const listener: RequestListener = (request, response) => {
    cameAt.push(clock.now().getTime())
    const answer = first.shift()
    if (answer === undefined) fileListener(() => ({ bytes: zip }))(request, response)
    else answer(response)
  }
  server = await site(listener)
  downloads = await fetching([server.origin], { clock, random: () => 0.999 })
})
afterEach(async () => {
  await downloads[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const url = () => `${server.origin}/a.zip`
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.sendDate = false
    response.writeHead(code, headers).end()
  }
const cut = (response: ServerResponse) => {
  response.writeHead(206, { etag: '"one"', 'content-range': `bytes 0-999/${zip.length}`, 'content-length': 1_000 })
  response.write(zip.subarray(0, 300), () => response.destroy())
}

test.each([408, 425, 429, 500, 502, 503, 504])('%d is tried again, after a wait that grows', async (code) => {
  first = [status(code), status(code), status(code), status(code)]
  await downloads.fetch(url())
  expect(clock.slept.map((ms) => Math.round(ms / 100) / 10)).toEqual([2.4, 4.8, 9.6, 19.2])
})

test('a connection that breaks off, and a body that is cut, are tried again', async () => {
  first = [(response) => response.destroy(), cut]
  const download = await downloads.fetch(url())
  expect(download.kind === 'fetched' && (await readFile(download.path)).equals(zip)).toBe(true)
  expect(clock.slept).toHaveLength(2)
})

test('a block that fails is asked for alone, and each has its own tries', async () => {
  let requests = 0
  const flaky = await site((request, response) => {
    if (++requests % 4 === 0) fileListener(() => ({ bytes: zip }))(request, response)
    else status(503)(response)
  })
  const own = await fetching([flaky.origin])
  expect((await own.fetch(`${flaky.origin}/a.zip`)).kind).toBe('fetched')
  expect(new Set(flaky.asked.map(({ headers }) => headers.range)).size).toBe(6)
  expect(requests).toBe(24)
  await own[Symbol.asyncDispose]()
  await flaky[Symbol.asyncDispose]()
})

test('after five tries it is unreachable, in a sentence that says of what and why', async () => {
  first = Array.from({ length: 9 }, () => status(503))
  const problem = await problemOf(downloads.fetch(url()))
  expect(problem).toMatchObject({ code: 'collect.unreachable', details: {} })
  expect(problem.message).toBe(
    `127.0.0.1:${server.port}/a.zip failed 5 times, the last time because it answered 503: try again later.`,
  )
  expect(server.asked).toHaveLength(5)
})

test('a server that is not there is unreachable', async () => {
  const { origin } = server
  await server[Symbol.asyncDispose]()
  const problem = await problemOf(downloads.fetch(`${origin}/a.zip`))
  expect(problem).toMatchObject({ code: 'collect.unreachable', message: expect.stringContaining('ECONNREFUSED') })
  expect(clock.slept).toHaveLength(4)
  server = await site(() => undefined)
})

test.each([
  ['in seconds', { 'retry-after': '120' }],
  ['as a date', { 'retry-after': 'Wed, 25 Nov 2026 12:02:00 GMT' }],
  [
    'as a date by its own clock',
    { 'retry-after': 'Mon, 01 Jan 2024 00:02:00 GMT', date: 'Mon, 01 Jan 2024 00:00:00 GMT' },
  ],
])('while it says to wait (%s), no request is sent, and soon after it one is', async (_name, headers) => {
  for (const code of [429, 503]) {
    first = [status(code, headers)]
    const before = cameAt.length
    await downloads.fetch(url())
    const [refusedAt = 0, nextAt = 0] = cameAt.slice(before)
    const until = _name === 'as a date' ? Date.parse('2026-11-25T12:02:00Z') : refusedAt + 120_000
    expect(nextAt).toBeGreaterThanOrEqual(until)
    expect(nextAt - refusedAt).toBeLessThanOrEqual(120_000 * 1.2 + 1)
    await downloads.forget()
    clock.advance(Date.parse('2026-11-25T12:00:00Z') - clock.now().getTime())
    if (code === 429) downloads = await fetching([server.origin], { clock, random: () => 0.999 })
  }
})

test('the wait holds for every file of that place, also after the last try', async () => {
  first = Array.from({ length: 5 }, () => status(429, { 'retry-after': '600' }))
  expect(await problemOf(downloads.fetch(url()))).toMatchObject({ code: 'collect.unreachable', retryAfter: 600 })
  const lastAt = cameAt.at(-1) ?? 0
  await downloads.fetch(`${server.origin}/b.zip`, { partName: 'snap-2025' })
  expect(cameAt[5]).toBeGreaterThanOrEqual(lastAt + 600_000)
})

test('a wait longer than a run may take ends it deferred, at once, and nothing is sent meanwhile', async () => {
  first = [status(429, { 'retry-after': '7200' })]
  const problem = await problemOf(downloads.fetch(url()))
  expect(problem).toMatchObject({ code: 'collect.deferred', retryAfter: 7_200 })
  expect(problem.message).toMatch(/^127\.0\.0\.1:\d+ asks us to wait 120 minutes: [^.]+\.$/)
  clock.advance(3_500_000)
  expect(await problemOf(downloads.fetch(url()))).toMatchObject({ code: 'collect.deferred', retryAfter: 3_700 })
  expect([server.asked.length, clock.slept]).toEqual([1, []])
  clock.advance(3_700_000)
  expect((await downloads.fetch(url())).kind).toBe('fetched')
})

test('all waits of one file together are no longer than a run may wait', async () => {
  first = Array.from({ length: 5 }, () => status(429, { 'retry-after': '1500' }))
  expect(await problemOf(downloads.fetch(url()))).toMatchObject({ code: 'collect.deferred', retryAfter: 1_500 })
  expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(3_600_000)
})

test('when no wait is left it is unreachable, though tries are left', async () => {
  first = Array.from({ length: 5 }, () => status(503))
  const own = await fetching([server.origin], { clock, limits: { longestWaitMs: 5_000 } })
  expect((await problemOf(own.fetch(url()))).message).toContain('failed 2 times')
  expect(clock.slept).toEqual([2_000])
  await own[Symbol.asyncDispose]()
})

test('a timer that fires early sends nothing too early', async () => {
  first = [status(429, { 'retry-after': '60' })]
  const sleep = async (ms: number) => clock.advance(Math.ceil(ms / 2))
  const own = await fetching([server.origin], { clock: { ...clock, sleep } })
  await own.fetch(url())
  expect((cameAt[1] ?? 0) - (cameAt[0] ?? 0)).toBeGreaterThanOrEqual(60_000)
  await own[Symbol.asyncDispose]()
})

test('a part outlives a deferral: the next run goes on behind the last whole block', async () => {
  const answers = [undefined, undefined, status(503, { 'retry-after': '9000' })]
  const serving = await site((request, response) => {
    const answer = answers.shift()
    if (answer === undefined) fileListener(() => ({ bytes: zip }))(request, response)
    else answer(response)
  })
  const own = await fetching([serving.origin], { clock })
  expect((await problemOf(own.fetch(`${serving.origin}/a.zip`))).code).toBe('collect.deferred')
  clock.advance(9_000_000)
  await own.fetch(`${serving.origin}/a.zip`)
  const starts = serving.asked.map(({ headers }) => Number(headers.range?.slice(6).split('-')[0]))
  expect(starts).toEqual([0, 1_000, 2_000, 2_000, 3_000, 4_000, 5_000])
  await own[Symbol.asyncDispose]()
  await serving[Symbol.asyncDispose]()
})

test('stopped in the middle of a wait, it ends at once', async () => {
  first = [status(429, { 'retry-after': '3000' })]
  const stop = new AbortController()
  const waiting = {
    ...clock,
    sleep: () => {
      setImmediate(() => stop.abort())
      return new Promise<void>(() => undefined)
    },
  }
  const own = await fetching([server.origin], { clock: waiting })
  expect((await problemOf(own.fetch(url(), { signal: stop.signal }))).code).toBe('import.stopped')
  expect(server.asked).toHaveLength(1)
  await own[Symbol.asyncDispose]()
})

test('stopped before its headers come, or before it begins, it ends at once', async () => {
  const stop = new AbortController()
  first = [() => stop.abort()]
  expect((await problemOf(downloads.fetch(url(), { signal: stop.signal }))).code).toBe('import.stopped')
  expect((await problemOf(downloads.fetch(url(), { signal: AbortSignal.abort() }))).code).toBe('import.stopped')
  expect(server.asked).toHaveLength(1)
})

test('stopped while its name is looked up, it ends at once', async () => {
  const stop = new AbortController()
  const lookup = () => {
    setImmediate(() => stop.abort())
    return new Promise<never>(() => undefined)
  }
  const own = await fetching([], { lookup, limits: { connectMs: 3_600_000 } })
  expect((await problemOf(own.fetch('http://example.org/a.zip', { signal: stop.signal }))).code).toBe('import.stopped')
  await own[Symbol.asyncDispose]()
})

test.each([
  ['gives no headers', () => undefined, 'UND_ERR_HEADERS_TIMEOUT'],
  [
    'falls silent in its body',
    (response: ServerResponse) => response.writeHead(200, { 'content-length': 9_000 }).write(zip.subarray(0, 900)),
    'UND_ERR_BODY_TIMEOUT',
  ],
])('a server that %s is given up after a while', async (_name, answer, code) => {
  first = [answer]
  const limits = { headersMs: 60, bodyIdleMs: 60, tries: 1 }
  const own = await fetching([server.origin], { limits })
  expect((await problemOf(own.fetch(url()))).message).toContain(code)
  await own[Symbol.asyncDispose]()
})

test('a server that trickles is given up, however regularly it sends', async () => {
  first = [
    (response) => {
      const more = () => {
        clock.advance(700_000)
        if (!response.destroyed) response.write('PK\x03\x04', () => setImmediate(more))
      }
      more()
    },
  ]
  const own = await fetching([server.origin], { clock, blockBytes: 10_000_000, limits: { tries: 1 } })
  expect((await problemOf(own.fetch(url()))).message).toContain('it is too slow')
  await own[Symbol.asyncDispose]()
})
