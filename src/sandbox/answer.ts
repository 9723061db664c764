import type { IncomingHttpHeaders } from 'node:http'
import type { StoredObject } from './stored-object.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

interface Asked {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** True: Range is ignored and not offered. */
  readonly isWithoutRanges: boolean
}

const NOTHING = Buffer.alloc(0)

/** What a store answers about an object that it has. Source: RFC 9110, sections 13 and 14. */
export function answerTo({ method, headers, isWithoutRanges }: Asked, object: StoredObject): Answer {
  const told = described(object, isWithoutRanges)
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, headers: { allow: 'GET, HEAD' }, body: NOTHING }
  if (isOtherThanWanted(headers, object)) return { status: 412, headers: {}, body: NOTHING }
  if (isUnchanged(headers, object)) return { status: 304, headers: withoutLength(told), body: NOTHING }
  const { length } = object.bytes
  const range = method === 'GET' && !isWithoutRanges ? rangeIn(headers, object) : null
  if (range === null) return { status: 200, headers: told, body: object.bytes }
  if (range === 'outside') {
    return { status: 416, headers: { 'content-range': `bytes */${length}`, 'content-length': '0' }, body: NOTHING }
  }
  const body = object.bytes.subarray(range.from, range.to + 1)
  const part = { 'content-range': `bytes ${range.from}-${range.to}/${length}`, 'content-length': String(body.length) }
  return { status: 206, headers: { ...told, ...part }, body }
}

function described({ bytes, type, etag, lastModified, hash }: StoredObject, isWithoutRanges: boolean) {
  return {
    etag,
    'last-modified': lastModified.toUTCString(),
    'content-type': type,
    'content-length': String(bytes.length),
    'cache-control': 'public, max-age=3600',
    'x-goog-hash': hash,
    'x-goog-stored-content-length': String(bytes.length),
    ...(isWithoutRanges ? {} : { 'accept-ranges': 'bytes' }),
  }
}

function withoutLength(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-length'))
}

function isOtherThanWanted(headers: IncomingHttpHeaders, { etag }: StoredObject): boolean {
  const wanted = headers['if-match']
  return wanted !== undefined && !names(wanted, etag)
}

/** Dates are looked at only where no tag is named. */
function isUnchanged(headers: IncomingHttpHeaders, { etag, lastModified }: StoredObject): boolean {
  const known = headers['if-none-match']
  if (known !== undefined) return names(known, etag)
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return !Number.isNaN(since) && lastModified.getTime() <= since
}

function names(list: string, etag: string): boolean {
  return list.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === etag)
}

interface Range {
  readonly from: number
  /** Included. */
  readonly to: number
}

/** Null: the whole. Several ranges at once are answered with the whole, as the store does. */
function rangeIn(headers: IncomingHttpHeaders, object: StoredObject): Range | 'outside' | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  if (!isSameIssue(headers['if-range'], object)) return null
  const { length } = object.bytes
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  return from >= length || to < from ? 'outside' : { from, to }
}

function isSameIssue(ifRange: string | string[] | undefined, { etag, lastModified }: StoredObject): boolean {
  if (typeof ifRange !== 'string') return true
  return ifRange.startsWith('"') ? ifRange === etag : Date.parse(ifRange) === lastModified.getTime()
}
