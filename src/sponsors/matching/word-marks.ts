import { surnameKey } from '../names/surname-key.ts'

/** Numbers by which two lists of words are known to differ without a look at the words. */
export interface WordMarks {
  /** Three sets of 31 bits, one bit of each for every word: what shares no bit in one of them shares no word. */
  readonly first: number
  readonly second: number
  readonly third: number
  /** Of the first four letters of all, and of how the last word sounds: equal where these are. */
  readonly head: number
  readonly sound: number
}

export function wordMarks(words: readonly string[]): WordMarks {
  let [first, second, third] = [0, 0, 0]
  for (const word of words) {
    const hash = hashOf(word)
    first |= 1 << (hash % 31)
    second |= 1 << (Math.floor(hash / 31) % 31)
    third |= 1 << (Math.floor(hash / 961) % 31)
  }
  const head = hashOf(words.join('').slice(0, 4))
  return { first, second, third, head, sound: hashOf(surnameKey(words.at(-1) ?? '')) }
}

function hashOf(word: string): number {
  let hash = 7
  for (let at = 0; at < word.length; at++) hash = (hash * 33 + word.charCodeAt(at)) % 1_000_003
  return hash
}
