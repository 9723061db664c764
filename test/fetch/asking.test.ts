import { readFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import type { Validators } from '../../src/ports/collecting.ts'
import { aZip } from './a-zip.ts'
import { BLOCK, fetching, problemOf } from './fetching.ts'
import { fileListener, type Served, site } from './site.ts'

const LAST_MODIFIED = 'Wed, 25 Nov 2026 05:17:00 GMT'

let zip: Buffer
beforeAll(async () => {
  zip = await aZip(5 * BLOCK + 7)
})

async function ask(listener: RequestListener, known: Validators | null = null) {
  await using server = await site(listener)
  await using downloads = await fetching([server.origin])
  const download = await downloads.fetch(`${server.origin}/a.zip?generation=7`, { known })
  const bytes = download.kind === 'fetched' ? await readFile(download.path) : null
  return { download, bytes, asked: server.asked }
}

const serving = (served: Partial<Served> = {}) => fileListener(() => ({ bytes: zip, ...served }))
const isKnown = {
  etag: '"one"',
  lastModified: LAST_MODIFIED,
  get bytes() {
    return zip.length
  },
}

test('the first request says who asks, for what, and what is known', async () => {
  const { download, asked } = await ask(serving(), isKnown)
  expect(download).toEqual({ kind: 'unchanged' })
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({
    path: '/a.zip?generation=7',
    headers: {
      'user-agent': 'Paidfor/0 (+mailto:test@example.org)',
      'accept-encoding': 'identity',
      range: 'bytes=0-999',
      'if-none-match': '"one"',
      'if-modified-since': LAST_MODIFIED,
    },
  })
})

test('two files of one host that are fetched at once share one connection', async () => {
  await using server = await site(serving())
  await using downloads = await fetching([server.origin])
  const partNames = ['snap-2025', 'snap-2026']
  await Promise.all(partNames.map((partName) => downloads.fetch(`${server.origin}/${partName}.zip`, { partName })))
  expect(server.asked).toHaveLength(12)
  expect(server.connections()).toBe(1)
})

test.each<Partial<Served>>([
  { isConditionIgnored: true },
  { isConditionIgnored: true, isRangeRefused: true },
  { isConditionIgnored: true, etag: 'W/"one"' },
  { isConditionIgnored: true, etag: null },
])('the same issue is unchanged, though the server gives it again (%j)', async (served) => {
  const { download, asked } = await ask(serving(served), isKnown)
  expect(download).toEqual({ kind: 'unchanged' })
  expect(asked.length).toBeLessThanOrEqual(2)
})

test.each<readonly [string, Partial<Served>, Partial<Validators>]>([
  ['another tag', { etag: '"two"' }, {}],
  ['another size under the same tag', { isConditionIgnored: true }, { bytes: 7 }],
  ['another time, where there is no tag', { etag: null }, { lastModified: 'Tue, 24 Nov 2026 05:17:00 GMT' }],
])('%s is another issue', async (_name, served, known) => {
  const { bytes } = await ask(serving(served), { ...isKnown, ...known })
  expect(bytes?.equals(zip)).toBe(true)
})

test.each<readonly [string, Partial<Served>, number]>([
  ['gives the whole file for a part', { isRangeRefused: true }, 1],
  ['tells no validators', { etag: null, lastModified: null }, 2],
  ['tells a tag that cannot be sent back', { etag: 'one', lastModified: null }, 2],
  ['tells a weak tag alone', { etag: 'W/"one"', lastModified: null }, 2],
])('a server that %s is read in one stream', async (_name, served, requests) => {
  const { bytes, asked } = await ask(serving(served))
  expect(bytes?.equals(zip)).toBe(true)
  expect(asked).toHaveLength(requests)
})

test.each([416, 206])('a server that answers %d to a part is asked for the whole', async (status) => {
  const { bytes, asked } = await ask((request, response) => {
    if (request.headers.range !== undefined) response.writeHead(status, { 'content-length': 0 }).end()
    else response.end(zip)
  })
  expect(bytes?.equals(zip)).toBe(true)
  expect(asked.map(({ headers }) => headers.range)).toEqual(['bytes=0-999', undefined])
})

test.each(['bytes 0-499/', 'bytes 500-999/'])(
  'a server that gives another part (%s) is asked for the whole',
  async (span) => {
    const { bytes } = await ask((request, response) => {
      const headers = { etag: '"one"', 'content-range': `${span}${zip.length}` }
      if (request.headers.range !== undefined) response.writeHead(206, headers).end(zip.subarray(0, 500))
      else response.end(zip)
    })
    expect(bytes?.equals(zip)).toBe(true)
  },
)

test('what was read in one stream is offered again, and nothing is resumed of a stream that was stopped', async () => {
  let isSlow = true
  await using server = await site((request, response) => {
    if (isSlow) response.writeHead(200, { etag: '"one"', 'content-length': zip.length }).write(zip.subarray(0, 3_000))
    else serving({ isRangeRefused: true })(request, response)
    isSlow = false
  })
  await using downloads = await fetching([server.origin])
  const url = `${server.origin}/a.zip`
  const stop = new AbortController()
  const stopped = downloads.fetch(url, { signal: stop.signal, onProgress: () => stop.abort() })
  expect((await problemOf(stopped)).code).toBe('import.stopped')
  expect(await downloads.fetch(url)).toMatchObject({ kind: 'fetched', validators: { bytes: zip.length } })
  expect(server.asked.map(({ headers }) => headers.range)).toEqual(['bytes=0-999', 'bytes=0-999'])
  expect((await downloads.fetch(url)).kind).toBe('fetched')
  expect(server.asked.at(-1)?.headers).toMatchObject({ range: 'bytes=0-0', 'if-none-match': '"one"' })
})

test('stopped at the last byte, a file is not offered before the next call', async () => {
  await using server = await site(serving({ isRangeRefused: true }))
  await using downloads = await fetching([server.origin])
  const stop = new AbortController()
  const onProgress = (done: number) => done === zip.length && stop.abort()
  const stopped = downloads.fetch(`${server.origin}/a.zip`, { signal: stop.signal, onProgress })
  expect((await problemOf(stopped)).code).toBe('import.stopped')
  expect((await downloads.fetch(`${server.origin}/a.zip`)).kind).toBe('fetched')
})

test.each([
  ['Wed, 25 Nov 2026 05:17:00 GMT', '2026-11-25T05:17:00Z'],
  ['Wed, 25 Nov 2026 12:00:01 GMT', '2026-11-25T12:00:00Z'],
  ['Thu, 01 Jan 1970 00:00:00 GMT', '2026-11-25T12:00:00Z'],
  ['yesterday', '2026-11-25T12:00:00Z'],
])('what is of %s was published at %s', async (lastModified, publishedAt) => {
  expect((await ask(serving({ lastModified }))).download).toMatchObject({ publishedAt })
})

describe('a file that is not there', () => {
  const notThere: RequestListener = (_, response) => response.writeHead(404).end()

  test('is absent where it may be', async () => {
    await using server = await site(notThere)
    await using downloads = await fetching([server.origin])
    expect(await downloads.fetch(`${server.origin}/a.zip`, { mayBeAbsent: true })).toEqual({ kind: 'absent' })
  })

  test.each([400, 401, 403, 404, 410, 451])('is a failure elsewhere (%d), at once, with what to do', async (status) => {
    await using server = await site((_, response) => response.writeHead(status).end())
    await using downloads = await fetching([server.origin])
    const hint = 'set COLLECT_SNAP_URL to where it lies now'
    const problem = await problemOf(downloads.fetch(`${server.origin}/a.zip?key=secret`, { hint }))
    expect(problem).toMatchObject({ code: 'collect.unreachable', details: { status } })
    expect(problem.message).toMatch(
      new RegExp(`^127.0.0.1:${server.port}/a.zip [a-z ]+ \\(${status}\\): look at it in a browser, and ${hint} if`),
    )
    expect(server.asked).toHaveLength(1)
    expect(downloads.clock.slept).toEqual([])
  })
})

test('a file that goes away while it is fetched is absent, or a failure that keeps the part', async () => {
  let isGone = false
  await using server = await site((request, response) => {
    if (isGone) response.writeHead(404).end()
    else serving()(request, response)
    isGone = true
  })
  await using downloads = await fetching([server.origin])
  expect((await problemOf(downloads.fetch(`${server.origin}/a.zip`))).details).toEqual({ status: 404 })
  isGone = false
  expect((await problemOf(downloads.fetch(`${server.origin}/a.zip`))).details).toEqual({ status: 404 })
  expect(server.asked.map(({ headers }) => headers.range?.split('-')[0])).toEqual([
    'bytes=0',
    'bytes=1000',
    'bytes=1000',
    'bytes=2000',
  ])
  expect(await downloads.fetch(`${server.origin}/a.zip`, { mayBeAbsent: true })).toEqual({ kind: 'absent' })
})

test('a folder that cannot be written to is a problem of the folder, not of the server', async () => {
  await using server = await site(serving())
  await using downloads = await fetching([server.origin], { folder: '/dev/null/parts' })
  expect(await problemOf(downloads.fetch(`${server.origin}/a.zip`))).toMatchObject({ code: 'folder.unusable' })
  expect(server.asked).toHaveLength(1)
})
