import anyAscii from 'any-ascii'
import { repaired } from './repair.ts'

/** Lower case and trimmed: n0. */
export function lowered(text: string): string {
  return text.trim().toLowerCase()
}

/**
 * Lower-case ASCII letters and digits with single blanks between: n1. Accents go, `&` becomes “and”, apostrophes join,
 * other scripts are transliterated and never dropped, mangled encodings are put right. A letter that was lost (`?` or
 * U+FFFD inside a word) leaves no gap.
 */
export function folded(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the point is to find what is not ASCII
  const plain = /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : asciiLetters(text)
  return plain
    .replace(/&(amp;)?/g, ' and ')
    .replace(/['`]/g, '')
    .replace(/(?<=[a-z])\?(?=[a-z])/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Signs that are no letters of the name, though transliteration would write them as such. */
const SIGNS = /[®™©℠℗]/gu
const QUOTES = /[’‘ʼ´′ʻ＇]/gu

function asciiLetters(text: string): string {
  return repaired(text)
    .replace(SIGNS, ' ')
    .replace(QUOTES, "'")
    .replace(/\ufffd/g, '?')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\u0020-\u007e]/gu, (letter) => (/[\p{L}\p{N}]/u.test(letter) ? anyAscii(letter) : ' '))
    .toLowerCase()
}
