import { untilMidnight } from '../../domain/calendar.ts'
import type { ApiAnswer, Verdict } from '../../ports/crawling.ts'
import type { Json } from '../shared/answer-json.ts'
import type { LinkedInPosition } from './positions.ts'

/** Nine or ten quick calls are refused without a word of how long; after about 35 seconds it goes on. */
const THROTTLED_MS = 40_000
const FAILED_MS = 30_000

/** The service code of a token that has expired. */
const EXPIRED = 65_602

/** What an answer without elements means, by its body before its status. */
export function linkedInError(answer: ApiAnswer, body: Json | null, at: LinkedInPosition): Verdict {
  const { status, text } = answer
  const code = String(body?.['code'] ?? '')
  const what = `status ${status}${said(body)}`
  if (body?.['serviceErrorCode'] === EXPIRED || code === 'EXPIRED_ACCESS_TOKEN') return { is: 'expired', what }
  if (status === 429) return throttled(answer, what)
  if (status === 426 || code === 'NONEXISTENT_VERSION') return { is: 'refused', what, todo: NEWER_VERSION }
  if (body === null) return { is: 'transient', what: notJson(status, text), waitMs: FAILED_MS }
  if (status >= 500) return { is: 'transient', what, waitMs: FAILED_MS }
  if (status === 401) return { is: 'refused', what, todo: 'Get a new LINKEDIN_ACCESS_TOKEN: this one is not accepted.' }
  if (status === 403)
    return { is: 'refused', what, todo: 'Give the app of LINKEDIN_ACCESS_TOKEN the Ad Library product.' }
  if (status === 400 && /\bcount\b/i.test(said(body))) return { is: 'reduce', what }
  if (status === 400 && !OF_ALL_SEARCHES.test(code)) return { is: 'skip', what: `“${at.text}” was refused: ${what}` }
  const todo = 'LinkedIn’s answer is none that we know: see whether its API has changed.'
  return { is: 'refused', what, todo }
}

/** Codes of how it is asked, whatever is searched for. */
const OF_ALL_SEARCHES = /VERSION|PARAM_NOT_ALLOWED|METHOD|RESOURCE/

const NEWER_VERSION = 'Set LINKEDIN_VERSION to a version that LinkedIn still answers to: each ends after about a year.'

/** A day's quota begins anew at midnight UTC. */
function throttled({ at, text }: ApiAnswer, what: string): Verdict {
  if (!/\bday\b/i.test(text)) return { is: 'throttled', what, waitMs: THROTTLED_MS }
  return { is: 'closed', what, waitMs: untilMidnight(at) }
}

function notJson(status: number, text: string): string {
  return /^\s*</.test(text) ? `a web page instead of JSON, status ${status}` : `no JSON, status ${status}`
}

function said(body: Json | null): string {
  const parts = [body?.['code'], body?.['message']].filter((part) => typeof part === 'string' && part !== '')
  return parts.length === 0 ? '' : `, “${parts.join(': ').slice(0, 160)}”`
}
