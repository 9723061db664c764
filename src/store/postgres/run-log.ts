import type { DataSource, QueryRunner } from 'typeorm'
import type { Instant } from '../../domain/calendar.ts'
import type { JobName, JobState, RunLog, RunRecord, RunTrigger, Tick } from '../../ports/run-log.ts'
import { inJobTransaction } from './job-transaction.ts'
import { openRun } from './open-run.ts'
import { asInstant, instantOrNull } from './rows/held.ts'
import { freeDeadLease, IS_LIVE, insertRun, LEASE_PACE, type LeasePace } from './run-lease.ts'
import type { JobRunRow } from './tables/runs.ts'

/** Answered ticks are kept so long before the newest one. */
const TICK_DAYS = 60

/** @param pace of leases; shorter in tests */
export function postgresRunLog(dataSource: DataSource, pace = LEASE_PACE): RunLog {
  return {
    plan: (job, nextDueAt, now) => plan(dataSource, job, { nextDueAt, now }),
    begin: async (job, trigger, tick) => {
      const runner = dataSource.createQueryRunner()
      try {
        const runId = await begin({ runner, job, trigger, tick, pace })
        if (runId !== null) return await openRun({ dataSource, runner, job, runId, pace })
      } catch (problem) {
        await runner.release()
        throw problem
      }
      await runner.release()
      return null
    },
    dueNow: async (job, at) => {
      const [, scheduled] = await dataSource.query(DUE_NOW, [job, at])
      return scheduled > 0
    },
    states: () => states(dataSource),
    runs: (job, most) => runs(dataSource, job, most),
  }
}

const IS_MISSED = `
SELECT job.next_due_at, job.next_due_at <= $2 AND NOT EXISTS (
  SELECT FROM job_tick tick WHERE tick.job = job.name AND tick.due_at = job.next_due_at -- job_tick_pkey
) AS is_missed
FROM job WHERE job.name = $1`

const SET_NEXT = 'UPDATE job SET next_due_at = $2 WHERE job.name = $1 AND job.next_due_at IS DISTINCT FROM $2'

interface Plan {
  readonly nextDueAt: Instant
  readonly now: Instant
}

async function plan(dataSource: DataSource, job: JobName, { nextDueAt, now }: Plan): Promise<Instant | null> {
  const runner = dataSource.createQueryRunner()
  try {
    return await inJobTransaction(runner, job, async () => {
      await freeDeadLease(runner, job)
      const [row] = await runner.query(IS_MISSED, [job, now])
      if (row.is_missed === true) return asInstant(row.next_due_at)
      await runner.query(SET_NEXT, [job, nextDueAt])
      return null
    })
  } finally {
    await runner.release()
  }
}

/** One that is due earlier stays so: it is still to be answered. */
const DUE_NOW = `
UPDATE job SET next_due_at = least(job.next_due_at, $2) WHERE job.name = $1 AND job.next_due_at IS NOT NULL`

/** A tick before the earliest unanswered one has been answered by a run that began after it. */
const CLAIM = `
WITH claimed AS (
  INSERT INTO job_tick (job, due_at)
  SELECT job.name, $2 FROM job WHERE job.name = $1 AND (job.next_due_at IS NULL OR job.next_due_at <= $2)
  ON CONFLICT DO NOTHING RETURNING job_tick.job
)
UPDATE job SET next_due_at = $3 FROM claimed WHERE job.name = claimed.job`

const FORGET_TICKS = `
DELETE FROM job_tick tick WHERE tick.job = $1 AND tick.due_at < $2::timestamptz - $3 * interval '1 day' -- job_tick_pkey`

interface Beginning {
  readonly runner: QueryRunner
  readonly job: JobName
  readonly trigger: RunTrigger
  readonly tick: Tick | null
  readonly pace: LeasePace
}

/** @returns the run's id, or null where it is not ours to run */
function begin({ runner, job, trigger, tick, pace }: Beginning): Promise<string | null> {
  return inJobTransaction(runner, job, async () => {
    await freeDeadLease(runner, job)
    const leases = await runner.query('SELECT FROM job_lease lease WHERE lease.job = $1', [job])
    if (leases.length > 0) return null
    if (tick !== null) {
      const [, claimed] = await runner.query(CLAIM, [job, tick.dueAt, tick.nextDueAt])
      if (claimed === 0) return null
      await runner.query(FORGET_TICKS, [job, tick.dueAt, TICK_DAYS])
    }
    return insertRun(runner, { job, trigger, dueAt: tick?.dueAt ?? null }, pace)
  })
}

/** A run that nobody ended, and whose holder is gone, reads as it will be written by the next process that looks. */
const RUN = `
SELECT run.id, run.job, run.trigger, run.due_at, run.started_at, run.finished_at, run.message, run.counts, run.progress,
  CASE WHEN run.outcome IS NULL AND lease.job IS NULL THEN 'lost' ELSE run.outcome END AS outcome
FROM job_run run LEFT JOIN job_lease lease ON lease.run_id = run.id AND ${IS_LIVE}`

const RUNS = `${RUN} WHERE run.job = $1 ORDER BY run.id DESC LIMIT $2 -- job_run_by_job`

async function runs(dataSource: DataSource, job: JobName, most: number): Promise<RunRecord[]> {
  const rows: JobRunRow[] = await dataSource.query(RUNS, [job, most])
  return rows.map(runRecord)
}

async function states(dataSource: DataSource): Promise<JobState[]> {
  const jobs = await dataSource.query('SELECT job.name, job.next_due_at, job.last_good_at FROM job ORDER BY job.name')
  return Promise.all(
    jobs.map(async (job: { name: JobName; next_due_at: Date | null; last_good_at: Date | null }) => {
      const newest = await runs(dataSource, job.name, 2)
      return {
        job: job.name,
        nextDueAt: instantOrNull(job.next_due_at),
        running: newest.find(({ outcome }) => outcome === null) ?? null,
        last: newest.find(({ outcome }) => outcome !== null) ?? null,
        lastGoodAt: instantOrNull(job.last_good_at),
      }
    }),
  )
}

function runRecord(row: JobRunRow): RunRecord {
  const { id, job, trigger, outcome, message, counts, progress } = row
  return {
    id: Number(id),
    job,
    trigger,
    dueAt: instantOrNull(row.due_at),
    startedAt: asInstant(row.started_at),
    finishedAt: instantOrNull(row.finished_at),
    outcome,
    message,
    counts,
    progress: outcome === null ? progress : null,
  }
}
