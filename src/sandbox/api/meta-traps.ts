import type { ApiContext, ApiReply } from './api-sandbox.ts'
import { counted, textReply } from './api-sandbox.ts'
import { metaError, SORRY_PAGE } from './meta-answers.ts'
import { cursorText, deadCursor, type MetaQuery } from './meta-query.ts'

/** From the third call on, for so long. */
const BLOCKED_MINUTES = 2
const MOST_AT_ONCE = 40
const LONGEST_LIVING_DAYS = 4

/** The answer in place of a page; null: there is no trap in its way. */
export function metaTrap(query: MetaQuery, context: ApiContext): ApiReply | null {
  const call = counted(context.memory, 'calls')
  return limitTrap(context, call) ?? passingTrap(context, call) ?? queryTrap(query, context)
}

function limitTrap({ switches, memory, now }: ApiContext, call: number): ApiReply | null {
  if (!switches.has('meta.code613')) return null
  const until = memory.get('blocked until') as number | undefined
  const isBlocked = until !== undefined && now.getTime() < until
  if (!isBlocked && (until !== undefined || call < 2)) return null
  if (isBlocked) counted(memory, 'calls while blocked')
  memory.set('blocked until', now.getTime() + BLOCKED_MINUTES * 60_000)
  return overLimit(BLOCKED_MINUTES)
}

export function overLimit(minutes: number): ApiReply {
  const message = '(#613) Calls to this api have exceeded the rate limit.'
  const headers = { 'x-business-use-case-usage': usageHeader({ call_count: 100 }, minutes) }
  return metaError({ status: 400, code: 613, message }, headers)
}

export function usageHeader(figures: Readonly<Record<string, number | string>>, minutes = 0): string {
  const entry = { type: 'ads_archive', ...figures, total_cputime: 1, total_time: 2 }
  return JSON.stringify({ 138483919580948: [{ ...entry, estimated_time_to_regain_access: minutes }] })
}

const UNKNOWN = { status: 500, code: 1, subcode: 99, message: 'An unknown error occurred' }
const UNAVAILABLE = {
  status: 400,
  code: 2,
  message: '(#2) Service temporarily unavailable',
  more: { is_transient: true },
}
const NOT_VERIFIED = {
  status: 400,
  code: 10,
  subcode: 2_332_002,
  message: 'Application does not have permission for this action',
  more: { error_user_title: 'Authorization and login needed' },
}

function passingTrap({ switches }: ApiContext, call: number): ApiReply | null {
  if (switches.has('meta.not-authorised')) return metaError(NOT_VERIFIED)
  if (switches.has('meta.code1-unknown') && (call === 1 || call === 2)) return metaError(UNKNOWN)
  if (switches.has('meta.code2-transient') && call === 1) return metaError(UNAVAILABLE)
  if (switches.has('meta.html-error') && (call === 1 || call === 3))
    return textReply(SORRY_PAGE, call === 1 ? 400 : 502)
  if (switches.has('meta.code100-sporadic') && call === 1) {
    return metaError({ status: 400, code: 100, message: '(#100) Invalid parameter' })
  }
  return null
}

function queryTrap(query: MetaQuery, { switches }: ApiContext): ApiReply | null {
  if (switches.has('meta.code1-reduce') && query.limit > MOST_AT_ONCE) {
    const message = "Please reduce the amount of data you're asking for, then retry your request"
    return metaError({ status: 500, code: 1, message })
  }
  const isLong = query.to - query.from + 1 > LONGEST_LIVING_DAYS
  if (switches.has('meta.cursor-dead') && isLong && (query.after?.page ?? 0) >= 2) return deadCursor()
  return null
}

export interface Paging {
  readonly cursors: { readonly after: string }
  readonly next?: string
}

interface LastRow {
  readonly query: MetaQuery
  readonly id: string
  readonly isLast: boolean
  readonly nextUrl: (after: string) => string
}

/** Undefined: there is none. */
export function paging({ query, id, isLast, nextUrl }: LastRow, { switches, memory }: ApiContext): Paging | undefined {
  const stretch = JSON.stringify([query.countries, query.pages, query.from, query.to])
  const isFirst = query.after === null
  if (switches.has('meta.paging-missing-once') && isFirst && !isLast && counted(memory, stretch) === 0) return undefined
  const repeats = switches.has('meta.next-repeats') ? query.after : null
  const after = repeats?.text ?? cursorText({ id, page: (query.after?.page ?? 0) + 1 })
  if (isLast && repeats === null) return { cursors: { after } }
  return { cursors: { after }, next: nextUrl(after) }
}
