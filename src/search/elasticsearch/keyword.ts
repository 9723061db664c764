import { createHash } from 'node:crypto'

/** A keyword holds at most 32,766 bytes, and a character up to three. */
const LONGEST = 8_000
const KEPT = 2_000

/** A text as a keyword, the same for documents and for filters: itself, or its beginning and its SHA-256. */
export function keywordOf(text: string): string {
  if (text.length <= LONGEST) return text
  const digest = createHash('sha256').update(text).digest('hex')
  return `${text.slice(0, KEPT).replace(/[\ud800-\udbff]$/, '')}…${digest}`
}

/** Stands for no currency, and sorts behind all. */
export const NO_CURRENCY_TOLD = '~~~'

export function accountKeyword({ platform, key }: { readonly platform: string; readonly key: string }): string {
  return keywordOf(`${platform}/${key}`)
}
