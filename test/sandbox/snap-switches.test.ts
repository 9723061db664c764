import type { CalendarDate } from '../../src/domain/calendar.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { SWITCHES, type SwitchName } from '../../src/sandbox/switches.ts'
import { ask, linesOf, membersOf, type Reply } from './sandbox-client.ts'

let sandbox: Sandbox
let address: string
let plain: Reply
let plainLines: readonly string[]
beforeAll(async () => {
  const day = '2026-11-20' as CalendarDate
  sandbox = await startSandbox({ day, latencyMs: 60, bytesPerSecond: 400_000, throttled: 2, retryAfterSeconds: 3 })
  address = sandbox.addresses.snap.replace('{year}', '2026')
  plain = await ask(address)
  plainLines = await tableLines()
})
afterAll(() => sandbox[Symbol.asyncDispose]())

async function tableLines(): Promise<readonly string[]> {
  return linesOf((await membersOf((await ask(address)).body))['PoliticalAds.csv'], '\r\n')
}

/** With its switch on each says what is otherwise on the wire than without any. */
const CHECKS: Readonly<Record<Extract<SwitchName, `snap.${string}`>, () => Promise<void>>> = {
  'snap.range-refused': async () => {
    const reply = await ask(address, { range: 'bytes=0-9' })
    expect([reply.status, reply.headers['accept-ranges'], reply.headers['content-range']]).toEqual([
      200,
      undefined,
      undefined,
    ])
    expect(reply.body.equals(plain.body)).toBe(true)
  },
  'snap.file-cut': async () => {
    const lines = await tableLines()
    expect(lines.length - 1).toBe(Math.ceil((plainLines.length - 1) * 0.04))
    expect(lines).toEqual(plainLines.slice(0, lines.length))
  },
  'snap.body-cut': async () => {
    const first = await ask(address)
    expect([first.status, first.isWhole, first.headers['content-length']]).toEqual([
      200,
      false,
      String(plain.body.length),
    ])
    expect(first.body.length).toBe(Math.floor(plain.body.length / 2))
    const rest = await ask(address, { range: `bytes=${first.body.length}-` })
    expect(Buffer.concat([first.body, rest.body]).equals(plain.body)).toBe(true)
  },
  'snap.body-cut-always': async () => {
    for (const range of ['bytes=0-', 'bytes=0-', 'bytes=1000-1999']) {
      const reply = await ask(address, { range })
      expect([reply.status, reply.isWhole, reply.body.length]).toEqual([
        206,
        false,
        Number(reply.headers['content-length']) >> 1,
      ])
    }
  },
  'snap.one-byte': async () => {
    const reply = await ask(address)
    expect([reply.status, reply.headers['content-type'], reply.body.toString()]).toEqual([200, 'application/zip', '\n'])
  },
  'snap.html-200': async () => {
    const reply = await ask(address)
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(reply.body.toString()).toMatch(/^<!doctype html>/)
  },
  'snap.columns-34': async () => {
    const [header] = await tableLines()
    expect(header?.split(',')).toHaveLength(34)
    expect(header).not.toContain('CommitteeName')
  },
  'snap.header-readme-spelling': async () => {
    const [header, ...rows] = await tableLines()
    expect(header).toMatch(/^AD ID,CreativeURL,.*Location Categories \(Exlcuded\).*Target Connection Type/)
    expect(rows).toEqual(plainLines.slice(1))
  },
  'snap.rows-gone-and-back': async () => {
    const lines = new Set(await tableLines())
    const gone = plainLines.filter((line) => !lines.has(line))
    expect(gone.length).toBeGreaterThan(2)
    expect(gone.length).toBeLessThan(plainLines.length * 0.02)
  },
  'snap.slow': async () => {
    const reply = await ask(address)
    expect(reply.body.equals(plain.body)).toBe(true)
    expect(reply.tookMs).toBeGreaterThan(50 + (reply.body.length / 400_000) * 900)
  },
  'snap.429': async () => {
    const other = sandbox.addresses.snap.replace('{year}', '2025')
    for (const url of [address, other, address, other]) {
      const reply = await ask(url, {}, 'HEAD')
      expect([reply.status, reply.headers['retry-after']]).toEqual([429, '3'])
    }
    expect((await ask(address)).status).toBe(200)
  },
  'snap.header-only': async () => {
    expect(await tableLines()).toEqual(plainLines.slice(0, 1))
  },
  'snap.renamed-column': async () => {
    const columns = (await tableLines())[0]?.split(',')
    expect([columns?.includes('Spend'), columns?.includes('Amount'), columns?.length]).toEqual([false, true, 38])
  },
}

test.each(Object.entries(CHECKS))('%s does what it says, and nothing once it is off', async (name, check) => {
  sandbox.setSwitches([name])
  await check()
  sandbox.setSwitches([])
  expect((await ask(address)).body.equals(plain.body)).toBe(true)
})

test('each of its switches is looked at', () => {
  expect(Object.keys(CHECKS)).toEqual(Object.keys(SWITCHES).filter((name) => name.startsWith('snap.')))
})

test('switches go together', async () => {
  sandbox.setSwitches(['snap.429', 'snap.columns-34', 'snap.file-cut', 'snap.range-refused'])
  expect([(await ask(address)).status, (await ask(address)).status]).toEqual([429, 429])
  const lines = await tableLines()
  expect([lines[0]?.split(',').length, lines.length < 25]).toEqual([34, true])
  expect((await ask(address, { range: 'bytes=0-9' })).status).toBe(200)
  sandbox.setSwitches([])
})

test('what is no switch is refused in words, before anything is served', async () => {
  expect(() => sandbox.setSwitches(['snap.429', 'snap.fast'])).toThrow('“snap.fast” is no switch of the sandbox')
  const options = { day: '2026-11-20' as CalendarDate, switches: ['toString', 'x'] }
  await expect(startSandbox(options)).rejects.toThrow('“toString”, “x” are no switches')
})
