import type { CalendarDate } from '../../src/domain/calendar.ts'
import { crc32c } from '../../src/sandbox/crc32c.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { ask, askAndLeave, md5, membersOf } from './sandbox-client.ts'

const DAY = '2026-11-20' as CalendarDate

let sandbox: Sandbox
let snap: string
beforeEach(async () => {
  sandbox = await startSandbox({ day: DAY })
  snap = sandbox.addresses.snap.replace('{year}', '2026')
})
afterEach(() => sandbox[Symbol.asyncDispose]())

test('it listens on this machine alone, and lays its files where the platforms lay theirs', async () => {
  expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(sandbox.addresses).toEqual({
    snap: `${sandbox.url}/snap/political/{year}/PoliticalAds.zip`,
    google: `${sandbox.url}/google/google-political-ads-transparency-bundle.zip`,
  })
  expect(Object.keys(await membersOf((await ask(snap)).body))).toEqual(['PoliticalAds.csv', 'readme.txt'])
  const bundle = Object.keys(await membersOf((await ask(sandbox.addresses.google)).body))
  const names = ['creative-stats', 'advertiser-stats', 'advertiser-weekly-spend', 'geo-spend', 'updated']
  expect(bundle).toEqual(expect.arrayContaining(names.map((name) => `google-political-ads-${name}.csv`)))
})

test('a file says its size, its tag, its sums, and when it was made', async () => {
  const { status, headers, body } = await ask(snap)
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'application/zip',
    'content-length': String(body.length),
    'accept-ranges': 'bytes',
    'last-modified': 'Fri, 20 Nov 2026 05:00:00 GMT',
    etag: `"${md5(body).toString('hex')}"`,
    'x-goog-hash': `crc32c=${crc32c(body)},md5=${md5(body).toString('base64')}`,
  })
})

test('the sum is the Castagnoli one, in the spelling of Google Cloud Storage', () => {
  // RFC 3720, appendix B.4: 32 bytes of zeros give aa 36 91 8a, the lowest byte first.
  expect(crc32c(Buffer.alloc(32))).toBe(Buffer.from('8a9136aa', 'hex').toString('base64'))
  expect(crc32c(Buffer.from('123456789'))).toBe(Buffer.from('e3069283', 'hex').toString('base64'))
})

test('no file claims to be from the future', async () => {
  const now = () => new Date('2026-11-20T03:10:20.500Z')
  const early = await startSandbox({ day: DAY, now })
  const { headers } = await ask(early.addresses.google, {}, 'HEAD')
  expect(headers['last-modified']).toBe('Fri, 20 Nov 2026 03:10:20 GMT')
  await early[Symbol.asyncDispose]()
})

test('HEAD says all that GET says, and sends nothing', async () => {
  const whole = await ask(snap)
  const head = await ask(snap, {}, 'HEAD')
  expect([head.status, head.body.length]).toEqual([200, 0])
  for (const name of ['etag', 'content-length', 'last-modified', 'x-goog-hash', 'accept-ranges', 'content-type']) {
    expect(head.headers[name]).toBe(whole.headers[name])
  }
})

test('ranges put together are the file', async () => {
  const whole = (await ask(snap)).body
  const middle = await ask(snap, { range: 'bytes=100-199' })
  expect([middle.status, middle.headers['content-range']]).toEqual([206, `bytes 100-199/${whole.length}`])
  expect(middle.headers['content-length']).toBe('100')
  const first = await ask(snap, { range: 'bytes=0-99' })
  const rest = await ask(snap, { range: 'bytes=200-' })
  expect(Buffer.concat([first.body, middle.body, rest.body]).equals(whole)).toBe(true)
  const last = await ask(snap, { range: 'bytes=-10' })
  expect(last.body.equals(whole.subarray(-10))).toBe(true)
  const over = await ask(snap, { range: `bytes=${whole.length - 5}-${whole.length + 500}` })
  expect([over.status, over.body.length]).toEqual([206, 5])
})

test('a range behind the end is refused with the size; one that is none is answered with the whole', async () => {
  const { length } = (await ask(snap)).body
  const behind = await ask(snap, { range: `bytes=${length}-` })
  expect([behind.status, behind.headers['content-range']]).toEqual([416, `bytes */${length}`])
  for (const range of ['bytes=9-2', 'bytes=-', 'lines=1-2', 'bytes=0-1,5-9']) {
    expect((await ask(snap, { range })).status).toBe(200)
  }
})

test('a range of an issue that is no more is answered with the whole of the new one', async () => {
  const { etag, 'last-modified': made } = (await ask(snap, {}, 'HEAD')).headers as Record<string, string>
  const status = async (ifRange: string) => (await ask(snap, { range: 'bytes=5-9', 'if-range': ifRange })).status
  expect(await status(etag ?? '')).toBe(206)
  expect(await status(made ?? '')).toBe(206)
  expect(await status('"another"')).toBe(200)
  expect(await status('Thu, 19 Nov 2026 05:00:00 GMT')).toBe(200)
  expect((await ask(snap, { 'if-match': '"another"' })).status).toBe(412)
})

test('who has the newest issue is sent nothing, until a new day brings another', async () => {
  const { headers } = await ask(snap)
  const same = await ask(snap, { 'if-none-match': headers.etag ?? '' })
  expect([same.status, same.body.length, same.headers.etag]).toEqual([304, 0, headers.etag])
  expect((await ask(snap, { 'if-modified-since': headers['last-modified'] ?? '' })).status).toBe(304)
  sandbox.setDay('2026-11-21' as CalendarDate)
  expect((await ask(snap, { 'if-none-match': headers.etag ?? '' })).status).toBe(200)
  expect((await ask(snap, { 'if-modified-since': headers['last-modified'] ?? '' })).status).toBe(200)
})

test('a file of a past year stays byte for byte the same while nothing in it changes', async () => {
  const past = sandbox.addresses.snap.replace('{year}', '2025')
  const tags = new Set<string | undefined>()
  for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) {
    sandbox.setDay(day as CalendarDate)
    tags.add((await ask(past, {}, 'HEAD')).headers.etag)
  }
  expect(tags.size).toBe(1)
})

test('years without ads, and all other addresses, are not there', async () => {
  for (const year of ['2018', '2024', '2027']) {
    expect((await ask(sandbox.addresses.snap.replace('{year}', year))).status).toBe(404)
  }
  expect((await ask(`${sandbox.url}/`)).status).toBe(404)
  expect((await ask(snap, {}, 'POST')).status).toBe(405)
})

test('every request is in the log, with what it asked for and what it got', async () => {
  await ask(snap, { range: 'bytes=0-9', 'user-agent': 'a test' })
  await ask(snap, {}, 'HEAD')
  await ask(`${sandbox.url}/nothing`)
  const path = '/snap/political/2026/PoliticalAds.zip'
  expect(sandbox.requests).toMatchObject([
    { method: 'GET', path, range: 'bytes=0-9', userAgent: 'a test', status: 206, bytes: 10 },
    { method: 'HEAD', path, range: null, status: 200, bytes: 0 },
    { method: 'GET', path: '/nothing', range: null, status: 404 },
  ])
})

test('it can be stopped while somebody reads, and after somebody went away in the middle', async () => {
  sandbox.setSwitches(['snap.slow'])
  await askAndLeave(snap)
  const reading = ask(snap).catch(() => null)
  await askAndLeave(snap)
  await sandbox[Symbol.asyncDispose]()
  expect((await reading)?.isWhole ?? false).toBe(false)
})
