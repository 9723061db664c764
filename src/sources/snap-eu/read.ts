import type { ApiAnswer, Position, Verdict } from '../../ports/crawling.ts'
import { objectIn } from '../shared/answer-json.ts'
import { isGiven, isKnownKey, written } from './schema.ts'

export type GalleryPosition = {
  readonly payer: string
  /** As Snap writes them. */
  readonly countries: readonly string[]
  /** Both inclusive. */
  readonly from: string
  readonly to: string
  readonly cursor: string | null
  /** Some of a unit's days: another stretch holds the others. */
  readonly isPart?: true
  /** The page before was empty. */
  readonly isBlank?: true
}

/** Ours: nobody else makes positions. */
export function positionOf(at: Position): GalleryPosition {
  return at as GalleryPosition
}

export function firstPage({ isBlank: _, ...at }: GalleryPosition): GalleryPosition {
  return { ...at, cursor: null }
}

interface Answer {
  readonly request_status?: unknown
  readonly error_code?: unknown
  readonly display_message?: unknown
  readonly debug_message?: unknown
  readonly paging?: { readonly next_link?: unknown } | null
  readonly ad_previews?: unknown
}

const HOUR_MS = 3_600_000
/** An address that was told to stay away is not asked again in the same run, nor in the next. */
const CLOSED_MS = 6 * HOUR_MS
const PASSING_MS = 60_000
const VALIDATION = 'See whether a name in COLLECT_SNAP_EU_SEARCHES is empty, or Snap’s documentation has changed.'

export function read(answer: ApiAnswer, at: Position): Verdict {
  const parsed = objectIn(answer.text)
  const failure = failureIn(answer, parsed)
  if (failure !== null) return failure
  return page(answer, positionOf(at), parsed ?? {})
}

/** Decided by the code in the body: being asked too often comes with status 200. Null: it is an answer. */
function failureIn({ status, text }: ApiAnswer, parsed: Answer | null): Verdict | null {
  const code = codeIn(parsed)
  const what = wordsOn(status, text, parsed)
  if (code === 'E1009' || (code === '' && status === 429)) return { is: 'closed', what, waitMs: CLOSED_MS }
  if (code === 'E1008') return { is: 'lost_place', what }
  if (code === 'E3024') return { is: 'skip', what: `${what}. ${VALIDATION}` }
  if (isPage(parsed, code)) return null
  const isOurs = status >= 400 && status < 500 && parsed !== null
  if (isOurs) return { is: 'refused', what, todo: 'See what Snap says, and whether its documentation has changed.' }
  return { is: 'transient', what, waitMs: PASSING_MS }
}

function codeIn(parsed: Answer | null): string {
  return written(parsed?.error_code).toUpperCase()
}

function isPage(parsed: Answer | null, code: string): boolean {
  const isSuccess = written(parsed?.request_status).toUpperCase() === 'SUCCESS'
  return isSuccess && code === '' && Array.isArray(parsed?.ad_previews ?? [])
}

function wordsOn(status: number, text: string, parsed: Answer | null): string {
  if (parsed === null) {
    return /^\s*</.test(text) ? `a web page in place of an answer (${status})` : `no answer of the API (${status})`
  }
  const { error_code: code, display_message: shown, debug_message: inner, request_status: said } = parsed
  const message = [shown, inner].find((each) => typeof each === 'string' && each !== '') ?? ''
  return `${written(code) || written(said) || 'no status'} (${status})${message === '' ? '' : `: ${String(message).slice(0, 120)}`}`
}

type Row = Readonly<Record<string, unknown>>

function page({ text }: ApiAnswer, at: GalleryPosition, { paging, ad_previews: listed }: Answer): Verdict {
  const rows = (listed ?? []) as readonly Row[]
  const given = rows.filter((row) => isGiven(Object(row)))
  const link = paging?.next_link
  const cursor = typeof link === 'string' && link !== '' ? cursorIn(link) : null
  const isLost = typeof link === 'string' && link !== '' && cursor === null
  const failed = rows.length - given.length
  const isEmpty = rows.length === 0
  // Where it is all that a unit tells, the engine doubts it; beside others it would make whoever stood on it seem gone.
  const isDoubtful = isEmpty && (at.cursor !== null || cursor !== null || at.isPart === true)
  // Links that lead from one empty page to the next lead nowhere.
  const goesOn = cursor !== null && !(isEmpty && at.isBlank === true)
  return {
    is: 'page',
    kept: [text],
    records: given.length,
    next: goesOn ? [{ ...firstPage(at), cursor, ...(isEmpty ? { isBlank: true } : {}) }] : [],
    isCutShort: isLost || failed > 0 || isDoubtful,
    remarks: [
      ...(isDoubtful ? ['an empty page beside others, which may be none: nobody counts as missing'] : []),
      ...(failed > 0 ? [`rows that Snap could not give: ${failed}`] : []),
      ...(isLost ? ['the link to the next page holds no cursor'] : []),
      ...newKeys(given),
    ],
  }
}

/** Wherever the link leads: nobody but our own address is asked. */
function cursorIn(link: string): string | null {
  const query = new URLSearchParams(link.slice(link.indexOf('?') + 1))
  return link.includes('?') ? query.get('cursor') : null
}

function newKeys(rows: readonly Row[]): readonly string[] {
  const keys = rows.flatMap((row) => Object.keys(Object(Object(row)['ad_preview'])))
  return [...new Set(keys.filter((key) => !isKnownKey(key)))].map((key) => `the field “${key}” is new`)
}
