import type { Job, JobResult } from '../../jobs/job.ts'
import { runOnce } from '../../jobs/run-once.ts'
import { Problem, type ProblemCode } from '../../src/domain/errors.ts'
import type { RunLog, RunOutcome } from '../../src/ports/run-log.ts'
import { postgresRunLog } from '../../src/store/postgres/run-log.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'

let opened: TestArchive
let runLog: RunLog
let said: { line: string; error: unknown }[]
beforeEach(async () => {
  opened = await openTestArchive()
  runLog = postgresRunLog(opened.database, { leaseMs: 60_000, heartbeatMs: 20 })
  said = []
})
afterEach(() => opened.close())

const done: JobResult = { outcome: 'done', message: '2 files', counts: { files: 2 } }
const jobThat = (run: Job['run']): Job => ({ name: 'collect-snap', schedule: '17 5 * * *', run })
const log = (line: string, error?: unknown) => said.push({ line, error })
const running = (job: Job, stop = new AbortController().signal) => runOnce(job, { runLog, log, stop })
const lastRun = async () => (await runLog.runs('collect-snap', 1))[0]

test('a job by hand is noted as one on schedule is, and answers no tick', async () => {
  expect(await running(jobThat(async () => done))).toEqual(done)
  expect(await lastRun()).toMatchObject({ ...done, trigger: 'hand', dueAt: null })
})

test('a job that runs already is refused, with what to do', async () => {
  const first = await runLog.begin('collect-snap', 'hand', null)
  const refused = running(jobThat(async () => done))
  await expect(refused).rejects.toMatchObject({ code: 'job.running' })
  await expect(refused).rejects.toThrow('collect-snap is running already, in another process.')
  await first?.finish('done', null, {})
})

test.each<[ProblemCode, RunOutcome]>([
  ['collect.suspect', 'suspect'],
  ['collect.deferred', 'deferred'],
  ['collect.unreachable', 'failed'],
  ['collect.refused', 'failed'],
  ['import.stopped', 'failed'],
  ['database.unavailable', 'failed'],
])('a job that ends by %s is noted as %s, in the words of the problem', async (code, outcome) => {
  const result = await running(jobThat(() => Promise.reject(new Problem(code, 'Do this.'))))
  expect(result).toEqual({ outcome, message: 'Do this.', counts: {} })
  expect(await lastRun()).toMatchObject({ outcome, message: 'Do this.' })
  expect(said).toEqual([{ line: 'collect-snap: Do this.', error: undefined }])
})

test('a fault of the program is a failed run: people get a sentence, the log the error', async () => {
  const fault = new TypeError('x is not a function')
  const throws = () => {
    throw fault
  }
  expect(await running(jobThat(throws))).toMatchObject({ outcome: 'failed' })
  expect((await lastRun())?.message).toMatch(/^It failed for a reason that nobody foresaw/)
  expect(said).toMatchObject([{ error: fault }])
})

test('a job that is asked to stop, and does, is stopped and not failed', async () => {
  const stop = new AbortController()
  const job = jobThat(async (_run, signal) => {
    stop.abort()
    expect(signal.aborted).toBe(true)
    throw new Problem('import.stopped', 'Stopped.')
  })
  expect(await running(job, stop.signal)).toMatchObject({ outcome: 'stopped' })
  expect(await lastRun()).toMatchObject({ outcome: 'stopped' })
})

test('a job is not begun after the stop', async () => {
  const job = jobThat(() => Promise.reject(new Error('it was begun')))
  expect(await running(job, AbortSignal.abort())).toMatchObject({ outcome: 'stopped' })
})

test('who loses the lease is asked to end, and does not write over the run of another', async () => {
  const job = jobThat(async (run, signal) => {
    await opened.database.query('DELETE FROM job_lease')
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    expect(run.lost.aborted).toBe(true)
    return done
  })
  expect(await running(job)).toMatchObject({ outcome: 'lost' })
  expect(await lastRun()).toMatchObject({ outcome: 'lost', message: null })
})
