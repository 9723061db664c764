import type { CalendarDate } from '../../src/domain/calendar.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { SWITCHES, type SwitchName } from '../../src/sandbox/switches.ts'
import { linesOf, membersOf } from './sandbox-client.ts'

let sandbox: Sandbox
let plainTable: string | undefined
beforeAll(async () => {
  sandbox = await startSandbox({ day: '2026-11-20' as CalendarDate })
  plainTable = (await report()).advertisers
})
afterAll(() => sandbox[Symbol.asyncDispose]())

/** The members of the report of the United States since the beginning. */
async function report() {
  const { name, bytes } = (await sandbox.metaReportFiles()).find((file) => file.name.includes('US_lifelong')) ?? {}
  const members = bytes === undefined || bytes.length < 2 ? {} : await membersOf(bytes)
  return { members, advertisers: members[`${name?.replace('.zip', '')}_advertisers.csv`] }
}

/** With its switch on each says what is otherwise on the wire than without any. */
const CHECKS: Readonly<Record<Extract<SwitchName, `metareport.${string}`>, () => Promise<void>>> = {
  'metareport.one-byte-zip': async () => {
    expect((await sandbox.metaReportFiles()).map(({ bytes }) => bytes.toString())).toEqual(['\n', '\n', '\n', '\n'])
  },
  'metareport.no-advertisers-csv': async () => {
    const { members } = await report()
    expect(Object.keys(members).filter((name) => name.includes('advertisers'))).toEqual([])
    expect(Object.keys(members).length).toBeGreaterThan(1)
  },
  'metareport.bom-every-500': async () => {
    const lines = linesOf((await report()).advertisers)
    const marked = lines.flatMap((line, index) => (line.startsWith('\uFEFF') ? [index] : []))
    expect(marked.slice(0, 2)).toEqual([0, 500])
    expect(lines.join('\n').replaceAll('\uFEFF', '')).toBe(linesOf(plainTable).join('\n').replaceAll('\uFEFF', ''))
  },
  'metareport.masked-sponsor': async () => {
    const { advertisers } = await report()
    expect(advertisers?.match(/an advertiser in United States/g)?.length).toBeGreaterThan(20)
    expect(advertisers).not.toContain('Paid for by')
  },
}

test.each(Object.entries(CHECKS))('%s does what it says, and nothing once it is off', async (name, check) => {
  sandbox.setSwitches([name])
  await check()
  sandbox.setSwitches([])
  expect((await report()).advertisers).toBe(plainTable)
})

test('each of its switches is looked at', () => {
  expect(Object.keys(CHECKS)).toEqual(Object.keys(SWITCHES).filter((name) => name.startsWith('metareport.')))
})
