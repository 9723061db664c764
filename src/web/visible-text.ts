import type { Segment } from '../domain/highlight.ts'

/** A stretch of a text for the page; `hidden` names a character that nobody would see: `[U+202E]`. */
export interface TextPiece {
  readonly kind: 'plain' | 'match' | 'hidden'
  readonly text: string
}

/** Controls, marks of direction, zero-width characters, fillers, tags: they change what a reader believes to read. */
const HIDDEN = /(?![\t\n\r\u0600-\u0605\u06dd\u08e2])(?:[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f)/gu

/** Scripts whose spelling needs the zero-width joiner and non-joiner inside words. */
const JOINING = /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}]/u
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u

/** The text with every hidden character shown by its number, as text. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (character, at: number) => (isSpelling(text, at) ? character : codePoint(character)))
}

const LONGEST_NAME = 200

/** The same for a name in a list: a name may be as long as its author pleases, and is cut there. */
export function visibleName(name: string): string {
  const letters = Array.from(name.slice(0, LONGEST_NAME * 4))
  return visibleText(letters.length <= LONGEST_NAME ? name : `${letters.slice(0, LONGEST_NAME).join('')}…`)
}

/** A highlighted text, its hidden characters apart so that a page can set them off. */
export function textPieces(segments: readonly Segment[]): TextPiece[] {
  return segments.flatMap((segment) => piecesOf(segment))
}

function piecesOf({ text, isMatch }: Segment): TextPiece[] {
  const kind = isMatch ? 'match' : 'plain'
  const found: TextPiece[] = []
  let at = 0
  for (const { 0: character, index } of text.matchAll(HIDDEN)) {
    if (isSpelling(text, index)) continue
    if (index > at) found.push({ kind, text: text.slice(at, index) })
    found.push({ kind: 'hidden', text: codePoint(character) })
    at = index + character.length
  }
  if (at < text.length) found.push({ kind, text: text.slice(at) })
  return found
}

/** Joiners within Persian or Indian words and within one emoji are orthography, not a trick. */
function isSpelling(text: string, at: number): boolean {
  const character = text[at]
  if (character !== '\u200c' && character !== '\u200d') return false
  const isPair = (text.charCodeAt(at - 1) & 0xfc00) === 0xdc00
  const before = String.fromCodePoint(text.codePointAt(isPair ? at - 2 : at - 1) ?? 0)
  const after = String.fromCodePoint(text.codePointAt(at + 1) ?? 0)
  const isEmoji = character === '\u200d' && EMOJI.test(before) && EMOJI.test(after)
  return isEmoji || (JOINING.test(before) && JOINING.test(after))
}

function codePoint(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
}
