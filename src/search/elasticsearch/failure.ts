import { Problem } from '../../domain/errors.ts'

/** An error as the engine words it. */
export interface EngineError {
  readonly type?: string
  readonly reason?: string
  readonly root_cause?: readonly EngineError[]
  readonly failed_shards?: readonly { readonly reason?: EngineError }[]
  readonly caused_by?: EngineError
}

const MOST_WORDS = 500

/** Whatever the engine, or what stands before it, answers instead of JSON may be long, and is not ours. */
export function inShort(text: string): string {
  return text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS - 1)}…` : text
}

export function unavailable(says: string, details: Readonly<Record<string, unknown>> = {}): Problem {
  return new Problem('search.unavailable', `Elasticsearch ${says}.`, { details })
}

/** The Problem of an answer that says no. A point in time that the engine does not hold any more is told apart. */
export function refusal(status: number, error: unknown): Problem {
  const said = errorText(error)
  const isLost = typesOf(error).some((type) => type === NO_POINT || (status === 404 && type === NO_INDEX))
  const details = { status, ...(isLost ? { pointLost: true } : {}) }
  if (isLost) return unavailable(`does not hold the point in time any more (${said})`, details)
  if (status === 401) return unavailable(`does not let us in: user, password or key are wrong (401, ${said})`, details)
  if (status === 403) return unavailable(`does not allow us this (403, ${said})`, details)
  return unavailable(`answers ${status}: ${said}`, details)
}

const NO_POINT = 'search_context_missing_exception'
const NO_INDEX = 'index_not_found_exception'

/** Type and reason, of the innermost cause too where there is one. */
export function errorText(error: unknown): string {
  if (typeof error === 'string') return inShort(error.trim() === '' ? 'it says nothing more' : error.trim())
  const { type, reason, root_cause: roots, caused_by: cause } = (error ?? {}) as EngineError
  const inner = cause ?? roots?.[0]
  const own = textOf(type, reason)
  const more = inner === undefined || inner.reason === reason ? '' : `; ${textOf(inner.type, inner.reason)}`
  return inShort(own + more)
}

function textOf(type: string | undefined, reason: string | undefined): string {
  return reason === undefined ? (type ?? 'it says nothing more') : `${type ?? 'error'}: ${reason}`
}

function typesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return []
  const { type, root_cause: roots, failed_shards: shards } = error as EngineError
  const all = [type, ...(roots ?? []).map((each) => each.type), ...(shards ?? []).map((each) => each.reason?.type)]
  return all.filter((each) => each !== undefined)
}

export function late(seconds: number): Problem {
  return unavailable(`does not answer within ${seconds} seconds`)
}

/** What the client throws, by name: its classes are loaded only where an engine is set. */
interface ClientError extends Error {
  readonly statusCode?: number
  readonly body?: unknown
}

/**
 * The Problem of what the client threw; what is a mistake of ours stays as it is. The error itself is not kept as a cause: it
 * holds the whole request.
 */
export function problemOf(error: unknown, seconds: number): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, statusCode, body } = error as ClientError
  if (name === 'ResponseError') return refusal(statusCode ?? 0, errorIn(body))
  if (name === 'TimeoutError') return late(seconds)
  if (name === 'RequestAbortedError') return unavailable(`is not heard to the end: ${inShort(message)}`)
  if (name === 'ConnectionError' || name === 'NoLivingConnectionsError') {
    return unavailable(`cannot be reached: ${inShort(message)}`)
  }
  if (name === 'DeserializationError') return unavailable('answers what is no JSON')
  if (name === 'ProductNotSupportedError') {
    return unavailable('does not say that it is Elasticsearch: something else answers at its address', {
      isOther: true,
    })
  }
  return error
}

function errorIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'error' in body ? body.error : body
}
