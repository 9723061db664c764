import { setTimeout } from 'node:timers/promises'

export interface Clock {
  readonly now: () => Date
  /** Settles once so much time has passed, or rejects as soon as the signal is given. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
}
