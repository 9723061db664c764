import type { CalendarDate } from '../../src/domain/calendar.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { SWITCHES, type SwitchName } from '../../src/sandbox/switches.ts'
import { ask, linesOf, md5, membersOf, type Reply } from './sandbox-client.ts'

let sandbox: Sandbox
let address: string
let plain: Reply
let plainNames: readonly string[]
let plainLines: readonly string[]
beforeAll(async () => {
  sandbox = await startSandbox({ day: '2026-11-20' as CalendarDate })
  address = sandbox.addresses.google
  plain = await ask(address)
  plainNames = Object.keys(await membersOf(plain.body))
  plainLines = await creativeLines()
})
afterAll(() => sandbox[Symbol.asyncDispose]())

async function creativeLines(): Promise<readonly string[]> {
  return linesOf((await membersOf((await ask(address)).body))['google-political-ads-creative-stats.csv'])
}

/** With its switch on each says what is otherwise on the wire than without any. */
const CHECKS: Readonly<Record<Extract<SwitchName, `google.${string}`>, () => Promise<void>>> = {
  'google.stub-zip': async () => {
    const reply = await ask(address)
    expect([reply.status, Object.keys(await membersOf(reply.body))]).toEqual([200, ['README.txt']])
  },
  'google.missing-member': async () => {
    const names = Object.keys(await membersOf((await ask(address)).body))
    expect(plainNames.filter((name) => !names.includes(name))).toEqual([
      'google-political-ads-advertiser-weekly-spend.csv',
    ])
  },
  'google.wrong-type': async () => {
    const reply = await ask(address)
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(reply.body.equals(plain.body)).toBe(true)
  },
  'google.soft-json': async () => {
    const reply = await ask(address)
    expect([reply.status, reply.headers['content-type'], reply.body.toString()]).toEqual([
      200,
      'application/json',
      '{"ads":[]}',
    ])
  },
  'google.empty-body': async () => {
    const reply = await ask(address)
    expect([reply.status, reply.body.length, reply.headers['content-length']]).toEqual([200, 0, '0'])
  },
  'google.503': async () => {
    for (const method of ['HEAD', 'GET', 'GET']) expect((await ask(address, {}, method)).status).toBe(503)
  },
  'google.redirect-private': async () => {
    const { status, headers } = await ask(address)
    const there = new URL(headers.location ?? '')
    expect([status, there.hostname, there.port === new URL(address).port]).toEqual([302, '127.0.0.1', false])
    expect(sandbox.strayRequests).toEqual([])
    expect((await ask(there.href)).body.equals(plain.body)).toBe(true)
    expect(sandbox.strayRequests).toMatchObject([{ method: 'GET', status: 200 }])
  },
  'google.redirect-link-local': async () => {
    const { status, headers } = await ask(address)
    expect([status, new URL(headers.location ?? '').host]).toEqual([302, '169.254.169.254'])
  },
  'google.redirect-elsewhere': async () => {
    const { status, headers } = await ask(address)
    expect([status, new URL(headers.location ?? '').host]).toEqual([302, 'elsewhere.example'])
  },
  'google.changed-midway': async () => {
    const head = await ask(address, {}, 'HEAD')
    const first = await ask(address, { range: 'bytes=0-4999' })
    expect(first.headers.etag).toBe(head.headers.etag)
    const second = await ask(address, { range: 'bytes=5000-' })
    expect([second.status, second.headers.etag === first.headers.etag]).toEqual([206, false])
    const mixed = membersOf(Buffer.concat([first.body, second.body]))
    expect(
      await mixed.then(
        () => 'read',
        () => 'torn',
      ),
    ).toBe('torn')
    const safely = await ask(address, { range: 'bytes=5000-', 'if-range': first.headers.etag ?? '' })
    expect([safely.status, md5(safely.body).toString('hex')]).toEqual([200, safely.headers.etag?.replaceAll('"', '')])
  },
  'google.folder-prefix': async () => {
    const names = Object.keys(await membersOf((await ask(address)).body))
    expect(names).toEqual(plainNames.map((name) => `google-political-ads-transparency-bundle/${name}`))
  },
  'google.eu-rows-vanish': async () => {
    const lines = await creativeLines()
    const gone = plainLines.filter((line) => !lines.includes(line))
    expect(gone.length).toBeGreaterThan(Math.max(20, plainLines.length * 0.05))
    expect(gone.every((line) => line.split(',')[3] === 'DE')).toBe(true)
    expect(lines.some((line) => line.split(',')[3] === 'DE')).toBe(false)
  },
  'google.ad-gone-and-back': async () => {
    const gone = plainLines.length - (await creativeLines()).length
    expect(gone).toBeGreaterThan(2)
    expect(gone).toBeLessThan(plainLines.length * 0.02)
  },
  'google.wrong-hash': async () => {
    const reply = await ask(address)
    expect(reply.body.equals(plain.body)).toBe(true)
    expect(reply.headers['x-goog-hash']).toMatch(/^crc32c=[\w+/]{6}==,md5=[\w+/]{22}==$/)
    expect(reply.headers['x-goog-hash']).not.toContain(md5(reply.body).toString('base64'))
  },
}

test.each(Object.entries(CHECKS))('%s does what it says, and nothing once it is off', async (name, check) => {
  sandbox.setSwitches([name])
  await check()
  sandbox.setSwitches([])
  expect((await ask(address)).body.equals(plain.body)).toBe(true)
})

test('each of its switches is looked at', () => {
  expect(Object.keys(CHECKS)).toEqual(Object.keys(SWITCHES).filter((name) => name.startsWith('google.')))
})
