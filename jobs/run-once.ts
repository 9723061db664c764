import { Problem } from '../src/domain/errors.ts'
import type { OpenRun, RunLog } from '../src/ports/run-log.ts'
import type { Job, JobResult } from './job.ts'
import { resultOf, stoppedResult } from './result-of.ts'

export interface RunDeps {
  readonly runLog: RunLog
  /** One line for the operator, with the error where there is more to know. */
  readonly log: (line: string, error?: unknown) => void
  /** Aborted: the run is to end. */
  readonly stop: AbortSignal
}

/**
 * A job by hand: the same code and the same lease as on its schedule. What the job throws is part of the result.
 * @throws {Problem} `job.running` while another process runs it; and what the database says when it cannot be reached
 */
export async function runOnce(job: Job, deps: RunDeps): Promise<JobResult> {
  const run = await deps.runLog.begin(job.name, 'hand', null)
  if (run !== null) return runToEnd(job, run, deps)
  const message =
    `${job.name} is running already, in another process. ` +
    'Wait until it has ended (the page of sources shows how far it is), or stop that process.'
  throw new Problem('job.running', message)
}

const LOST: JobResult = {
  outcome: 'lost',
  message: 'The database was lost while it ran, or another process took over. The next run goes on where it got to.',
  counts: {},
}

/** Runs what has been begun, and notes how it ended. Throws nothing. */
export async function runToEnd(job: Job, run: OpenRun, { log, stop }: RunDeps): Promise<JobResult> {
  const result = await attempt(job, run, { log, stop })
  try {
    await run.finish(result.outcome, result.message, result.counts)
  } catch (error) {
    log(`${job.name}: how its run ended (${result.outcome}) could not be noted: the database cannot be reached.`, error)
  }
  return result
}

async function attempt(job: Job, run: OpenRun, { log, stop }: Pick<RunDeps, 'log' | 'stop'>): Promise<JobResult> {
  if (stop.aborted) return stoppedResult
  try {
    const result = await job.run(run, AbortSignal.any([stop, run.lost]))
    return run.lost.aborted ? LOST : result
  } catch (error) {
    if (run.lost.aborted) return LOST
    const { result, isUnforeseen } = resultOf(error, stop.aborted)
    log(`${job.name}: ${result.message}`, isUnforeseen ? error : undefined)
    return result
  }
}
