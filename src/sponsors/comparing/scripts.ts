/** Scripts whose transliteration keeps enough to compare letter by letter with Latin. */
const LETTERED =
  /^(?:[^\p{L}]|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}])*$/u

/** Scripts in which one sign is a syllable or a word: another sign is another name. */
const SYLLABLES = /^(?:[^\p{L}]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])*$/u

/** How far the spelling of two names may be trusted: `signs` must agree, `letters` may err, `sounds` keep consonants. */
export type Comparability = 'signs' | 'letters' | 'sounds'

export function comparability(a: string, b: string): Comparability {
  if (SYLLABLES.test(a) && SYLLABLES.test(b) && /\p{L}/u.test(a)) return 'signs'
  if (scriptOf(a) === scriptOf(b) || (LETTERED.test(a) && LETTERED.test(b))) return 'letters'
  return 'sounds'
}

const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Devanagari', 'Thai', 'Ethiopic', 'Khmer', 'Bengali']

function scriptOf(text: string): string {
  return SCRIPTS.find((script) => new RegExp(`\\p{Script=${script}}`, 'u').test(text)) ?? 'other'
}
