import { existsSync } from 'node:fs'
import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { proofSize } from '../support/seeded.ts'
import { aZip } from './a-zip.ts'
import { BLOCK, type Fetching, fetching, problemOf } from './fetching.ts'
import { fileListener, type Served, type Site, site } from './site.ts'

const BLOCKS = 100
const PUBLISHED = '2026-11-25T05:17:00Z'

let zip: Buffer
let served: Served
let server: Site
let downloads: Fetching
beforeAll(async () => {
  zip = await aZip(BLOCKS * BLOCK - 500)
})
beforeEach(async () => {
  served = { bytes: zip }
  server = await site(fileListener(() => served))
  downloads = await fetching([server.origin])
})
afterEach(async () => {
  await downloads[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const url = () => `${server.origin}/political/2026/PoliticalAds.zip`
const ranges = (from = 0) => server.asked.slice(from).map(({ headers }) => headers.range)
const partPath = () => join(downloads.folder, 'snap-2026.part')
const statePath = () => join(downloads.folder, 'snap-2026.json')

/** Fetches until so many bytes are there, and stops. */
async function stopAt(bytes: number): Promise<void> {
  const stop = new AbortController()
  const onProgress = (done: number) => done >= bytes && stop.abort()
  const problem = await problemOf(downloads.fetch(url(), { signal: stop.signal, onProgress }))
  expect(problem.code).toBe('import.stopped')
}

test('a file is fetched block by block, each once, and told with its validators and its time', async () => {
  const download = await downloads.fetch(url())
  const validators = { etag: '"one"', lastModified: 'Wed, 25 Nov 2026 05:17:00 GMT', bytes: zip.length }
  expect(download).toEqual({ kind: 'fetched', path: partPath(), validators, publishedAt: PUBLISHED })
  expect((await readFile(partPath())).equals(zip)).toBe(true)
  expect(ranges()).toEqual(Array.from({ length: BLOCKS }, (_, block) => `bytes=${block * BLOCK}-${lastOf(block)}`))
  expect(server.connections()).toBe(1)
})

function lastOf(block: number): number {
  return block === 0 ? BLOCK - 1 : Math.min((block + 1) * BLOCK, zip.length) - 1
}

test('stopped behind each of 100 blocks, one after the other, no more than one is fetched again each time', async () => {
  for (let blocks = 1; blocks <= BLOCKS; blocks++) {
    const before = server.asked.length
    await stopAt(Math.min(blocks * BLOCK, zip.length))
    expect(Number(ranges(before)[0]?.slice(6).split('-')[0])).toBeGreaterThanOrEqual((blocks - 2) * BLOCK)
  }
  await downloads.fetch(url())
  expect((await readFile(partPath())).equals(zip)).toBe(true)
  expect(server.asked.length).toBeLessThanOrEqual(2 * BLOCKS)
})

test('stopped after so many blocks, the next call goes on to the same file', async () => {
  for (let blocks = BLOCKS; blocks > 0; blocks -= Math.ceil(BLOCKS / proofSize(10))) {
    const before = server.asked.length
    await stopAt(Math.min(blocks * BLOCK, zip.length))
    await downloads.fetch(url())
    expect((await readFile(partPath())).equals(zip)).toBe(true)
    const asked = ranges(before).filter((range) => range !== 'bytes=0-0')
    expect(new Set(asked).size).toBe(BLOCKS)
    expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(1)
    await downloads.forget()
  }
})

test('stopped in the middle of a block, the whole ones before it stay', async () => {
  await stopAt(10 * BLOCK + 1)
  expect((await stat(partPath())).size % BLOCK).toBe(0)
  const before = server.asked.length
  await downloads.fetch(url())
  expect(Number(ranges(before)[0]?.slice(6).split('-')[0])).toBeGreaterThanOrEqual(10 * BLOCK)
})

test('a block that was written in part is fetched again, from its beginning', async () => {
  await stopAt(10 * BLOCK)
  await truncate(partPath(), 9 * BLOCK + 123)
  const before = server.asked.length
  await downloads.fetch(url())
  expect(ranges(before)[0]).toBe(`bytes=${9 * BLOCK}-${10 * BLOCK - 1}`)
  expect((await readFile(partPath())).equals(zip)).toBe(true)
})

test.each([false, true])(
  'a file that changed in between is begun anew (If-Range ignored: %s)',
  async (isIfRangeIgnored) => {
    await stopAt(50 * BLOCK)
    const other = await aZip(BLOCKS * BLOCK - 500, { seed: 8 })
    served = { bytes: other, etag: '"two"', lastModified: 'Wed, 25 Nov 2026 06:17:00 GMT', isIfRangeIgnored }
    expect(await downloads.fetch(url())).toMatchObject({ kind: 'fetched', validators: { etag: '"two"' } })
    expect((await readFile(partPath())).equals(other)).toBe(true)
  },
)

test('a file that shrank in between is begun anew', async () => {
  await stopAt(50 * BLOCK)
  served = { bytes: await aZip(20 * BLOCK, { seed: 8 }), etag: '"two"' }
  await downloads.fetch(url())
  expect((await readFile(partPath())).equals(served.bytes)).toBe(true)
})

test('a file that has only a time is gone on with by its time', async () => {
  served = { bytes: zip, etag: null }
  await stopAt(50 * BLOCK)
  const before = server.asked.length
  await downloads.fetch(url())
  expect(server.asked.slice(before)[0]?.headers['if-range']).toBe('Wed, 25 Nov 2026 05:17:00 GMT')
  expect((await readFile(partPath())).equals(zip)).toBe(true)
})

test('a file that changes whenever it is asked for is left for later, and nothing of it is kept', async () => {
  let change = 0
  const changing = await site((request, response) =>
    fileListener(() => ({ bytes: zip, etag: `"${change++}"` }))(request, response),
  )
  const own = await fetching([changing.origin])
  const problem = await problemOf(own.fetch(`${changing.origin}/a.zip`))
  expect(problem).toMatchObject({ code: 'collect.unreachable', message: expect.stringContaining('changes faster') })
  expect(changing.asked).toHaveLength(6)
  expect(existsSync(join(own.folder, 'snap-2026.part'))).toBe(false)
  await own[Symbol.asyncDispose]()
  await changing[Symbol.asyncDispose]()
})

test('a whole part is offered again without a byte of it, once the server has said that it is current', async () => {
  const first = await downloads.fetch(url())
  const before = server.asked.length
  expect(await downloads.fetch(url())).toEqual(first)
  expect(server.asked.slice(before)).toHaveLength(1)
  expect(server.asked.at(-1)?.headers).toMatchObject({ 'if-none-match': '"one"', range: 'bytes=0-0' })
})

test('a whole part is offered again where the server knows no conditions', async () => {
  served = { bytes: zip, isConditionIgnored: true }
  const first = await downloads.fetch(url())
  const before = server.asked.length
  expect(await downloads.fetch(url())).toEqual(first)
  expect(ranges(before)).toEqual(['bytes=0-0'])
})

test('a whole part gives way to a newer issue', async () => {
  await downloads.fetch(url())
  served = { bytes: await aZip(5 * BLOCK, { seed: 9 }), etag: '"two"' }
  expect(await downloads.fetch(url())).toMatchObject({ kind: 'fetched', validators: { etag: '"two"' } })
  expect((await readFile(partPath())).equals(served.bytes)).toBe(true)
})

test('a part that was forgotten is gone; what is not there can be forgotten too', async () => {
  await downloads.fetch(url())
  await downloads.forget()
  await downloads.forget()
  expect([existsSync(partPath()), existsSync(statePath())]).toEqual([false, false])
})

test('a part of the issue that is known by now is dropped', async () => {
  await stopAt(50 * BLOCK)
  const known = { etag: '"one"', lastModified: null, bytes: zip.length }
  expect(await downloads.fetch(url(), { known })).toEqual({ kind: 'unchanged' })
  expect(existsSync(partPath())).toBe(false)
})

const FOREIGN: readonly (readonly [string, (state: Record<string, unknown>) => string])[] = [
  ['damaged', (state) => JSON.stringify(state).slice(0, 40)],
  ['empty', () => ''],
  ['of another kind', () => '[]'],
  ['null', () => 'null'],
  ['of another format', (state) => JSON.stringify({ ...state, format: 'paidfor-part-0' })],
  ['of another address', (state) => JSON.stringify({ ...state, url: 'https://example.org/a.zip' })],
  ['of another size of block', (state) => JSON.stringify({ ...state, blockBytes: 10 })],
  ['of fewer bytes than there are', (state) => JSON.stringify({ ...state, bytes: 10 })],
  ['of no number of bytes', (state) => JSON.stringify({ ...state, bytes: '100000' })],
  ['with a tag that would break a header', (state) => JSON.stringify({ ...state, etag: '"a\r\nx: y"' })],
  ['without validators', (state) => JSON.stringify({ ...state, etag: null, lastModified: null })],
  ['with no time', (state) => JSON.stringify({ ...state, publishedAt: 'yesterday' })],
  ['with a sum of no kind', (state) => JSON.stringify({ ...state, md5: 7 })],
]

test.each(FOREIGN)('a state that is %s is not trusted: the file is begun anew', async (_name, spoil) => {
  await stopAt(50 * BLOCK)
  const state = JSON.parse(await readFile(statePath(), 'utf8'))
  await writeFile(statePath(), spoil(state))
  const before = server.asked.length
  await downloads.fetch(url())
  expect(ranges(before)[0]).toBe('bytes=0-999')
  expect((await readFile(partPath())).equals(zip)).toBe(true)
})

test('a state without its part, and a part without its state, are begun anew', async () => {
  await stopAt(50 * BLOCK)
  await rm(partPath())
  await stopAt(50 * BLOCK)
  await rm(statePath())
  const before = server.asked.length
  await downloads.fetch(url())
  expect(ranges(before)[0]).toBe('bytes=0-999')
})

test.each(['../snap', 'Snap', 'a.b', ''])('“%s” names no part', async (partName) => {
  await expect(downloads.fetch(url(), { partName })).rejects.toThrow(RangeError)
})

test('progress tells how much there is of how much', async () => {
  const told: (readonly [number, number | null])[] = []
  await downloads.fetch(url(), { onProgress: (done, total) => told.push([done, total]) })
  expect(told.at(-1)).toEqual([zip.length, zip.length])
  expect(told.every(([done], index) => index === 0 || done >= (told[index - 1]?.[0] ?? 0))).toBe(true)
})
