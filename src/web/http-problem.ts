import { Problem } from '../domain/errors.ts'
import { PROBLEMS, type WebProblemCode } from './api/problems.ts'

interface HttpProblemOptions {
  readonly code?: WebProblemCode
  /** Seconds. */
  readonly retryAfter?: number
}

/** A refusal that has a meaning in HTTP only. */
export class HttpProblem extends Error {
  readonly status: number
  readonly code: WebProblemCode
  readonly retryAfter: number | null

  constructor(status: number, message: string, { code = 'request.refused', retryAfter }: HttpProblemOptions = {}) {
    super(message)
    this.name = 'HttpProblem'
    this.status = status
    this.code = code
    this.retryAfter = retryAfter ?? null
  }
}

/** What a reader may learn about a failure. */
export interface Refusal {
  readonly status: number
  readonly code: WebProblemCode
  readonly sentence: string
  /** Seconds. */
  readonly retryAfter: number | null
}

/** Failures that we expect tell their sentence; of all others a reader learns nothing but that they happened. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof HttpProblem) {
    const { status, code, message, retryAfter } = error
    return { status, code, sentence: message, retryAfter }
  }
  if (error instanceof Problem) return refusalOfProblem(error)
  if (isUnsatisfiableRange(error)) {
    return refusal('request.bad_range', 'The file is shorter than that range.')
  }
  if (isUnreadableAddress(error)) return refusal('request.invalid', 'This address cannot be read.')
  return UNEXPECTED
}

function refusal(code: WebProblemCode, sentence: string, retryAfter: number | null = null): Refusal {
  return { status: PROBLEMS[code].status, code, sentence, retryAfter }
}

const UNEXPECTED = refusal(
  'internal',
  'The archive could not answer. It has been noted under the number below; please try again later.',
)

/** Without a word of the archive's own about when: an export takes a minute, a slow question may be asked otherwise. */
const BUSY_SECONDS = 10

function refusalOfProblem({ code, message, retryAfter }: Problem): Refusal {
  switch (code) {
    case 'request.invalid':
    case 'request.not_found':
    case 'request.gone':
    case 'request.too_slow':
      return refusal(code, message, retryAfter)
    case 'review.unknown':
      return refusal('request.not_found', message)
    case 'review.decided':
      return refusal('request.decided', message)
    case 'request.busy':
      return refusal(code, message, retryAfter ?? BUSY_SECONDS)
    default:
      return UNEXPECTED
  }
}

/** From files: the one refusal of theirs that a reader can bring about. */
function isUnsatisfiableRange(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 416
}

/** Express throws a URIError with status 400 for `/ads/%E0%A4%A`. */
function isUnreadableAddress(error: unknown): boolean {
  return error instanceof URIError
}
