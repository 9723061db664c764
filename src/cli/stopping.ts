import { Problem } from '../domain/errors.ts'
import { stopRequest } from '../stop-request.ts'
import { say } from './say.ts'

/** Given when somebody wants the process to end, which is said once. */
export function stopSignal(isUnderNpm: boolean, tell = say): AbortSignal {
  const stop = new AbortController()
  void stopRequest(isUnderNpm).then((reason) => {
    tell(`Stopping (${reason}) …`)
    stop.abort()
  })
  return stop.signal
}

/** Settles when it is. */
export function given(signal: AbortSignal): Promise<true> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(true)
    else signal.addEventListener('abort', () => resolve(true), { once: true })
  })
}

/** Throws, from when somebody wants the process to end. */
export function untilStopped(isUnderNpm: boolean): () => void {
  return throwing(stopSignal(isUnderNpm))
}

/** The same of a signal that is at hand. */
export function throwing(stop: AbortSignal): () => void {
  return () => {
    if (stop.aborted) throw new Problem('import.stopped', 'stopped: what was reported is in the archive. Import again.')
  }
}
