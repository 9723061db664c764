import type { ApiAnswer, Verdict } from '../../ports/crawling.ts'
import type { Json } from '../shared/answer-json.ts'

/** After a 429 without login a client that works waits so long. */
const THROTTLED_MS = 90_000
const FAILED_MS = 30_000

/**
 * What an answer that is not what we asked for means for any request, by its body before its status; null: that depends
 * on what was asked.
 */
export function commonError({ status, text }: ApiAnswer, body: Json | null): Verdict | null {
  if (status === 429 || /too many requests|rate limit/i.test(body === null ? text : errorText(body))) {
    return { is: 'throttled', what: 'too many calls', waitMs: THROTTLED_MS }
  }
  if (body === null) {
    const what = /^\s*</.test(text) ? `a web page instead of JSON, status ${status}` : `no JSON, status ${status}`
    return { is: 'transient', what, waitMs: FAILED_MS }
  }
  if (status >= 500) return { is: 'transient', what: `status ${status}${said(body)}`, waitMs: FAILED_MS }
  if (status === 401 || status === 403) {
    const todo = 'Check MICROSOFT_DEVELOPER_TOKEN, or leave it empty: the library can be asked without.'
    return { is: 'refused', what: `status ${status}${said(body)}`, todo }
  }
  return null
}

/** `, “The search text is not valid.”` or nothing, cut to what a person can take in. */
export function said(body: Json): string {
  const text = errorText(body)
  return text === '' ? '' : `, “${text.slice(0, 160)}”`
}

/** `{"error":{"code":"","message":"…"}}` as OData has it, or `{"Message":"…"}`. */
export function errorText(body: Json): string {
  const error = body['error'] ?? body['Error'] ?? body
  if (typeof error === 'string') return error
  const { message, Message } = Object(error) as { message?: unknown; Message?: unknown }
  const told = message ?? Message
  return typeof told === 'string' ? told : ''
}
