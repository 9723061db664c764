import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'
import { type KeptData, keepData } from './support/kept-data.ts'

/** With the embedded database, which must never be left behind. */
let kept: KeptData
beforeAll(async () => {
  kept = await keepData()
})
afterAll(() => kept.forget())

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paidfor-stopping-'))
  kept.copyTo(join(folder, 'data'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const program = join(projectRoot, 'scripts', 'paidfor.mjs')
const databaseRuns = () => existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))

interface Running {
  readonly child: ChildProcess
  /** Settles when stderr has said such a thing for the nth time, with what it said in between. */
  readonly says: (words: RegExp, times?: number) => Promise<RegExpExecArray>
  /** Settles when the program and all its children that share its stderr have ended. */
  readonly ended: Promise<string>
}

function start(command: string, args: readonly string[], environment: Record<string, string> = {}): Running {
  const { DATABASE_URL: _, ...outer } = process.env
  const env = { ...outer, DATA_DIR: join(folder, 'data'), PORT: '0', ...environment }
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  let said = ''
  child.stderr?.on('data', (text) => {
    said += text
  })
  const ended = new Promise<string>((resolve) => child.stderr?.once('close', () => resolve(said)))
  const says = (words: RegExp, times = 1) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = [...said.matchAll(new RegExp(words, 'g'))].at(times - 1)
        if (found !== undefined) resolve(found as RegExpExecArray)
      }
      child.stderr?.on('data', look)
      child.stderr?.once('close', () => reject(new Error(`ended without a word of ${words}: ${said}`)))
      look()
    })
  return { child, says, ended }
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('the site ends on %s, and its database with it', async (signal) => {
  const { child, says, ended } = start(process.execPath, [program, 'serve'])
  await says(/Paidfor is at/)
  expect(databaseRuns()).toBe(true)
  child.kill(signal)
  expect(await ended).toContain(`Stopping (${signal})`)
  expect(databaseRuns()).toBe(false)
})

test('the site ends when npm does, whose shell passes no signal on', async () => {
  const shell = start('sh', ['-c', `"${process.execPath}" "${program}" serve; true`], { npm_lifecycle_event: 'start' })
  await shell.says(/Paidfor is at/)
  shell.child.kill('SIGKILL')
  expect(await shell.ended).toContain('Stopping (npm has ended)')
  expect(databaseRuns()).toBe(false)
})

test('an import that is interrupted says so, takes nothing half, and leaves no database behind', async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => ({ ADID: snapAdId(n) }))
  await writeFile(join(folder, '2024-10-01_2024.csv'), snapCsv(rows))
  const { child, says, ended } = start(process.execPath, [program, 'import', 'snap', folder])
  await says(/Started PostgreSQL/)
  child.kill('SIGINT')
  expect(await ended).toMatch(/Stopping \(SIGINT\)[\s\S]*paidfor: stopped: what was reported is in the archive/)
  expect(child.exitCode).not.toBe(0)
  expect(databaseRuns()).toBe(false)
})

test('a site whose database is killed starts again by itself', async () => {
  const { child, says, ended } = start(process.execPath, [program, 'serve'])
  await says(/Paidfor is at/)
  process.kill(
    Number(readFileSync(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
    'SIGKILL',
  )
  const [, url = ''] = await says(/Paidfor is at ([^\s"]+)/, 2)
  expect((await fetch(url)).status).toBe(200)
  child.kill('SIGTERM')
  await ended
})
