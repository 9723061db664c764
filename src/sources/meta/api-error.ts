import { z } from 'zod'
import type { ApiAnswer, Verdict } from '../../ports/crawling.ts'
import { type MetaPosition, metaPosition } from './position.ts'
import { pauseMs, usageIn } from './usage.ts'
import { withoutTokens } from './without-tokens.ts'

const text = z.string().nullish()

/** What stands under `error`; the code decides, never the status alone. */
const errorSchema = z.looseObject({
  code: z.coerce.number().int(),
  error_subcode: z.coerce.number().int().nullish(),
  message: text,
  error_user_title: text,
  is_transient: z.boolean().nullish(),
})
type GraphError = z.infer<typeof errorSchema>

interface Failure {
  readonly error: GraphError
  readonly answer: ApiAnswer
  readonly at: MetaPosition
  /** “code 1, subcode 99” */
  readonly what: string
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Rows of the table of errors, in their order; the first that knows the error answers. */
const RULES: readonly ((failure: Failure) => Verdict | null)[] = [
  tooMuch,
  throttled,
  expired,
  mayNot,
  blocked,
  deadCursor,
  badPage,
  badParameter,
  passing,
]

/** Null: the body tells of no error. */
export function errorVerdict(body: unknown, answer: ApiAnswer, position: Parameters<typeof metaPosition>[0]) {
  const parsed = errorSchema.safeParse(Object(body).error)
  if (!parsed.success) return null
  const error = parsed.data
  const subcode = error.error_subcode ? `, subcode ${error.error_subcode}` : ''
  const failure = { error, answer, at: metaPosition(position), what: `code ${error.code}${subcode}` }
  return RULES.reduce<Verdict | null>((verdict, rule) => verdict ?? rule(failure), null) ?? unknown(failure)
}

/** Code 1 stands for anything; asking for too much is told by words alone, without a subcode. */
function tooMuch({ error, what }: Failure): Verdict | null {
  if (error.code !== 1) return null
  const isTooMuch = /reduce the amount/i.test(error.message ?? '')
  return isTooMuch ? { is: 'reduce', what: `${what}: too much at once` } : { is: 'transient', what, waitMs: MINUTE_MS }
}

/** Of the app, of the user, of a business. 80000 to 80014: Graph API “Rate limits”, business use cases. */
function throttled({ error: { code }, answer, what }: Failure): Verdict | null {
  const isLimit = [4, 17, 32, 341, 613].includes(code) || (code >= 80_000 && code <= 80_014)
  if (!isLimit) return null
  const usage = usageIn(answer.header)
  return {
    is: 'throttled',
    what,
    waitMs: usage === null || usage.minutes === 0 ? null : pauseMs({ ...usage, percent: 100 }),
  }
}

function expired({ error: { code }, what }: Failure): Verdict | null {
  return code === 190 || code === 102 ? { is: 'expired', what } : null
}

const NOT_VERIFIED = 2_332_002

function mayNot({ error: { code, error_subcode: subcode }, what }: Failure): Verdict | null {
  if (code !== 10 && (code < 200 || code > 299)) return null
  const todo =
    subcode === NOT_VERIFIED
      ? 'The person whose token it is must confirm who and where they are at facebook.com/ID, and accept the terms at facebook.com/ads/library/api.'
      : 'The token lacks a permission: give it ads_read, as README.md of the source says.'
  return { is: 'refused', what, todo }
}

/** For breaking a rule; asking on makes it longer. */
function blocked({ error: { code }, what }: Failure): Verdict | null {
  return code === 368 ? { is: 'closed', what, waitMs: 6 * HOUR_MS } : null
}

/** Its item left the list. 2642: facebook/facebook-java-business-sdk issue 292. */
function deadCursor({ error: { code, message }, at, what }: Failure): Verdict | null {
  if (at.after === null) return null
  const isDead = code === 2642 || (code === 100 && /cursor/i.test(message ?? ''))
  return isDead ? { is: 'lost_place', what: `${what}: a dead cursor` } : null
}

/** One bad id fails the whole call: each is asked for alone, and the bad one is told. */
function badPage({ error, at, what }: Failure): Verdict | null {
  if (error.code !== 100 || error.error_user_title !== 'Invalid Page ID') return null
  const pages = at.pages ?? []
  if (pages.length < 2) return { is: 'skip', what: `Meta knows no page ${pages.join()}` }
  return {
    is: 'instead',
    what: `${what}: one of ${pages.length} pages is unknown`,
    positions: pages.map((page) => ({ ...at, pages: [page], after: null })),
  }
}

/** What no waiting cures; anything else of code 100 did pass, once, after ten minutes. */
function badParameter({ error, at, what }: Failure): Verdict | null {
  if (error.code !== 100) return null
  const message = error.message ?? ''
  if (/ad_reached_countries/.test(message)) return { is: 'skip', what: `Meta has no country ${at.country}` }
  if (!/nonexisting field|parameter is required|must be one of/i.test(message)) {
    return { is: 'transient', what, waitMs: 10 * MINUTE_MS, most: 1 }
  }
  const todo = `Meta refuses how it is asked (${said(error)}): set META_API_VERSION to a version that knows it.`
  return { is: 'refused', what, todo }
}

function passing({ error: { code, is_transient: isTransient }, answer, what }: Failure): Verdict | null {
  const passes = code === 2 || isTransient === true || answer.status >= 500
  return passes ? { is: 'transient', what, waitMs: MINUTE_MS } : null
}

function unknown({ error, what }: Failure): Verdict {
  return { is: 'refused', what, todo: `Meta says: ${said(error)}` }
}

const LONGEST = 200

/** Meta quotes a malformed token in its message. */
function said({ message }: GraphError): string {
  return withoutTokens(message ?? 'nothing').slice(0, LONGEST)
}
