import type { JobName, OpenRun, RunCounts, RunOutcome } from '../src/ports/run-log.ts'

/** What a run came to. */
export interface JobResult {
  readonly outcome: RunOutcome
  /** One sentence for people; for a failure with what to do. */
  readonly message: string | null
  readonly counts: RunCounts
}

/** A step of the product that runs by itself. */
export interface Job {
  readonly name: JobName
  /** As cron has it, in UTC. */
  readonly schedule: string
  /**
   * Safe to repeat. Ends soon after `signal` is aborted (we are asked to stop, or the lease was lost) with what it has got,
   * or by Problem `import.stopped`. What it throws is noted as a failed run.
   */
  readonly run: (run: OpenRun, signal: AbortSignal) => Promise<JobResult>
}
