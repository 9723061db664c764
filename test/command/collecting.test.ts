import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { projectRoot } from '../../src/project-root.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { type KeptData, keepData } from './support/kept-data.ts'

/** The whole program, pulling from a sandbox: started, looked at from outside, and stopped. */
const program = join(projectRoot, 'scripts', 'paidfor.mjs')
const today = new Date().toISOString().slice(0, 10) as CalendarDate

let kept: KeptData
beforeAll(async () => {
  kept = await keepData()
})
afterAll(() => kept.forget())

let folder: string
let sandbox: Sandbox
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paidfor-collecting-'))
  kept.copyTo(join(folder, 'data'))
})
afterEach(async () => {
  await sandbox[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

test('a site that is to collect pulls at once what it never pulled, and shows what it found', async () => {
  sandbox = await startSandbox({ day: today })
  const site = serve()
  const url = await site.said(/Paidfor is at ([^\s"]+?)\/?[\s"]/)
  const pulls = await until(
    async () => scheduled((await jsonAt<{ collecting: Pull[] }>(`${url}/sources?format=json`)).collecting),
    (all) => all.length > 0 && all.every(({ lastGoodAt }) => lastGoodAt !== null),
  )
  expect(pulls.map(({ source, last }) => [source, last?.outcome])).toEqual([
    ['snap', 'done'],
    ['google', 'done'],
  ])
  const health = await jsonAt<{ sources: Scheduled[] }>(`${url}/healthz/sources`)
  expect(scheduled(health.sources).map(({ isStale }) => isStale)).toEqual([false, false])
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  expect(await site.stopped()).toBeLessThan(35)
})

test('asked to stop while it waits for a server that does not answer, it ends in time', async () => {
  sandbox = await startSandbox({ day: today, switches: ['snap.slow', 'google.503'], latencyMs: 600_000 })
  const site = serve()
  await site.said(/Paidfor is at/)
  await until(
    async () => sandbox.requests.length,
    (count) => count > 1,
  )
  expect(await site.stopped()).toBeLessThan(35)
})

test('asked to stop in the middle of a body that trickles, it ends in time, and a pull by hand goes on from there', async () => {
  sandbox = await startSandbox({ day: today, switches: ['snap.slow'], latencyMs: 0, bytesPerSecond: 2_000 })
  const pull = run(['collect', 'snap'])
  await until(
    async () => sandbox.requests.reduce((sum, { bytes }) => sum + bytes, 0),
    (bytes) => bytes > 1_000,
  )
  const began = Date.now()
  pull.child.kill('SIGTERM')
  expect(await pull.ended).toMatch(/collect-snap: stopped/)
  expect((Date.now() - began) / 1000).toBeLessThan(35)
  expect(databaseRuns()).toBe(false)
  sandbox.setSwitches([])
  expect(await run(['collect', 'snap']).ended).toMatch(/collect-snap: done: [\d,]+ records/)
})

test('a source whose address is wrong is one sentence that names it and the setting, and exit code 1', async () => {
  sandbox = await startSandbox({ day: today, switches: ['google.redirect-elsewhere'] })
  const pull = run(['collect', 'google'])
  const said = await pull.ended
  expect(said).toMatch(/collect-google: failed\n {2}bundle: .*not followed.*COLLECT_GOOGLE_URL/)
  expect(pull.child.exitCode).toBe(1)
})

async function jsonAt<Body>(url: string): Promise<Body> {
  return (await (await fetch(url)).json()) as Body
}

interface Scheduled {
  readonly isScheduled: boolean
  readonly isStale: boolean
}

function scheduled<One extends { readonly isScheduled: boolean }>(all: readonly One[]): One[] {
  return all.filter(({ isScheduled }) => isScheduled)
}

interface Pull {
  readonly isScheduled: boolean
  readonly source: string
  readonly lastGoodAt: string | null
  readonly last: { readonly outcome: string } | null
}

const databaseRuns = () => existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))

function run(args: readonly string[]): { child: ChildProcess; ended: Promise<string>; text: () => string } {
  const { DATABASE_URL: _, ...outer } = process.env
  const settings = {
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    COLLECT_SNAP_URL: sandbox.addresses.snap,
    COLLECT_GOOGLE_URL: sandbox.addresses.google,
  }
  const collect = args[0] === 'serve' ? { COLLECT: 'snap,google' } : {}
  const env = { ...outer, ...settings, ...collect }
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  const ended = new Promise<string>((resolve) => child.once('close', () => resolve(said)))
  return { child, ended, text: () => said }
}

function serve() {
  const site = run(['serve'])
  return {
    said: async (words: RegExp): Promise<string> => {
      const found = await until(
        async () => words.exec(site.text()),
        (match) => match !== null || site.child.exitCode !== null,
      )
      if (found === null) throw new Error(`it ended without a word of ${words}: ${site.text()}`)
      return found[1] ?? ''
    },
    /** Seconds from SIGTERM to the end of the process. */
    stopped: async (): Promise<number> => {
      const began = Date.now()
      site.child.kill('SIGTERM')
      await site.ended
      expect(site.child.exitCode).toBe(0)
      expect(databaseRuns()).toBe(false)
      const took = (Date.now() - began) / 1000
      process.stderr.write(`SIGTERM to exit: ${took.toFixed(1)} s\n`)
      return took
    },
  }
}

/** Asks again until the answer is the one that is waited for; the test's own limit ends it. */
async function until<Answer>(ask: () => Promise<Answer>, isIt: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await ask()
    if (isIt(answer)) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
