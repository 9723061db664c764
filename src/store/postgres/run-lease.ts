import { hostname } from 'node:os'
import type { QueryRunner } from 'typeorm'
import type { Instant } from '../../domain/calendar.ts'
import type { JobName, RunTrigger } from '../../ports/run-log.ts'

/** How long a lease outlives its last heartbeat, and how far apart they are. */
export interface LeasePace {
  readonly leaseMs: number
  readonly heartbeatMs: number
}

export const LEASE_PACE: LeasePace = { leaseMs: 60_000, heartbeatMs: 10_000 }

/**
 * Of a `lease`: its time is not up, and the connection that its holder keeps open is there. The server hides since when a
 * backend of another role runs; then the process number alone must do, and in doubt the time decides.
 */
export const IS_LIVE = `lease.expires_at > clock_timestamp() AND EXISTS (
  SELECT FROM pg_stat_activity backend
  WHERE backend.pid = lease.backend_pid
    AND (backend.backend_start IS NULL OR backend.backend_start = lease.backend_start)
)`

const LOST = 'Its process died, or lost the database, before it ended. The next run goes on where it got to.'

const FREE_DEAD = `
WITH dead AS (
  DELETE FROM job_lease lease WHERE lease.job = $1 AND NOT (${IS_LIVE}) RETURNING lease.run_id
)
UPDATE job_run run SET outcome = 'lost', finished_at = clock_timestamp(), message = $2, progress = NULL
FROM dead WHERE run.id = dead.run_id AND run.outcome IS NULL RETURNING run.id`

/** Ends the run whose holder is gone, if there is one. Call it while the job is held. */
export async function freeDeadLease(runner: QueryRunner, job: JobName): Promise<void> {
  const [lost] = await runner.query(FREE_DEAD, [job, LOST])
  for (const { id } of lost) await giveTickBack(runner, id)
}

const GIVE_BACK = `
WITH unanswered AS (
  SELECT run.job, run.due_at FROM job_run run
  WHERE run.id = $1 AND run.due_at IS NOT NULL
    AND (run.outcome = 'stopped' OR (run.outcome = 'lost' AND run.trigger = 'tick'))
), given_back AS (
  DELETE FROM job_tick tick USING unanswered
  WHERE tick.job = unanswered.job AND tick.due_at = unanswered.due_at
)
UPDATE job SET next_due_at = least(job.next_due_at, unanswered.due_at) FROM unanswered WHERE job.name = unanswered.job`

/** The tick of a run that did not get to its end is due again. A catch-up that killed its process is not tried again. */
export async function giveTickBack(runner: QueryRunner, runId: string): Promise<void> {
  await runner.query(GIVE_BACK, [runId])
}

const BEGIN = `
WITH run AS (
  INSERT INTO job_run (job, trigger, due_at, started_at) VALUES ($1, $2, $3, clock_timestamp()) RETURNING job_run.id
), lease AS (
  INSERT INTO job_lease (job, run_id, holder, backend_pid, backend_start, expires_at)
  SELECT $1, run.id, $4, backend.pid, backend.backend_start, clock_timestamp() + $5 * interval '1 millisecond'
  FROM run, pg_stat_activity backend WHERE backend.pid = pg_backend_pid()
)
SELECT run.id FROM run`

interface Beginning {
  readonly job: JobName
  readonly trigger: RunTrigger
  readonly dueAt: Instant | null
}

/** A run and its lease, in the name of the runner's own connection, which is to stay open as long as the run. @returns its id */
export async function insertRun(
  runner: QueryRunner,
  { job, trigger, dueAt }: Beginning,
  pace: LeasePace,
): Promise<string> {
  const holder = `${hostname()}:${process.pid}`
  const [{ id }] = await runner.query(BEGIN, [job, trigger, dueAt, holder, pace.leaseMs])
  return id
}

const RENEW = `
UPDATE job_lease lease SET expires_at = clock_timestamp() + $3 * interval '1 millisecond'
WHERE lease.job = $1 AND lease.run_id = $2`

interface Holding {
  readonly runner: QueryRunner
  readonly job: JobName
  readonly runId: string
  readonly pace: LeasePace
}

/**
 * Renews the lease until it is let go. `lost` is aborted when the connection breaks, when another has taken the lease, and
 * when no renewal got through for so long that another may.
 */
export async function keepLease(holding: Holding): Promise<{ lost: AbortSignal; letGo: () => Promise<void> }> {
  const { runner, job, runId, pace } = holding
  const lost = new AbortController()
  const connection = await runner.connect()
  let renewedAt = performance.now()
  let isAsking = false
  const end = () => {
    clearInterval(heart)
    connection.off('error', lose).off('end', lose)
  }
  const lose = () => {
    end()
    lost.abort()
  }
  const beat = async () => {
    const askedAt = performance.now()
    if (askedAt - renewedAt > pace.leaseMs - pace.heartbeatMs) return lose()
    if (isAsking) return
    isAsking = true
    const [, renewed] = await runner.query(RENEW, [job, runId, pace.leaseMs]).catch(() => [[], null])
    isAsking = false
    if (renewed === 0) lose()
    if (renewed === 1) renewedAt = askedAt
  }
  const heart = setInterval(beat, pace.heartbeatMs)
  heart.unref()
  connection.on('error', lose).on('end', lose)
  return {
    lost: lost.signal,
    letGo: async () => {
      end()
      if (!runner.isReleased) await runner.release()
    },
  }
}
