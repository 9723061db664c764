import { Problem, type ProblemCode } from '../src/domain/errors.ts'
import type { RunOutcome } from '../src/ports/run-log.ts'
import type { JobResult } from './job.ts'

const OUTCOMES: Partial<Record<ProblemCode, RunOutcome>> = {
  'collect.suspect': 'suspect',
  'collect.deferred': 'deferred',
}

const UNFORESEEN = 'It failed for a reason that nobody foresaw. The log has the details: please report them.'

/** @returns what a run came to that threw instead of ending, `isUnforeseen` where that is a fault of the program */
export function resultOf(error: unknown, isStopping: boolean): { result: JobResult; isUnforeseen: boolean } {
  const isStopped = isStopping && error instanceof Error && (isStop(error) || error.name === 'AbortError')
  if (isStopped) return { result: stoppedResult, isUnforeseen: false }
  if (!(error instanceof Problem)) return { result: failed(UNFORESEEN), isUnforeseen: true }
  const result = { ...failed(error.message), outcome: OUTCOMES[error.code] ?? 'failed' }
  return { result, isUnforeseen: false }
}

export const stoppedResult: JobResult = {
  outcome: 'stopped',
  message: 'It was stopped before its end. The next run goes on where it got to.',
  counts: {},
}

function isStop(error: Error): boolean {
  return error instanceof Problem && error.code === 'import.stopped'
}

function failed(message: string): JobResult {
  return { outcome: 'failed', message, counts: {} }
}
