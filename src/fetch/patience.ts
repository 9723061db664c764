import { Problem } from '../domain/errors.ts'
import { refuseStopped } from '../domain/stopped.ts'
import type { Clock } from './clock.ts'
import type { Limits } from './limits.ts'
import { Passing } from './passing.ts'
import { backoffMs, jitteredUp } from './retry.ts'
import { untilStopped } from './until-stopped.ts'

export interface PatienceRules {
  readonly clock: Clock
  readonly random: () => number
  readonly limits: Limits
  /** By origin: until when (ms since 1970) it asked not to be asked. Shared by all files that lie there. */
  readonly closedUntil: Map<string, number>
}

/** Does the work, and again when it fails in passing. @throws {Problem} `collect.unreachable`, `collect.deferred`, `import.stopped` */
export type Patiently = <T>(work: () => Promise<T>) => Promise<T>

/** All that is retried is retried here. `address` is host and path, for messages; all waits of one file share one budget. */
export function patience(
  { clock, random, limits, closedUntil }: PatienceRules,
  { url, address, signal }: { readonly url: URL; readonly address: string; readonly signal: AbortSignal },
): Patiently {
  let budgetMs = limits.longestWaitMs
  const closedMs = () => Math.max(0, (closedUntil.get(url.origin) ?? 0) - clock.now().getTime())

  async function wait(ms: number): Promise<void> {
    budgetMs -= ms
    await untilStopped(
      signal,
      clock.sleep(ms, signal).catch((error) => {
        if (!signal.aborted) throw error
      }),
    )
    refuseStopped(signal)
  }

  async function waitFor(failedTries: number, failure: Passing | null): Promise<void> {
    const backoff = failedTries === 0 ? 0 : Math.ceil(backoffMs(failedTries, random()))
    if (closedMs() > budgetMs) throw deferred(url, closedMs())
    if (backoff > budgetMs) throw unreachable(address, failedTries, failure)
    const wanted = Math.max(backoff, Math.ceil(jitteredUp(closedMs(), random())))
    if (wanted > 0) await wait(Math.min(wanted, budgetMs))
    // Another file of the same place may have been told to wait for longer meanwhile.
    if (closedMs() > 0) await waitFor(0, failure)
  }

  return async (work) => {
    let failure: Passing | null = null
    for (let failedTries = 0; failedTries < limits.tries; failedTries++) {
      refuseStopped(signal)
      await waitFor(failedTries, failure)
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof Passing)) throw error
        failure = error
        const until = clock.now().getTime() + (error.retryAfterMs ?? 0)
        closedUntil.set(url.origin, Math.max(closedUntil.get(url.origin) ?? 0, until))
      }
    }
    throw unreachable(address, limits.tries, failure)
  }
}

function deferred({ host }: URL, ms: number): Problem {
  const seconds = Math.ceil(ms / 1000)
  const message = `${host} asks us to wait ${Math.ceil(seconds / 60)} minutes: it is left alone for so long, and a later run goes on from here.`
  return new Problem('collect.deferred', message, { retryAfter: seconds })
}

function unreachable(address: string, tries: number, failure: Passing | null): Problem {
  const message = `${address} failed ${tries} times, the last time because ${failure?.reason ?? 'of a wait'}: try again later.`
  const retryAfter = Math.ceil((failure?.retryAfterMs ?? 0) / 1000)
  return new Problem('collect.unreachable', message, { cause: failure, ...(retryAfter > 0 ? { retryAfter } : {}) })
}
