import { distance } from 'fastest-levenshtein'
import { isGivenName, mayBeOneGivenName } from '../names/given-names.ts'

/** Two words of two names that may be one: equal, given names of one person, or one of them misspelt. */
export interface WordPair {
  readonly word: string
  readonly other: string
  readonly way: 'same' | 'given' | 'typo'
}

const NOBODY: readonly WordPair[] = []

/**
 * Words of the shorter name, each with the word of the longer that it may be; equal ones first, no word twice. Where no two
 * are equal nothing is one, but for two names of one word each.
 */
export function align(less: readonly string[], more: readonly string[]): readonly WordPair[] {
  const equal = less.filter((word) => more.includes(word))
  if (equal.length === 0 && (less.length > 1 || more.length > 1)) return NOBODY
  const pairs: WordPair[] = equal.map((word) => ({ word, other: word, way: 'same' }))
  if (equal.length === less.length) return pairs
  let left = less.filter((word) => !equal.includes(word))
  let right = more.filter((word) => !equal.includes(word))
  for (const way of WAYS) {
    for (const word of left) {
      const other = right.find((candidate) => isSo[way](word, candidate))
      if (other === undefined) continue
      pairs.push({ word, other, way })
      left = left.filter((each) => each !== word)
      right = right.filter((each) => each !== other)
    }
  }
  return pairs
}

const WAYS = ['given', 'typo'] as const
const isSo = { given: mayBeOneGivenName, typo: isTypo }

/** One letter in a word of five, two in one of nine; the first letter stands. */
function isTypo(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 2) return false
  const length = Math.min(a.length, b.length)
  if (length < 5 || (isGivenName(a) && isGivenName(b))) return false
  return distance(a, b) <= (length < 9 ? 1 : 2)
}
