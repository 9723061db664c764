import { Problem } from '../domain/errors.ts'

/** A refusal that has a meaning in HTTP only. */
export class HttpProblem extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'HttpProblem'
    this.status = status
  }
}

/** What a reader may learn about a failure. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly sentence: string
  readonly retryAfter: number | null
}

/** Failures that we expect tell their sentence; of all others a reader learns nothing but that they happened. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof HttpProblem) {
    return { status: error.status, code: 'request.refused', sentence: error.message, retryAfter: null }
  }
  if (error instanceof Problem) return refusalOfProblem(error)
  if (isUnsatisfiableRange(error)) {
    return { status: 416, code: 'request.invalid', sentence: 'The file is shorter than that range.', retryAfter: null }
  }
  if (isUnreadableAddress(error)) {
    return { status: 400, code: 'request.invalid', sentence: 'This address cannot be read.', retryAfter: null }
  }
  return UNEXPECTED
}

const UNEXPECTED: Refusal = {
  status: 500,
  code: 'internal',
  sentence: 'The archive could not answer. It has been noted under the number below; please try again later.',
  retryAfter: null,
}

function refusalOfProblem({ code, message, retryAfter }: Problem): Refusal {
  switch (code) {
    case 'request.invalid':
      return { status: 400, code, sentence: message, retryAfter }
    case 'request.not_found':
      return { status: 404, code, sentence: message, retryAfter }
    case 'request.too_slow':
      return { status: 503, code, sentence: message, retryAfter }
    case 'request.busy':
      return { status: 503, code, sentence: message, retryAfter: retryAfter ?? 10 }
    default:
      return UNEXPECTED
  }
}

/** From the static files: the one refusal of theirs that a reader can bring about. */
function isUnsatisfiableRange(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 416
}

/** Express throws a URIError with status 400 for `/ads/%E0%A4%A`. */
function isUnreadableAddress(error: unknown): boolean {
  return error instanceof URIError
}
