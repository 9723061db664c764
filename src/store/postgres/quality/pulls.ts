import type { DataSource } from 'typeorm'
import { calendarDate } from '../../../domain/calendar.ts'
import type { PullDay, Pulls } from '../../../domain/source-days.ts'
import type { PullPlan } from '../../../ports/quality.ts'
import { instantOrNull } from '../rows/held.ts'
import { IS_LIVE } from '../run-lease.ts'

/** How the pulls of a source went, day by day: of as many runs as are kept. */
export async function pullsOf(dataSource: DataSource, { job, everyHours }: PullPlan, now: Date): Promise<Pulls> {
  const [days, planned]: [PullRow[], { next_due_at: Date | null }[]] = await Promise.all([
    dataSource.query(DAYS, [job]),
    dataSource.query('SELECT job.next_due_at FROM job WHERE job.name = $1', [job]),
  ])
  return { everyHours, now, nextDueAt: instantOrNull(planned[0]?.next_due_at ?? null), days: days.map(pullDay) }
}

interface PullRow {
  readonly day: string
  readonly good_at: Date | null
  readonly is_running: boolean
  readonly outcome: string | null
  readonly message: string | null
}

/** A run that nobody ended and whose holder is gone has died, whether or not another process has written so. */
const DAYS = `
WITH run AS (
  SELECT run.id, run.started_at, run.finished_at, run.message,
    CASE WHEN run.outcome IS NULL AND lease.job IS NULL THEN 'lost' ELSE run.outcome END AS outcome
  FROM job_run run LEFT JOIN job_lease lease ON lease.run_id = run.id AND ${IS_LIVE}
  WHERE run.job = $1 -- job_run_by_job
), ended_badly AS (
  SELECT run.id, run.outcome, run.message FROM run WHERE run.outcome NOT IN ('done', 'unchanged')
)
SELECT (run.started_at AT TIME ZONE 'UTC')::date::text AS day,
  max(run.finished_at) FILTER (WHERE run.outcome IN ('done', 'unchanged')) AS good_at,
  bool_or(run.outcome IS NULL) AS is_running,
  (array_agg(bad.outcome ORDER BY bad.id DESC) FILTER (WHERE bad.id IS NOT NULL))[1] AS outcome,
  (array_agg(bad.message ORDER BY bad.id DESC) FILTER (WHERE bad.id IS NOT NULL))[1] AS message
FROM run LEFT JOIN ended_badly bad ON bad.id = run.id
GROUP BY 1 ORDER BY 1`

function pullDay({ day, good_at, is_running, outcome, message }: PullRow): PullDay {
  return { day: calendarDate(day), goodAt: instantOrNull(good_at), isRunning: is_running, outcome, message }
}
