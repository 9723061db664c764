import type { DataSource, QueryRunner } from 'typeorm'
import type { JobName, OpenRun, RunCounts, RunOutcome, RunProgress } from '../../ports/run-log.ts'
import { inJobTransaction } from './job-transaction.ts'
import { giveTickBack, keepLease, type LeasePace } from './run-lease.ts'

const REPORT_EVERY_MS = 1_000
const MOST_RUNS = 1_000

interface Begun {
  readonly dataSource: DataSource
  /** Its connection is named in the lease. */
  readonly runner: QueryRunner
  readonly job: JobName
  readonly runId: string
  readonly pace: LeasePace
}

/** A run whose lease has been taken, for as long as the process lives, or until it is finished. */
export async function openRun({ dataSource, runner, job, runId, pace }: Begun): Promise<OpenRun> {
  const { lost, letGo } = await keepLease({ runner, job, runId, pace })
  const writer = progressWriter((progress) => dataSource.query(REPORT, [runId, JSON.stringify(progress)]))
  let ending: Promise<void> | null = null
  const end = async (ended: Ended) => {
    writer.stop()
    try {
      await finish(dataSource, job, ended)
    } finally {
      await letGo()
    }
  }
  return {
    id: Number(runId),
    lost,
    report: writer.report,
    finish: (outcome, message, counts) => {
      ending ??= end({ runId, outcome, message, counts })
      return ending
    },
  }
}

const REPORT = 'UPDATE job_run run SET progress = $2 WHERE run.id = $1 AND run.outcome IS NULL'

/** Writes what was reported last: at once, then once a second while there is something new. A write that fails is left. */
function progressWriter(write: (progress: RunProgress) => Promise<unknown>) {
  let next: RunProgress | null = null
  let isBusy = false
  let isEnded = false
  let rest: NodeJS.Timeout | undefined
  const flush = async () => {
    isBusy = next !== null && !isEnded
    if (next === null || isEnded) return
    const progress = next
    next = null
    rest = setTimeout(flush, REPORT_EVERY_MS)
    rest.unref()
    await write(progress).catch(() => undefined)
  }
  return {
    report: (progress: RunProgress) => {
      next = progress
      if (!isBusy) void flush()
    },
    stop: () => {
      isEnded = true
      clearTimeout(rest)
    },
  }
}

interface Ended {
  readonly runId: string
  readonly outcome: RunOutcome
  readonly message: string | null
  readonly counts: RunCounts
}

const LET_GO = 'DELETE FROM job_lease lease WHERE lease.job = $1 AND lease.run_id = $2'

const END = `
UPDATE job_run run SET finished_at = clock_timestamp(), outcome = $2, message = $3, counts = $4, progress = NULL
WHERE run.id = $1`

const GOOD = `UPDATE job SET last_good_at = clock_timestamp() WHERE job.name = $1`

const FORGET_RUNS = `
DELETE FROM job_run run WHERE run.job = $1 AND run.id < (
  SELECT kept.id FROM job_run kept WHERE kept.job = $1 ORDER BY kept.id DESC OFFSET $2 LIMIT 1 -- job_run_by_job
)`

/** Who holds the lease no more writes nothing: the run has been ended by whoever took it. */
async function finish(dataSource: DataSource, job: JobName, { runId, outcome, message, counts }: Ended): Promise<void> {
  const runner = dataSource.createQueryRunner()
  try {
    await inJobTransaction(runner, job, async () => {
      const [, held] = await runner.query(LET_GO, [job, runId])
      if (held === 0) return
      await runner.query(END, [runId, outcome, message, JSON.stringify(counts)])
      if (outcome === 'stopped' || outcome === 'lost') await giveTickBack(runner, runId)
      if (outcome === 'done' || outcome === 'unchanged') await runner.query(GOOD, [job])
      await runner.query(FORGET_RUNS, [job, MOST_RUNS - 1])
    })
  } finally {
    await runner.release()
  }
}
