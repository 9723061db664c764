import { type Instant, instant } from '../domain/calendar.ts'
import type { Validators } from '../ports/collecting.ts'
import type { Answer } from './ask.ts'
import { httpDate } from './retry.ts'

/** One issue of a file, as the answer's headers tell of it. */
export interface Issue {
  readonly validators: Validators
  readonly publishedAt: Instant
  /** Of the whole file, in base64, as Cloud Storage says them; null: not said. */
  readonly md5: string | null
  readonly crc32c: string | null
}

/** `bytes` of the whole file; null: not said. `now` is when the fetching began. */
export function issueOf(answer: Answer, bytes: number | null, now: Date): Issue {
  return {
    validators: validatorsOf(answer, bytes),
    publishedAt: publishedAt(answer.header('last-modified'), now),
    ...googleSums(answer.header('x-goog-hash')),
  }
}

/** What cannot be sent back as it came is taken as not said. */
export function validatorsOf(answer: Answer, bytes: number | null): Validators {
  const etag = answer.header('etag')
  const lastModified = answer.header('last-modified')
  return {
    etag: etag !== null && /^(W\/)?"[\x21\x23-\x7e]*"$/.test(etag) ? etag : null,
    lastModified: lastModified !== null && httpDate(lastModified) !== null ? lastModified : null,
    bytes,
  }
}

/** Whether both are of one issue beyond doubt: the same tag and no other size, or the same time and the same size. */
export function isSameIssue(one: Validators, other: Validators): boolean {
  const isOtherSize = one.bytes !== null && other.bytes !== null && one.bytes !== other.bytes
  if (isOtherSize) return false
  if (one.etag !== null && other.etag !== null) return bare(one.etag) === bare(other.etag)
  return one.lastModified !== null && one.lastModified === other.lastModified && one.bytes === other.bytes
}

/** Whether an answer to If-Range is of another issue after all: there are servers that do not look at it. */
export function isOtherIssue(one: Validators, other: Validators): boolean {
  if (one.bytes !== other.bytes) return true
  if (one.etag !== null && other.etag !== null) return one.etag !== other.etag
  return one.lastModified !== null && other.lastModified !== null && one.lastModified !== other.lastModified
}

export function conditionsFor(known: Validators | null): Record<string, string> {
  return {
    ...(known?.etag == null ? {} : { 'if-none-match': known.etag }),
    ...(known?.lastModified == null ? {} : { 'if-modified-since': known.lastModified }),
  }
}

/** What If-Range may hold: a strong tag, else the time; null: blocks of this file cannot be told to belong together. */
export function rangeCondition({ etag, lastModified }: Validators): string | null {
  return etag?.startsWith('"') ? etag : lastModified
}

export interface Span {
  readonly from: number
  /** Inclusive. */
  readonly to: number
  readonly total: number
}

/** Of a 206; null where it does not say all three. */
export function spanOf(answer: Answer): Span | null {
  const [, from, to, total] =
    /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(answer.header('content-range') ?? '') ?? []
  return total === undefined ? null : { from: Number(from), to: Number(to), total: Number(total) }
}

export function contentLength(answer: Answer): number | null {
  const header = answer.header('content-length')
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null
}

function bare(etag: string): string {
  return etag.replace(/^W\//, '')
}

function publishedAt(lastModified: string | null, now: Date): Instant {
  const said = lastModified === null ? null : httpDate(lastModified)
  const isCredible = said !== null && said.getTime() <= now.getTime() && said.getUTCFullYear() >= 1990
  const date = isCredible ? said : now
  return instant(`${date.toISOString().slice(0, 19)}Z`)
}

/** Source: Cloud Storage XML API, header `x-goog-hash`: `crc32c=n03x6A==,md5=Ojk9c3dhfxgoKVVHYwFbHQ==`, in one line or two. */
function googleSums(header: string | null): Pick<Issue, 'md5' | 'crc32c'> {
  const sum = (pattern: RegExp) => pattern.exec(header ?? '')?.[1] ?? null
  return {
    md5: sum(/(?:^|[,\s])md5=([A-Za-z0-9+/]{22}==)/),
    crc32c: sum(/(?:^|[,\s])crc32c=([A-Za-z0-9+/]{6}==)/),
  }
}
