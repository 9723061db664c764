import { distance } from 'fastest-levenshtein'
import type { Part } from './part.ts'

/** Below this, a letter too many or too few makes another word. */
const LONG_ENOUGH = 8

/** Whether both are one row of letters that is cut differently: `good will` and `goodwill`; long ones may have one wrong. */
export function isGluedAlike(a: readonly Part[], b: readonly Part[]): boolean {
  const [one, other] = [glued(a), glued(b)]
  if (one === '' || other === '') return false
  if (one === other) return true
  if (a.length === b.length || [...a, ...b].some(({ kind, isLetters }) => isLetters || kind === 'number')) return false
  return Math.min(one.length, other.length) >= LONG_ENOUGH && distance(one, other) <= 1
}

/** Whether letters of one name are the first letters of the other's words, in order: `abc` and `alpha beta club`. */
export function isAcronymOf(letters: readonly Part[], words: readonly Part[]): boolean {
  const [only] = letters.filter(({ kind }) => kind !== 'small')
  if (only === undefined || letters.length !== 1 || !/^[a-z]{3,6}$/.test(only.text)) return false
  const telling = words.filter(({ kind }) => kind !== 'small').flatMap(({ text }) => text.split(' '))
  const all = words.flatMap(({ text }) => text.split(' '))
  return [telling, all].some((each) => each.length >= 3 && each.map((word) => word[0]).join('') === only.text)
}

function glued(parts: readonly Part[]): string {
  return parts.map(({ text }) => text.replaceAll(' ', '')).join('')
}
