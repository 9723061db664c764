import { Problem } from './errors.ts'

/** How a run ends that was asked to: what it has is kept. */
export function stoppedProblem(): Problem {
  return new Problem('import.stopped', 'we were asked to stop; the next run goes on from here.')
}

/** @throws {Problem} `import.stopped` once the signal is given */
export function refuseStopped(signal: AbortSignal): void {
  if (signal.aborted) throw stoppedProblem()
}
