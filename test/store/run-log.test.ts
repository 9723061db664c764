import pg from 'pg'
import { type Instant, instant } from '../../src/domain/calendar.ts'
import type { OpenRun, RunLog, RunProgress } from '../../src/ports/run-log.ts'
import { openDatabase } from '../../src/store/postgres/data-source.ts'
import { postgresRunLog } from '../../src/store/postgres/run-log.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'

const JOB = 'collect-snap'
const day = (number: number): Instant => instant(new Date(Date.UTC(2026, 0, number, 5, 17)).toISOString())
const tickOf = (number: number) => ({ dueAt: day(number), nextDueAt: day(number + 1) })
/** Heartbeats so close that a test need not wait; the lease itself lasts as long as in earnest. */
const quick = { leaseMs: 60_000, heartbeatMs: 20 }

let opened: TestArchive
let runLog: RunLog
beforeEach(async () => {
  opened = await openTestArchive()
  runLog = postgresRunLog(opened.database, quick)
})
afterEach(() => opened.close())

const stateOf = async () => (await runLog.states()).find(({ job }) => job === JOB)

async function begun(...args: Parameters<RunLog['begin']>): Promise<OpenRun> {
  const run = await runLog.begin(...args)
  if (run === null) throw new Error('somebody else has it')
  return run
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve())
  })

const killBackend = () =>
  opened.database.query('SELECT pg_terminate_backend(backend_pid, 5000) FROM job_lease WHERE job = $1', [JOB])

test('a tick is answered once, however many ask for it at the same time', async () => {
  const runs = await Promise.all(Array.from({ length: 8 }, () => runLog.begin(JOB, 'tick', tickOf(1))))
  const [mine, ...others] = runs.filter((run) => run !== null)
  expect(others).toEqual([])
  await mine?.finish('done', null, {})
  expect(await runLog.begin(JOB, 'tick', tickOf(1))).toBeNull()
})

test('one run of a job at a time: the next waits until it has ended; another job does not wait', async () => {
  const first = await begun(JOB, 'tick', tickOf(1))
  expect(await runLog.begin(JOB, 'hand', null)).toBeNull()
  await (await begun('collect-google', 'hand', null)).finish('done', null, {})
  await first.finish('done', null, {})
  await (await begun(JOB, 'hand', null)).finish('done', null, {})
})

test('a tick that fell while the job ran is still to be answered, by one run for all that fell', async () => {
  const first = await begun(JOB, 'tick', tickOf(1))
  expect(await runLog.begin(JOB, 'tick', tickOf(2))).toBeNull()
  expect(await runLog.begin(JOB, 'tick', tickOf(3))).toBeNull()
  await first.finish('done', null, {})
  expect(await runLog.plan(JOB, day(4), day(3))).toBe(day(2))
  const catchUp = await begun(JOB, 'catch-up', { dueAt: day(2), nextDueAt: day(4) })
  await catchUp.finish('done', null, {})
  expect(await runLog.begin(JOB, 'tick', tickOf(3))).toBeNull()
  expect(await runLog.plan(JOB, day(4), day(3))).toBeNull()
})

test('the plan keeps when a job is due; the first one finds nothing missed, and a new schedule takes the place of the old', async () => {
  expect(await runLog.plan(JOB, day(1), '2025-12-31T00:00:00Z' as Instant)).toBeNull()
  expect(await stateOf()).toMatchObject({ nextDueAt: day(1), running: null, last: null, lastGoodAt: null })
  expect(await runLog.plan(JOB, '2026-01-01T02:00:00Z' as Instant, '2025-12-31T01:00:00Z' as Instant)).toBeNull()
  expect(await stateOf()).toMatchObject({ nextDueAt: '2026-01-01T02:00:00Z' })
})

test('what a run came to is told, with its counts; the last good one is remembered through failures', async () => {
  const first = await begun(JOB, 'tick', tickOf(1))
  expect(await stateOf()).toMatchObject({ running: { id: first.id, trigger: 'tick', dueAt: day(1), outcome: null } })
  await first.finish('done', '3 files', { files: 3 })
  const good = await stateOf()
  expect(good).toMatchObject({
    running: null,
    nextDueAt: day(2),
    last: { outcome: 'done', message: '3 files', counts: { files: 3 } },
  })
  await (await begun(JOB, 'hand', null)).finish('failed', 'It cannot be reached.', {})
  expect(await stateOf()).toMatchObject({ last: { outcome: 'failed', dueAt: null }, lastGoodAt: good?.lastGoodAt })
  expect(good?.lastGoodAt).not.toBeNull()
  expect((await runLog.runs(JOB, 10)).map(({ outcome }) => outcome)).toEqual(['failed', 'done'])
  expect(await runLog.runs(JOB, 1)).toHaveLength(1)
})

test('the first word about the end of a run counts', async () => {
  const run = await begun(JOB, 'hand', null)
  await run.finish('stopped', 'in time', {})
  await run.finish('done', 'too late', {})
  expect((await stateOf())?.last).toMatchObject({ outcome: 'stopped', message: 'in time' })
})

test('a stopped run gives its tick back, so that the next process goes on with it', async () => {
  await (await begun(JOB, 'tick', tickOf(1))).finish('stopped', null, {})
  expect(await stateOf()).toMatchObject({ nextDueAt: day(1) })
  expect(await runLog.plan(JOB, day(2), day(1))).toBe(day(1))
  await (await begun(JOB, 'catch-up', tickOf(1))).finish('done', null, {})
  expect(await runLog.plan(JOB, day(2), day(1))).toBeNull()
})

test('a run whose connection is gone is lost at once: it is told so, and another may begin', async () => {
  const run = await begun(JOB, 'tick', tickOf(1))
  await killBackend()
  await aborted(run.lost)
  expect(await stateOf()).toMatchObject({ running: null, last: { id: run.id, outcome: 'lost' } })
  const next = await begun(JOB, 'hand', null)
  await run.finish('done', 'it is not mine any more', {})
  expect(await stateOf()).toMatchObject({ running: { id: next.id }, last: { id: run.id, outcome: 'lost' } })
  await next.finish('done', null, {})
})

test('another connection that got the number of the lost one does not keep the lease alive', async () => {
  await begun(JOB, 'tick', tickOf(1))
  await opened.database.query("UPDATE job_lease SET backend_start = backend_start - interval '1 second'")
  const next = await begun(JOB, 'hand', null)
  await next.finish('done', null, {})
})

test('the tick of a lost run is caught up with; that of a lost catch-up is not, or a deadly job would start for ever', async () => {
  const lose = async (run: OpenRun) => {
    await killBackend()
    await aborted(run.lost)
  }
  await lose(await begun(JOB, 'tick', tickOf(1)))
  expect(await runLog.plan(JOB, day(2), day(1))).toBe(day(1))
  await lose(await begun(JOB, 'catch-up', tickOf(1)))
  expect(await runLog.plan(JOB, day(2), day(1))).toBeNull()
  expect(await stateOf()).toMatchObject({ nextDueAt: day(2) })
})

test('a holder that is alive keeps its lease beyond its time, by renewing it', async () => {
  const short = postgresRunLog(opened.database, { leaseMs: 400, heartbeatMs: 50 })
  const run = await short.begin(JOB, 'hand', null)
  const [{ until }] = await opened.database.query('SELECT expires_at AS until FROM job_lease')
  await opened.database.query('SELECT pg_sleep_until($1)', [until])
  expect(await runLog.begin(JOB, 'hand', null)).toBeNull()
  expect(run?.lost.aborted).toBe(false)
  await run?.finish('done', null, {})
  expect((await stateOf())?.last).toMatchObject({ outcome: 'done' })
})

test('a holder that renews nothing loses its lease when the time is up, though its connection stands', async () => {
  const silent = postgresRunLog(opened.database, { leaseMs: 60_000, heartbeatMs: 30_000 })
  const run = await silent.begin(JOB, 'hand', null)
  expect(await runLog.begin(JOB, 'hand', null)).toBeNull()
  await opened.database.query("UPDATE job_lease SET expires_at = now() - interval '1 second'")
  const next = await begun(JOB, 'hand', null)
  await run?.finish('done', 'too late', {})
  await next.finish('unchanged', null, {})
  expect((await runLog.runs(JOB, 9)).map(({ outcome }) => outcome)).toEqual(['unchanged', 'lost'])
})

test('a holder learns by its next heartbeat that another has taken the lease', async () => {
  const run = await begun(JOB, 'hand', null)
  await opened.database.query('DELETE FROM job_lease')
  await aborted(run.lost)
})

test('a holder whose heartbeats do not get through gives up before another may take the lease', async () => {
  const run = await postgresRunLog(opened.database, { leaseMs: 400, heartbeatMs: 100 }).begin(JOB, 'hand', null)
  const blocker = new pg.Client(await urlOf())
  await blocker.connect()
  await blocker.query('BEGIN; SELECT FROM job_lease FOR UPDATE')
  await aborted(run?.lost as AbortSignal)
  await blocker.end()
})

test('where the server hides how old a backend is, the lease is left to its time', async () => {
  const role = `r_${Date.now()}`
  await opened.database.query(
    `CREATE ROLE ${role} LOGIN PASSWORD 'p'; GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`,
  )
  const url = new URL(await urlOf())
  url.username = role
  url.password = 'p'
  const other = await openDatabase(url.href)
  const run = await begun(JOB, 'hand', null)
  const [{ since }] = await other.query(
    'SELECT activity.backend_start AS since FROM pg_stat_activity activity JOIN job_lease ON backend_pid = pid',
  )
  expect(since).toBeNull()
  expect(await postgresRunLog(other).begin(JOB, 'hand', null)).toBeNull()
  await run.finish('done', null, {})
  await other.destroy()
  await opened.database.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
})

async function urlOf(): Promise<string> {
  const url = new URL(process.env['PAIDFOR_TEST_SERVER'] ?? '')
  const [{ name }] = await opened.database.query('SELECT current_database() AS name')
  url.pathname = `/${name}`
  return url.href
}

const progress = (done: number): RunProgress => ({ what: '2026.zip', done, total: 1000, unit: 'bytes' })

test('progress is written at most once a second, and the last word of it gets there', async () => {
  await opened.database.query(`
    CREATE TABLE written (at timestamptz NOT NULL DEFAULT clock_timestamp(), done int);
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO written (done) VALUES ((NEW.progress->>'done')::int); RETURN NEW; END $$;
    CREATE TRIGGER note BEFORE UPDATE OF progress ON job_run FOR EACH ROW WHEN (NEW.progress IS NOT NULL) EXECUTE FUNCTION note()`)
  const run = await begun(JOB, 'hand', null)
  for (let done = 1; done <= 1000; done++) run.report(progress(done))
  const ofRunning = async () => (await stateOf())?.running?.progress ?? null
  while ((await ofRunning())?.done !== 1000);
  const written: { done: number; at: Date }[] = await opened.database.query('SELECT * FROM written ORDER BY at')
  expect(written.map(({ done }) => done)).toEqual([1, 1000])
  await run.finish('done', null, {})
  run.report(progress(2000))
  expect((await stateOf())?.last).toMatchObject({ outcome: 'done', progress: null })
})

test('progress that cannot be written harms nobody', async () => {
  const run = await begun(JOB, 'hand', null)
  await opened.database.query('ALTER TABLE job_run RENAME COLUMN progress TO elsewhere')
  run.report(progress(1))
  await opened.database.query('ALTER TABLE job_run RENAME COLUMN elsewhere TO progress')
  await run.finish('done', null, {})
  expect((await stateOf())?.last).toMatchObject({ outcome: 'done' })
})

test('the newest thousand runs of a job are kept, and the ticks of sixty days', async () => {
  await runLog.plan(JOB, day(1), day(0))
  await opened.database.query(
    `INSERT INTO job_run (job, trigger, finished_at, outcome) SELECT $1, 'hand', now(), 'done' FROM generate_series(1, 1200)`,
    [JOB],
  )
  await opened.database.query(
    `INSERT INTO job_tick (job, due_at) SELECT $1, $2::timestamptz - n * interval '1 day' FROM generate_series(1, 90) n`,
    [JOB, day(1)],
  )
  const run = await begun(JOB, 'tick', tickOf(1))
  await run.finish('done', null, {})
  const kept = await runLog.runs(JOB, 2_000)
  expect(kept).toHaveLength(1000)
  expect(kept[0]?.id).toBe(run.id)
  const [{ ticks }] = await opened.database.query('SELECT count(*)::int AS ticks FROM job_tick')
  expect(ticks).toBe(61)
})
