import { Counter, type Registry } from 'prom-client'
import type { OpenRun, RunLog } from '../ports/run-log.ts'
import { boundedLabel } from './bounded-label.ts'

export type CountRuns = (runLog: RunLog) => RunLog

const MOST_JOBS = 50

export function runMetrics(registry: Registry): CountRuns {
  const runs = new Counter({
    name: 'paidfor_job_runs_total',
    help: 'Runs of this process that have ended, by how they did',
    labelNames: ['job', 'outcome'],
    registers: [registry],
  })
  const jobLabel = boundedLabel(MOST_JOBS)
  return (runLog) => ({
    ...runLog,
    begin: async (job, trigger, tick) => {
      const run = await runLog.begin(job, trigger, tick)
      return run === null ? null : counted(run, (outcome) => runs.inc({ job: jobLabel(job), outcome }))
    },
  })
}

/** Counted when it ends, also where its end cannot be noted; once. */
function counted(run: OpenRun, count: (outcome: string) => void): OpenRun {
  let isCounted = false
  return {
    ...run,
    finish: (outcome, message, counts) => {
      if (!isCounted) count(outcome)
      isCounted = true
      return run.finish(outcome, message, counts)
    },
  }
}
