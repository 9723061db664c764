import { foldedText } from './search-text.ts'

/** No key need be longer to tell names apart; an index takes no more than a few times as much. */
const LONGEST_KEY = 300

/**
 * A name as registers are looked up by: lower case, without accents and marks, `&` as “and”, apostrophes gone, letters of
 * another alphabet that only look right put right. The name itself is kept letter by letter. Nothing is transliterated.
 */
export function registryNameKey(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/&/g, ' and ')
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/[\p{L}\p{M}\p{N}]+/gu, inOneScript)
  return foldedText(plain).slice(0, LONGEST_KEY)
}

/** Letters that look alike, Latin and Cyrillic side by side. */
const LATIN = 'ABCEHIJKMOPSTXYaceijopsxyh'
const CYRILLIC = 'АВСЕНІЈКМОРЅТХУасеіјорѕхуһ'

const toCyrillic = new Map([...LATIN].map((letter, index) => [letter, CYRILLIC[index] ?? letter]))
const toLatin = new Map([...CYRILLIC].map((letter, index) => [letter, LATIN[index] ?? letter]))

/**
 * RG-18: Latin `i` within a Cyrillic word, and the like. A word of both alphabets is brought into the one to which most of
 * its unmistakable letters belong; where neither has any, into the one of most letters.
 */
function inOneScript(word: string): string {
  if (!/\p{Script=Latin}/u.test(word) || !/\p{Script=Cyrillic}/u.test(word)) return word
  const letters = [...word]
  const count = (is: (letter: string) => boolean) => letters.filter(is).length
  const isLatin = (letter: string) => /\p{Script=Latin}/u.test(letter)
  const isCyrillic = (letter: string) => /\p{Script=Cyrillic}/u.test(letter)
  const sureLatin = count((letter) => isLatin(letter) && !toCyrillic.has(letter))
  const sureCyrillic = count((letter) => isCyrillic(letter) && !toLatin.has(letter))
  const isMoreLatin = sureLatin === sureCyrillic ? count(isLatin) > count(isCyrillic) : sureLatin > sureCyrillic
  const table = isMoreLatin ? toLatin : toCyrillic
  return letters.map((letter) => table.get(letter) ?? letter).join('')
}
