import type { ApiAnswer, Position, Verdict } from '../../ports/crawling.ts'
import { jsonOrNull } from '../shared/answer-json.ts'
import type { At } from './position.ts'

/** So often in a pass the operations are looked for; then they are not where we look. */
const MOST_LOOKS = 3
const WAIT_MS = 60_000

/** What an answer means that is not the one asked for. */
export function refusal(answer: ApiAnswer, at: At): Verdict {
  const { status, text } = answer
  const message = errorMessage(text)
  const isOfApi = at.step === 'create' || at.step === 'status'
  if (isOfApi && isUnknownOperation(status, message)) return lookAgain(at, message)
  if (status === 429) return { is: 'throttled', what: 'too many calls (429)', waitMs: waitTold(answer) }
  if (status === 401) return { is: 'expired', what: `X does not take the token (401)${said(message)}` }
  if (status === 403) return { is: 'refused', what: `X refuses (403)${said(message)}`, todo: NO_ACCESS }
  // Of the anonymous pages; nothing is known then of how many ads there are.
  if (/^\s*\{\s*"ads"\s*:\s*\[\s*\]\s*\}\s*$/.test(text)) return passing('an empty list of ads, which says nothing')
  if (status >= 500) return passing(`X fails (${status})`)
  if (/^\s*<(?:!doctype|html)/i.test(text)) return passing(`a web page in place of an answer (${status})`)
  if (text.trim() === '') return passing(`an empty answer (${status})`)
  if (status === 200 && message !== null) return { is: 'skip', what: `X says: ${message}` }
  if (status >= 400 && isOfApi) {
    return { is: 'skip', what: `X refuses to report on account ${at.user} (${status})${said(message)}` }
  }
  if (status >= 400) return { is: 'refused', what: `X refuses (${status})${said(message)}`, todo: NOT_UNDERSTOOD }
  return passing(`an answer that we do not know (${status})`)
}

const NO_ACCESS =
  'Ask X for access of your app to the ads repository, and see X_BEARER_TOKEN and COLLECT_X_EU_ACCOUNTS.'
const NOT_UNDERSTOOD = 'Look whether X has changed its ads repository: see src/sources/x-eu/README.md.'

function passing(what: string): Verdict {
  return { is: 'transient', what, waitMs: WAIT_MS }
}

function said(message: string | null): string {
  return message === null ? '' : `: ${message}`
}

/** An id that was replaced by a new build of the site. A 404 that says something else is of what was asked about. */
function isUnknownOperation(status: number, message: string | null): boolean {
  if (message === null) return status === 404
  return /query.{0,20}not.{0,5}found|unknown (?:query|operation)/i.test(message)
}

function lookAgain(at: At, message: string | null): Verdict {
  const { user, country, from, to, looks } = at
  const what = 'the ids of the export’s operations are used up'
  // Of ids that are as new as can be, nothing but a word says that it is about them.
  if (looks >= MOST_LOOKS && message === null) return { is: 'skip', what: `X finds nothing for account ${user} (404)` }
  if (looks >= MOST_LOOKS) {
    return { is: 'refused', what, todo: 'Look whether X has changed its export: see src/sources/x-eu/README.md.' }
  }
  const underWay: Position = at.step === 'status' ? { exportId: at.exportId, polls: at.polls } : {}
  const page: Position = { step: 'page', user, country, from, to, looks, ...underWay }
  return { is: 'instead', what: `${what}: they are looked for again`, positions: [page] }
}

/** `x-rate-limit-reset`, in seconds since 1970, or `retry-after`. */
function waitTold({ header, at }: ApiAnswer): number | null {
  const after = Number(header('retry-after') ?? Number.NaN)
  if (Number.isFinite(after) && after >= 0) return after * 1000
  const reset = Number(header('x-rate-limit-reset') ?? Number.NaN)
  return Number.isFinite(reset) ? Math.max(1_000, reset * 1000 - Date.parse(at)) : null
}

/** Null: the body tells no error. */
function errorMessage(text: string): string | null {
  const { errors }: { errors?: readonly { readonly message?: unknown }[] | null } = Object(jsonOrNull(text))
  const message = errors?.[0]?.message
  return typeof message === 'string' ? message.slice(0, 120) : null
}
