import { untilMidnight } from '../../domain/calendar.ts'
import type { ApiAnswer, Verdict } from '../../ports/crawling.ts'

const PASSING_MS = 10_000
/** Source: clients that lived with the API: three tries. */
const MOST_TRIES = 3

/** The `error` of an answer; `code` is `ok` where all is well. */
export interface TikTokError {
  readonly code: string
  readonly message: string
}

/** Null: the answer is none of the API's. */
export function errorIn(answer: unknown): TikTokError | null {
  const error = (answer as { readonly error?: unknown } | null)?.error
  // The token's own errors have another shape: `{"error":"invalid_client","error_description":"…"}`.
  if (typeof error === 'string') return { code: error, message: textAt(answer, 'error_description') }
  return typeof error === 'object' && error !== null
    ? { code: textAt(error, 'code'), message: textAt(error, 'message') }
    : null
}

function textAt(value: unknown, key: string): string {
  const text = (value as Readonly<Record<string, unknown>>)[key]
  return typeof text === 'string' ? text : ''
}

const SCOPE = 'Ask TikTok for research.adlib.basic on the application that TIKTOK_CLIENT_KEY is of.'
const PARAMETERS = 'TikTok refuses what we ask for: see whether its documentation has changed.'

/** What an error means that no place knows better; null: there is none. */
export function verdictOnError(answer: ApiAnswer, error: TikTokError | null): Verdict | null {
  const what = wordsOn(answer, error)
  switch (error?.code) {
    case 'ok':
      return null
    case 'rate_limit_exceeded':
      return { is: 'throttled', what, waitMs: retryAfterMs(answer) }
    case 'daily_quota_limit_exceeded':
      return { is: 'closed', what, waitMs: untilMidnight(answer.at) }
    case 'access_token_invalid':
      return { is: 'expired', what }
    case 'scope_not_authorized':
    case 'scope_permission_missed':
      return { is: 'refused', what, todo: SCOPE }
    case 'invalid_params':
      return { is: 'refused', what, todo: PARAMETERS }
    case 'internal_error':
      return { is: 'transient', what, waitMs: PASSING_MS, most: MOST_TRIES }
    default:
      return byStatus(answer, what)
  }
}

function wordsOn({ status, text }: ApiAnswer, error: TikTokError | null): string {
  if (error !== null)
    return `${error.code} (${status})${error.message === '' ? '' : `: ${error.message.slice(0, 120)}`}`
  return /^\s*</.test(text) ? `a web page in place of an answer (${status})` : `no answer of the API (${status})`
}

function byStatus(answer: ApiAnswer, what: string): Verdict {
  const { status, text } = answer
  if (status === 429) return { is: 'throttled', what, waitMs: retryAfterMs(answer) }
  if (status === 401) return { is: 'expired', what }
  const isOurs = status >= 400 && status < 500 && !/^\s*</.test(text)
  if (isOurs) return { is: 'refused', what, todo: PARAMETERS }
  return { is: 'transient', what, waitMs: PASSING_MS, most: MOST_TRIES }
}

/** Sent sometimes; without it waits grow from 30 s to 240 s. */
function retryAfterMs({ header }: ApiAnswer): number | null {
  const seconds = header('retry-after')
  return seconds !== null && /^\d{1,5}$/.test(seconds.trim()) ? Number(seconds) * 1000 : null
}
