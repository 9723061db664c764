/** A failure that may pass by itself, and is worth another try. It never leaves this folder. */
export class Passing extends Error {
  /** Behind “the last time”: “it answered 503”. */
  readonly reason: string
  readonly retryAfterMs: number | null

  constructor(reason: string, { retryAfterMs = null, cause }: { retryAfterMs?: number | null; cause?: unknown } = {}) {
    super(reason, cause === undefined ? undefined : { cause })
    this.name = 'Passing'
    this.reason = reason
    this.retryAfterMs = retryAfterMs
  }
}
