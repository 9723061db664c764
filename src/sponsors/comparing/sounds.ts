import { distance } from 'fastest-levenshtein'

/** Spellings of one sound in different ways of writing a name in Latin letters. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/kh|gh/g, 'h'],
  [/ck|q/g, 'k'],
  [/c(?![ehiy])/g, 'k'],
  [/dzh|dj/g, 'j'],
  [/tch|tsch/g, 'ch'],
  [/sch/g, 'sh'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/ou|oo/g, 'u'],
  [/[jy]/g, 'i'],
  [/(.)\1+/g, '$1'],
  [/(?<=[a-z]{3})ii?$/g, 'i'],
]

/** A folded word as it sounds: equal for spellings that only ways of transliterating keep apart. */
export function soundOf(word: string): string {
  return SPELLINGS.reduce((text, [spelling, sound]) => text.replace(spelling, sound), word)
}

/** What different scripts keep of a word: its consonants, of which neighbours in sound are one. */
function consonantsOf(word: string): string {
  return soundOf(word)
    .replaceAll(/[aeiouvh]/g, '')
    .replaceAll('p', 'b')
    .replaceAll('l', 'r')
    .replaceAll(/[zc]/g, 's')
    .replaceAll('g', 'k')
    .replaceAll(/(.)\1+/g, '$1')
}

/** Whether two transliterated words of different scripts can be one, vowels aside; short ones must agree wholly. */
export function areOneAcrossScripts(a: string, b: string): boolean {
  const [one, other] = [consonantsOf(a), consonantsOf(b)]
  if (Math.min(one.length, other.length) < 2) return false
  return one === other || (Math.min(one.length, other.length) >= 4 && distance(one, other) <= 1)
}
