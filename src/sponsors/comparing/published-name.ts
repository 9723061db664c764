import { folded } from '../names/fold.ts'
import { genericForm, spacedForms } from '../words/org-forms.ts'
import { spacedWords } from '../words/symbols.ts'
import { romanValue } from './numbers.ts'

/** A token as folded, with what its published spelling told. */
export interface Token {
  readonly text: string
  /** Published as letters with full stops, or in capitals among words that are not. */
  readonly isLetters: boolean
  readonly isRoman: boolean
}

/** Stands behind letters that were published with full stops; a sign for private use, which no name holds. */
const LETTERS = '\ue000'

/**
 * Cuts a name as published into tokens: letters with full stops become one token (`A.B.C.` → `abc`), a legal form that is
 * glued to a word is set apart (`HafenlichtAG`), and so are forms and common words of scripts without blanks.
 */
export function tokensOf(name: string): readonly Token[] {
  const cut = spacedWords(spacedForms(name.replaceAll(LETTERS, '')))
    .replaceAll(/%/g, ' percent ')
    .replaceAll(/(?<![\p{L}\p{N}])(?:\p{L}\.\s?){2,}(?:\p{L}(?![\p{L}\p{N}]))?/gu, lettersJoined)
    .replaceAll(/(?<![\p{L}\p{N}])(\p{L})\/(\p{L})(?![\p{L}\p{N}])/gu, '$1$2')
    .replaceAll(/(?<=\p{Ll}{2})\p{Lu}\p{L}*(?![\p{L}\p{N}])/gu, formApart)
  const isShouted = !/\p{Ll}/u.test(name.replaceAll(/\p{L}*\p{Lu}\.\p{L}*/gu, ''))
  return cut.split(/[^\p{L}\p{N}\p{M}'’‘ʼ`&\ue000]+/u).flatMap((word) => tokensOfWord(word, isShouted))
}

function tokensOfWord(word: string, isShouted: boolean): Token[] {
  const isDotted = word.includes(LETTERS)
  const plain = word.replaceAll(LETTERS, '')
  const isCapitals = !isShouted && /^\p{Lu}{2,5}$/u.test(plain)
  const isRoman = romanValue(plain) !== null
  return folded(plain)
    .split(' ')
    .filter((text) => text !== '')
    .map((text) => ({ text, isLetters: isDotted || isCapitals, isRoman }))
}

function lettersJoined(letters: string): string {
  return `${letters.replaceAll(/[.\s]/g, '')}${LETTERS} `
}

function formApart(tail: string): string {
  return genericForm(folded(tail)) === null ? tail : ` ${tail}`
}
