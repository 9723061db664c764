import type { ApiAnswer, Page, Position, Verdict } from '../../ports/crawling.ts'
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
 * there is no row, it may go on all the same.
 */
function page(answer: ApiAnswer, { data, paging, position }: Found): Page {
  const after = data.length === 0 ? null : cursorIn(paging)
  const isEndUntold = data.length === 0 || typeof paging !== 'object' || paging === null
  const pause = pauseMs(usageIn(answer.header))
  return {
    is: 'page',
    kept: [withoutTokens(answer.text)],
    records: data.length,
    next: after === null ? [] : [{ ...metaPosition(position), after }],
    ...(isEndUntold ? { isTentativeEnd: true } : {}),
    ...(pause === 0 ? {} : { pauseMs: pause }),
    remarks: newFields(data),
  }
}

/** `after` is there on the last page too. Null: there is no next page. */
function cursorIn(paging: unknown): string | null {
  const { next, cursors } = Object(paging)
  if (typeof next !== 'string') return null
  const after = Object(cursors).after ?? new URL(next, 'https://graph.facebook.com').searchParams.get('after')
  return typeof after === 'string' ? after : null
}

function newFields(data: readonly unknown[]): string[] {
  const names = new Set(data.flatMap((ad) => Object.keys(Object(ad))))
  return [...names].filter((name) => !isKnownField(name)).map((name) => `the field “${name}” is new`)
}

/** Figures of many digits lose some here; only what is kept is read for good. Null: no JSON object. */
function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : null
  } catch {
    return null
  }
}
