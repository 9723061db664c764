import { type Instant, instant } from '../domain/calendar.ts'
import type { Issue } from './issue.ts'
import { rangeCondition } from './issue.ts'
import { httpDate } from './retry.ts'

/** What a part on disk is a part of. */
export interface PartState extends Issue {
  readonly url: string
  readonly bytes: number
  readonly blockBytes: number
}

const FORMAT = 'paidfor-part-1'

export function writtenState({ url, bytes, blockBytes, publishedAt, md5, crc32c, validators }: PartState): string {
  const { etag, lastModified } = validators
  const state = { format: FORMAT, url, bytes, blockBytes, etag, lastModified, publishedAt, md5, crc32c }
  return `${JSON.stringify(state, null, 1)}\n`
}

/** The state, if it is one that we wrote, of this address and this size of block; null: it is not to be trusted. */
export function readState(text: string, url: string, blockBytes: number): PartState | null {
  const read = fieldsOf(text)
  const { etag, lastModified, bytes, md5, crc32c } = read
  const publishedAt = instantOrNull(read['publishedAt'])
  const isOurs = read['format'] === FORMAT && read['url'] === url && read['blockBytes'] === blockBytes
  if (!isOurs || publishedAt === null || !isCount(bytes)) return null
  if (!isTextOrNull(etag, isTag) || !isTextOrNull(lastModified, isTime)) return null
  if (!isTextOrNull(md5, isSum) || !isTextOrNull(crc32c, isSum)) return null
  const validators = { etag, lastModified, bytes }
  if (etag === null && rangeCondition(validators) === null) return null
  return { url, bytes, blockBytes, publishedAt, md5, crc32c, validators }
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

function isTextOrNull(value: unknown, isRight: (text: string) => boolean): value is string | null {
  return value === null || (typeof value === 'string' && isRight(value))
}

const isTag = (text: string) => /^(W\/)?"[\x21\x23-\x7e]*"$/.test(text)
const isTime = (text: string) => httpDate(text) !== null
const isSum = (text: string) => /^[A-Za-z0-9+/]+=*$/.test(text)

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0
}

function instantOrNull(value: unknown): Instant | null {
  try {
    return typeof value === 'string' ? instant(value) : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
