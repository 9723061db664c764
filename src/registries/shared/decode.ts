import { isUtf8 } from 'node:buffer'

/** Bytes that Windows-1252 gives no character to. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the point is to find them
const UNASSIGNED = /[\x00\x81\x8d\x8f\x90\x9d]/

/**
 * The bytes 0x80 to 0x9F. Our own table: Node's TextDecoder of this name has read them as Latin-1 in some releases, which
 * loses them without a word (nodejs/node#56542).
 */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** RG-1: bytes (as Latin-1 text) in Windows-1252; null where one of them is no character there, or a NUL. */
export function fromWindows1252(text: string): string | null {
  if (UNASSIGNED.test(text)) return null
  return isAscii(text) ? text : text.replace(/[\x80-\x9f]/g, (byte) => HIGH[byte.charCodeAt(0) - 0x80] ?? byte)
}

/** Bytes (as Latin-1 text) in UTF-8, read strictly; null where they are none, or hold a NUL. */
export function fromUtf8(text: string): string | null {
  if (text.includes('\0')) return null
  if (isAscii(text)) return text
  const bytes = Buffer.from(text, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : null
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the point is to find what is not ASCII
  return /^[\x00-\x7f]*$/.test(text)
}
