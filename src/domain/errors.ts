/** The closed list of expected failures. A code is stable; the message is for the person who reads it. */
export type ProblemCode =
  | 'request.invalid'
  | 'request.not_found'
  | 'request.gone'
  | 'request.too_slow'
  | 'request.busy'
  | 'config.invalid'
  | 'database.unavailable'
  | 'folder.unusable'
  | 'port.taken'
  | 'file.missing'
  | 'file.unreadable'
  | 'file.unknown_format'
  | 'file.undated'
  | 'file.too_large'
  | 'file.shrunk'
  | 'import.stopped'
  | 'collect.suspect'
  | 'collect.unreachable'
  | 'collect.deferred'
  | 'collect.refused'
  | 'job.running'
  | 'search.unavailable'
  | 'search.unsupported'
  | 'hold.unknown'
  | 'hold.decided'
  | 'review.unknown'
  | 'review.decided'
  | 'archive.damaged'
  | 'record.malformed'
  | 'record.schema_changed'
  | 'record.unreadable_text'

interface ProblemOptions {
  readonly details?: Readonly<Record<string, unknown>>
  /** Seconds after which the same call may succeed. */
  readonly retryAfter?: number
  readonly cause?: unknown
}

/** An expected failure: a code for the program, one sentence for the person that says what to do. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly details: Readonly<Record<string, unknown>>
  readonly retryAfter: number | null

  constructor(code: ProblemCode, message: string, options: ProblemOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.details = options.details ?? {}
    this.retryAfter = options.retryAfter ?? null
  }
}
