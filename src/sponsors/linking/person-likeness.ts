import { distance } from 'fastest-levenshtein'
import { mayBeOneGivenName } from '../names/given-names.ts'

/** From here on two names are one person's as far as names can tell. */
export const FULL = 3
/** From here on one name is a part of the other. */
export const PART = 0.9

/**
 * How alike two persons' names are, as lists of words: 4 the same or one within the other with two words at least, down
 * to `FULL` with short forms, typing errors and initials between; 2 to 2.7 one shared word of which there is nothing
 * more, 2 the surname alone, `PART` to 1.5 the given name alone or a misspelt word; 0 nothing; −1 one shared word beside others that differ.
 */
export function personLikeness(a: readonly string[], b: readonly string[]): number {
  if (!haveCommonInitial(a, b)) return 0
  const match = matched(a, b)
  const hits = match.same.length + match.short + match.typos
  if (hits >= 2) return ofSeveral(match, hits)
  if (match.same.length === 1) return ofOne(match, { a, b })
  if (match.typos === 1 && (match.onlyA === 0 || match.onlyB === 0)) {
    return match.onlyA === 0 && match.onlyB === 0 ? 1.5 : 1.2
  }
  return 0
}

/** Without one there is no word they share: the cheap question first, for it is asked millions of times. */
function haveCommonInitial(a: readonly string[], b: readonly string[]): boolean {
  for (const word of a) for (const other of b) if (word[0] === other[0]) return true
  return false
}

interface Match {
  /** Words that are equal. */
  readonly same: readonly string[]
  /** Given names of which one may stand for the other. */
  readonly short: number
  readonly typos: number
  readonly initials: number
  /** Words of two letters at least without a partner. */
  readonly onlyA: number
  readonly onlyB: number
}

function ofSeveral({ same, short, typos, onlyA, onlyB }: Match, hits: number): number {
  if (same.length === 0) return 2.5
  if (onlyA === 0 || onlyB === 0) return typos > 0 ? 3.3 : short > 0 ? 3.7 : 4
  if (same.length >= 2) return 3.5
  return hits - typos >= 2 ? 2.6 : 2.5
}

function ofOne(
  { same, initials, onlyA, onlyB }: Match,
  { a, b }: { readonly a: readonly string[]; readonly b: readonly string[] },
) {
  if (onlyA === 0 && onlyB === 0) return 2.2
  if (onlyA > 0 && onlyB > 0) return -1
  const longer = onlyB === 0 ? a : b
  return (longer.at(-1) === same[0] ? 2 : PART) + (initials > 0 ? 0.3 : 0)
}

function matched(a: readonly string[], b: readonly string[]): Match {
  const free = [...b]
  const others: string[] = []
  const same: string[] = []
  const counts = { short: 0, typos: 0, initials: 0, onlyA: 0 }
  for (const word of a) {
    if (!take(free, word, isEqual)) others.push(word)
    else if (word.length > 1) same.push(word)
    else counts.initials++
  }
  for (const word of others) {
    if (take(free, word, isShortForm)) counts.short++
    else if (take(free, word, isTypo)) counts.typos++
    else if (take(free, word, isInitial)) counts.initials++
    else if (word.length > 1) counts.onlyA++
  }
  return { ...counts, same, onlyB: free.filter((word) => word.length > 1).length }
}

/** Takes the first partner of a word out of those that are free; says whether there was one. */
function take(free: string[], word: string, isPartner: (word: string, other: string) => boolean): boolean {
  for (let index = 0; index < free.length; index++) {
    if (!isPartner(word, free[index] ?? '')) continue
    free.splice(index, 1)
    return true
  }
  return false
}

function isEqual(a: string, b: string): boolean {
  return a === b
}

function isShortForm(a: string, b: string): boolean {
  if (a.length < 2 || b.length < 2) return false
  if (mayBeOneGivenName(a, b)) return true
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= 3 && long.startsWith(short)
}

function isTypo(a: string, b: string): boolean {
  const isNear = a.length >= 5 && b.length >= 5 && Math.abs(a.length - b.length) <= 1 && a[0] === b[0]
  return isNear && distance(a, b) === 1
}

function isInitial(a: string, b: string): boolean {
  return (a.length === 1 || b.length === 1) && a[0] === b[0]
}
