import { Problem } from '../domain/errors.ts'

/** The work's result, or Problem `import.stopped` the moment the signal is given, however long the work takes to notice. */
export async function untilStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let stop: () => void = () => undefined
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(stoppedProblem())
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** @throws {Problem} `import.stopped` */
export function refuseStopped(signal: AbortSignal): void {
  if (signal.aborted) throw stoppedProblem()
}

function stoppedProblem(): Problem {
  return new Problem('import.stopped', 'we were asked to stop; the next run goes on from here.')
}
