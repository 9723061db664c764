import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readConfig } from '../../src/config.ts'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { projectRoot } from '../../src/project-root.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { type Site, startSite } from '../../src/serve.ts'
import { migrations } from '../../src/store/postgres/migrations/all.ts'
import { scratchDatabase } from '../support/archive.ts'

/** One process for readers, one for jobs, several of each: on a database of their own, and a folder that they share. */
let folder: string
let database: Awaited<ReturnType<typeof scratchDatabase>>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paidfor-roles-'))
  database = await scratchDatabase()
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const settings = (more: Record<string, string>) => ({
  ...{ DATA_DIR: join(folder, 'data'), DATABASE_URL: database.url, PORT: '0', COLLECT: 'snap' },
  ...more,
})

function start(environment: Record<string, string>): Promise<Site> {
  const quiet = () => undefined
  const stop = new AbortController().signal
  return startSite({ config: readConfig(environment), log: quiet, event: quiet, stop, show: quiet })
}

async function rows<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client(database.url)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

test('a process for readers serves the archive as it is, also an empty one, and does nothing by itself', async () => {
  const sandbox = await startSandbox({ day: new Date().toISOString().slice(0, 10) as CalendarDate })
  try {
    await using site = await start(settings({ ROLE: 'web', COLLECT_SNAP_URL: sandbox.addresses.snap }))
    const page = await fetch(site.url)
    expect(page.status).toBe(200)
    const text = await page.text()
    expect(text).toContain('Nothing has been collected yet')
    expect(text).not.toContain('made-up')
    expect((await fetch(`${site.url}search?q=vote`)).status).toBe(200)
    expect((await fetch(`${site.url}readyz`)).status).toBe(200)
    expect(sandbox.requests).toEqual([])
    expect(await rows('SELECT job FROM job')).toEqual([])
    expect(existsSync(join(folder, 'data', 'inbox'))).toBe(false)
    const name = new URL(database.url).pathname.slice(1)
    expect(await rows(`SELECT datname FROM pg_database WHERE datname = '${name}_sandbox'`)).toEqual([])
  } finally {
    await sandbox[Symbol.asyncDispose]()
  }
})

interface HealthOfSources {
  readonly isDatabaseUp: boolean
  readonly sources: readonly { readonly source: string; readonly isScheduled: boolean }[]
}

test('a process for jobs collects, and tells over HTTP how it is and nothing else', async () => {
  const sandbox = await startSandbox({ day: new Date().toISOString().slice(0, 10) as CalendarDate })
  try {
    await using site = await start(settings({ ROLE: 'jobs', COLLECT_SNAP_URL: sandbox.addresses.snap }))
    for (const path of ['healthz', 'readyz']) expect((await fetch(site.url + path)).status).toBe(200)
    const told = await fetch(`${site.url}healthz/sources`)
    const { isDatabaseUp, sources: known } = (await told.json()) as HealthOfSources
    expect(isDatabaseUp).toBe(true)
    expect(known.filter(({ isScheduled }) => isScheduled).map(({ source }) => source)).toEqual(['snap'])
    for (const path of ['', 'search?q=vote', 'bulk/index.json', 'healthz/x', 'ads/1', 'ads/%E0%A4%A']) {
      const answer = await fetch(site.url + path)
      expect([path, answer.status, await answer.text()]).toEqual([path, 404, expect.stringContaining('only runs jobs')])
    }
    expect((await fetch(site.url, { method: 'POST' })).status).toBe(405)
    expect(existsSync(join(folder, 'data', 'inbox', 'meta-report'))).toBe(true)
    await until(async () => sandbox.requests.length > 0)
  } finally {
    await sandbox[Symbol.asyncDispose]()
  }
})

test('two processes for readers and two for jobs start at once on an empty database', async () => {
  const roles = ['web', 'jobs', 'web', 'jobs']
  const all = roles.map((ROLE) => run(settings({ ROLE, COLLECT: '' })))
  try {
    const urls = await Promise.all(all.map(({ url }) => url))
    const ready = await Promise.all(urls.map((url) => fetch(`${url}readyz`)))
    expect(ready.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const pages = await Promise.all(urls.map((url) => fetch(url)))
    expect(pages.map(({ status }) => status)).toEqual([200, 404, 200, 404])
    const made = await rows<{ name: string }>('SELECT name FROM migrations ORDER BY id')
    expect(made).toHaveLength(migrations.length)
  } finally {
    for (const { child } of all) child.kill('SIGTERM')
  }
  expect(await Promise.all(all.map(({ ended }) => ended))).toEqual([0, 0, 0, 0])
}, 120_000)

interface Running {
  readonly child: ChildProcess
  /** Where it answers, once it does. */
  readonly url: Promise<string>
  readonly ended: Promise<number | null>
}

function run(environment: Record<string, string>): Running {
  const program = join(projectRoot, 'scripts', 'paidfor.mjs')
  const child = spawn(process.execPath, [program, 'serve'], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const url = new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (text) => {
      said += text
      const [, found] = /Paidfor [^"]*?(http:\/\/[^"\s]+:\d+\/)/.exec(said) ?? []
      if (found !== undefined) resolve(found)
    })
    void ended.then(() => reject(new Error(`it ended: ${said}`)))
  })
  return { child, url, ended }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20))
}
