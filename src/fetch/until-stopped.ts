import { stoppedProblem } from '../domain/stopped.ts'

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
