import { distance } from 'fastest-levenshtein'

/** How many letters may be wrong in a word of so many before it is another word. */
function errorsAllowed(length: number): number {
  if (length <= 3) return 0
  if (length <= 8) return 1
  return length <= 13 ? 2 : 3
}

/**
 * How alike two folded words are: 1 the same, 0 another word. Up to one wrong letter in eight is taken for a typing
 * error, two neighbours that changed places for one.
 */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const length = Math.max(a.length, b.length)
  const errors = distance(a, b) - (isSwapped(a, b) ? 1 : 0)
  return errors > errorsAllowed(length) && !isEnding(a, b) ? 0 : 1 - errors / length
}

/** One word with an ending of at most two letters: names are declined in many languages. */
function isEnding(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= 6 && long.length - short.length <= 2 && long.startsWith(short)
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const at = [...a].findIndex((letter, index) => letter !== b[index])
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

const SLAVIC_ENDING = /^(sk|tsk)(ii|iy|ij|y|i|aya|aia|aja|oe|oye|oje|ogo|oi|oy|oj|ie|ye)$/

/** A name of a place and its adjective, as Slavic languages make it: `murom` and `muromskii`. */
export function isAdjectiveOf(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= 4 && long.startsWith(short) && SLAVIC_ENDING.test(long.slice(short.length))
}
