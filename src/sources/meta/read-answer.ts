import type { ApiAnswer, Page, Position, Verdict } from '../../ports/crawling.ts'
import { type Json, jsonOrNull } from '../shared/answer-json.ts'
import { errorVerdict } from './api-error.ts'
import { isKnownField } from './archived-ad.ts'
import { metaPosition } from './position.ts'
import { pauseMs, usageIn } from './usage.ts'
import { withoutTokens } from './without-tokens.ts'

const MINUTE_MS = 60_000

/** What an answer of `ads_archive` means, by its body before its status. */
export function readAnswer(answer: ApiAnswer, position: Position): Verdict {
  const body = parsed(answer.text)
  if (body === null) return noJson(answer)
  const failed = errorVerdict(body, answer, position)
  if (failed !== null) return failed
  const { data, paging } = body
  if (Array.isArray(data)) return page(answer, { data, paging, position })
  return { is: 'transient', what: 'JSON without a list of ads', waitMs: MINUTE_MS }
}

/** “Sorry, something went wrong” as a web page comes with status 400 too; whatever it is, it passes. */
function noJson({ text, status }: ApiAnswer): Verdict {
  const isPage = /^\s*</.test(text)
  const what = isPage ? `a web page instead of JSON (${status})` : `no JSON, or broken off (${status})`
  return { is: 'transient', what, waitMs: MINUTE_MS }
}

interface Found {
  readonly data: readonly unknown[]
  readonly paging: unknown
  readonly position: Position
}

/**
 * All rows are taken, however many were asked for. The list ends where `paging` has no `next`; where nothing says so, or
 * there is no row, it may go on all the same. With a `next` out of which we read no cursor, it does, without us.
 */
function page(answer: ApiAnswer, { data, paging, position }: Found): Page {
  const hasNext = (Object(paging).next ?? null) !== null
  const cursor = hasNext ? cursorIn(paging) : null
  const after = data.length === 0 ? null : cursor
  const isLost = hasNext && cursor === null
  const isEndUntold = data.length === 0 || typeof paging !== 'object' || paging === null
  const pause = pauseMs(usageIn(answer.header))
  return {
    is: 'page',
    kept: [withoutTokens(answer.text)],
    records: data.length,
    next: after === null ? [] : [{ ...metaPosition(position), after }],
    ...(isEndUntold ? { isTentativeEnd: true } : {}),
    ...(isLost ? { isCutShort: true } : {}),
    ...(pause === 0 ? {} : { pauseMs: pause }),
    remarks: [...newFields(data), ...(isLost ? ['there is a next page, and no cursor to it'] : [])],
  }
}

/** Of a list that goes on: `after` is there on the last page too. Null: none can be read. */
function cursorIn(paging: unknown): string | null {
  const { next, cursors } = Object(paging)
  const told: readonly unknown[] = [Object(cursors).after, afterIn(next)]
  return told.find((each): each is string => typeof each === 'string' && each !== '') ?? null
}

const GRAPH = 'https://graph.facebook.com'

function afterIn(next: unknown): string | null {
  return typeof next === 'string' && URL.canParse(next, GRAPH) ? new URL(next, GRAPH).searchParams.get('after') : null
}

function newFields(data: readonly unknown[]): string[] {
  const names = new Set(data.flatMap((ad) => Object.keys(Object(ad))))
  return [...names].filter((name) => !isKnownField(name)).map((name) => `the field “${name}” is new`)
}

/** Figures of many digits lose some here; only what is kept is read for good. Null: no JSON object. */
function parsed(text: string): Json | null {
  const body = jsonOrNull(text)
  return typeof body === 'object' && body !== null ? (body as Json) : null
}
