/** Time, and waiting for it to pass. */
export interface Clock {
  readonly now: () => Date
  /** Settles once so much time has passed, or rejects as soon as the signal is given. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}
