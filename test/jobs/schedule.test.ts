import { once } from 'node:events'
import pg from 'pg'
import type { DataSource } from 'typeorm'
import type { Job } from '../../jobs/job.ts'
import { type Scheduler, startScheduler } from '../../jobs/scheduler.ts'
import { type Instant, instant } from '../../src/domain/calendar.ts'
import { Problem } from '../../src/domain/errors.ts'
import type { RunLog } from '../../src/ports/run-log.ts'
import { openDatabase } from '../../src/store/postgres/data-source.ts'
import { postgresRunLog } from '../../src/store/postgres/run-log.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { forkProcess } from './support/two-processes.ts'

const JOB = 'collect-snap'
const HOUR = 3_600_000
/** As in earnest, but for how often ticks are looked for. */
const patient = { stopMs: 20_000, noteMs: 4_000, lookEveryMs: 30 }
const hasty = { ...patient, stopMs: 300, noteMs: 300 }

let opened: TestArchive
let runLog: RunLog
let url: string
let said: string[]
beforeEach(async () => {
  opened = await openTestArchive()
  runLog = postgresRunLog(opened.database)
  const [{ name }] = await opened.database.query('SELECT current_database() AS name')
  url = Object.assign(new URL(process.env['PAIDFOR_TEST_SERVER'] ?? ''), { pathname: `/${name}` }).href
  said = []
})
afterEach(() => opened.close())

const hoursAgo = (hours: number): Instant => instant(new Date(Date.now() - hours * HOUR).toISOString())
/** A schedule whose ticks do not fall while a test runs. */
const rarely = `0 0 1 ${((new Date().getUTCMonth() + 6) % 12) + 1} *`
const jobThat = (run: Job['run'], name = JOB): Job => ({ name, schedule: rarely, run })
const quiet = jobThat(async () => ({ outcome: 'done', message: null, counts: {} }))
const start = (jobs: readonly Job[], limits = patient, database: DataSource = opened.database): Scheduler =>
  startScheduler({ jobs, runLog: postgresRunLog(database), log: (line) => said.push(line), limits })
const runs = () => runLog.runs(JOB, 100)

/** As if a process had planned a tick, and gone. */
const missTick = (dueAt: Instant) => runLog.plan(JOB, dueAt, hoursAgo(100))

/** A job that says when it is at work, and ends as it is told to. */
function longJob(untilEnd: (signal: AbortSignal) => Promise<unknown>) {
  let begin: (signal: AbortSignal) => void = () => undefined
  const atWork = new Promise<AbortSignal>((resolve) => {
    begin = resolve
  })
  const job = jobThat(async (_run, signal) => {
    begin(signal)
    await untilEnd(signal)
    throw new Problem('import.stopped', 'Stopped.')
  })
  return { job, atWork }
}

const aborted = (signal: AbortSignal) => (signal.aborted ? Promise.resolve() : once(signal, 'abort'))
const deaf = () => new Promise(() => undefined)

async function secondsOf(act: () => PromiseLike<unknown>): Promise<number> {
  const begun = performance.now()
  await act()
  return (performance.now() - begun) / 1000
}

/** Nobody gets to the database, until it is given back. */
async function takeDatabaseAway(): Promise<() => Promise<unknown>> {
  const server = new pg.Client(process.env['PAIDFOR_TEST_SERVER'])
  await server.connect()
  const name = new URL(url).pathname.slice(1)
  const allow = (allowed: boolean) => server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${allowed}`)
  await allow(false)
  await server.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [name])
  return async () => {
    await allow(true)
    await server.end()
  }
}

test('ticks missed while nothing ran are caught up with once, by whichever of two processes comes first', async () => {
  const missed = hoursAgo(50)
  await missTick(missed)
  const other = await openDatabase(url)
  const schedulers = [start([quiet]), start([quiet], patient, other)]
  for (const each of schedulers) await each.idle()
  for (const each of schedulers) await each[Symbol.asyncDispose]()
  await other.destroy()
  expect(await runs()).toMatchObject([{ trigger: 'catch-up', dueAt: missed, outcome: 'done' }])
  expect(Date.parse((await runLog.states())[0]?.nextDueAt ?? '')).toBeGreaterThan(Date.now())
})

test('a job that has never been planned does not run before its first tick', async () => {
  const scheduler = start([quiet])
  await scheduler.idle()
  await scheduler[Symbol.asyncDispose]()
  expect(await runs()).toEqual([])
})

test('a tick that is just due is left to the process that is on time', async () => {
  await missTick(instant(new Date(Date.now() - 1_000).toISOString()))
  const scheduler = start([quiet])
  await scheduler.idle()
  await scheduler[Symbol.asyncDispose]()
  expect(await runs()).toEqual([])
})

test('a job that throws harms neither the scheduler nor another job', async () => {
  const broken = jobThat(() => Promise.reject(new Error('a fault')), 'collect-google')
  await missTick(hoursAgo(2))
  await runLog.plan('collect-google', hoursAgo(2), hoursAgo(100))
  const scheduler = start([broken, quiet])
  await scheduler.idle()
  await scheduler[Symbol.asyncDispose]()
  expect((await runLog.states()).map(({ job, last }) => [job, last?.outcome])).toEqual([
    ['collect-google', 'failed'],
    [JOB, 'done'],
  ])
})

test('a tick that falls while the job runs is answered when it has ended', async () => {
  await missTick(hoursAgo(2))
  const fallen = hoursAgo(1)
  let times = 0
  const slow = jobThat(async () => {
    times++
    if (times === 1) await opened.database.query('UPDATE job SET next_due_at = $1', [fallen])
    return { outcome: 'done', message: null, counts: {} }
  })
  const scheduler = start([slow])
  while ((await runs()).filter(({ outcome }) => outcome === 'done').length < 2);
  await scheduler[Symbol.asyncDispose]()
  expect((await runs()).map(({ dueAt }) => dueAt)).toContain(fallen)
  expect(times).toBe(2)
})

test('stopped while idle: at once', async () => {
  const scheduler = start([quiet])
  expect(await secondsOf(() => scheduler[Symbol.asyncDispose]())).toBeLessThan(5)
})

test('stopped while a job runs that listens: it ends, is noted as stopped, and the next start goes on with its tick', async () => {
  const missed = hoursAgo(2)
  await missTick(missed)
  const { job, atWork } = longJob(aborted)
  const scheduler = start([job])
  await atWork
  expect(await secondsOf(() => scheduler[Symbol.asyncDispose]())).toBeLessThan(5)
  expect(await runs()).toMatchObject([{ outcome: 'stopped' }])
  const again = start([quiet])
  await again.idle()
  await again[Symbol.asyncDispose]()
  expect(await runs()).toMatchObject([{ outcome: 'done', trigger: 'catch-up', dueAt: missed }, { outcome: 'stopped' }])
})

test('stopped while a job runs that is deaf: it is waited for up to the limit, and noted as stopped', async () => {
  await missTick(hoursAgo(2))
  const { job, atWork } = longJob(deaf)
  const scheduler = start([job], hasty)
  await atWork
  const took = await secondsOf(() => scheduler[Symbol.asyncDispose]())
  expect(took).toBeGreaterThan((hasty.stopMs - 20) / 1000)
  expect(took).toBeLessThan(5)
  expect(await runs()).toMatchObject([
    { outcome: 'stopped', message: expect.stringContaining('did not do so in time') },
  ])
})

test('stopped while the database is gone: within the limits, and the job was told to end', async () => {
  await missTick(hoursAgo(2))
  const { job, atWork } = longJob(deaf)
  const scheduler = start([job], hasty)
  const signal = await atWork
  const giveBack = await takeDatabaseAway()
  const took = await secondsOf(() => scheduler[Symbol.asyncDispose]())
  expect(signal.aborted).toBe(true)
  expect(took).toBeLessThan(5)
  await giveBack()
})

test('while the database is away the scheduler lives on, says so once, and catches up when it is back', async () => {
  const missed = hoursAgo(2)
  await missTick(missed)
  const giveBack = await takeDatabaseAway()
  const scheduler = start([quiet])
  await scheduler.idle()
  await scheduler.idle()
  expect(said).toEqual(['The database cannot be reached: jobs that fall due are caught up with when it is back.'])
  await giveBack()
  while ((await runs())[0]?.outcome !== 'done');
  await scheduler[Symbol.asyncDispose]()
  expect(await runs()).toMatchObject([{ trigger: 'catch-up', dueAt: missed }])
  expect(said.slice(1)).toEqual(['The database is back: jobs run again.'])
})

test('when the process that runs a job is killed, another goes on with its tick within two seconds', async () => {
  const [dueAt, nextDueAt] = [hoursAgo(1), instant(new Date(Date.now() + HOUR).toISOString())]
  const victim = forkProcess('held-run.mjs', [url, JOB, dueAt, nextDueAt])
  const [id] = await once(victim, 'message')
  expect(await runLog.begin(JOB, 'hand', null)).toBeNull()
  victim.kill('SIGKILL')
  await once(victim, 'exit')
  const scheduler = start([quiet])
  const took = await secondsOf(async () => {
    while ((await runs())[0]?.outcome !== 'done');
  })
  await scheduler[Symbol.asyncDispose]()
  expect(took).toBeLessThan(2)
  expect(await runs()).toMatchObject([
    { trigger: 'catch-up', dueAt, outcome: 'done' },
    { id, dueAt, outcome: 'lost', message: expect.stringContaining('Its process died') },
  ])
})
