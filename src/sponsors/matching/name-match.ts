import { mayBeOneGivenName } from '../names/given-names.ts'
import { align, type WordPair } from './align-words.ts'
import type { NameReading } from './name-reading.ts'
import type { WordMarks } from './word-marks.ts'

/**
 * How two names stand to each other. `exact`: n2 is equal. `core`: what tells them is equal. `fuller`: one says more of
 * the same person. `variant`: equal but for diminutives or initials. `typo`: but for a letter or two. `surname`,
 * `given`: one has a single word, which is the other's last or first; `middle`, one
 * between them. `wider`: one body's name holds the other's.
 * `conflict`: two persons who share a word. `none`: they share nothing that tells.
 */
export type NameMatchKind =
  | 'exact'
  | 'core'
  | 'glued'
  | 'fuller'
  | 'variant'
  | 'typo'
  | 'surname'
  | 'given'
  | 'middle'
  | 'wider'
  | 'conflict'
  | 'none'

export interface NameMatch {
  readonly kind: NameMatchKind
  /** The words that both have, as the shorter name has them. */
  readonly shared: readonly string[]
}

const NONE: NameMatch = { kind: 'none', shared: [] }

export function nameMatch(a: NameReading, b: NameReading): NameMatch {
  const haveCores = a.core.length > 0 && b.core.length > 0
  if (haveCores && !mayMatch(a, b)) return NONE
  if (a.forms.n2 === b.forms.n2) return { kind: 'exact', shared: a.core }
  if (!haveCores || a.isOpposed !== b.isOpposed) return NONE
  if (a.isPac !== b.isPac) return isWider(a, b) ? { kind: 'wider', shared: a.core } : NONE
  if (!arePersonal(a, b)) return bodyMatch(a, b)
  if (a.gluedCore === b.gluedCore) return { kind: a.core.length === b.core.length ? 'core' : 'glued', shared: a.core }
  const [less, more] = a.core.length <= b.core.length ? [a, b] : [b, a]
  const aligned = align(less.core, more.core)
  return aligned.length === 0 ? NONE : personMatch(less, more, aligned)
}

/** A quick look before a long one: a word in common, or, of what is written in one, a likeness. */
function mayMatch(a: NameReading, b: NameReading): boolean {
  return shareMarks(a.marks, b.marks) || areAlike(a, b)
}

/**
 * A quicker look, where only what speaks for two names matters: two full names that share a common first name alone are
 * two persons, and need not be compared to know it.
 */
export function mayTell(a: NameReading, b: NameReading): boolean {
  if (a.core.length === 0 || b.core.length === 0) return a.forms.n2 === b.forms.n2
  const isOneWord = a.core.length === 1 || b.core.length === 1
  return (isOneWord ? shareMarks(a.marks, b.marks) : shareMarks(a.marksOfRest, b.marksOfRest)) || areAlike(a, b)
}

/** Words may be run together in one of two names, or one word misspelt; else they must have a word in common. */
function areAlike(a: NameReading, b: NameReading): boolean {
  if (a.core.length === 1 && b.core.length === 1)
    return a.marks.sound === b.marks.sound || a.marks.head === b.marks.head
  return a.gluedCore.length === b.gluedCore.length && a.marks.head === b.marks.head
}

function shareMarks(a: WordMarks, b: WordMarks): boolean {
  return (a.first & b.first) !== 0 && (a.second & b.second) !== 0 && (a.third & b.third) !== 0
}

/** Whether a page's name and its payer's speak of one: they share a word that tells, or sound and look alike. */
export function isRelated(a: NameReading, b: NameReading): boolean {
  const { kind, shared } = nameMatch(a, b)
  if (kind !== 'none') return shared.length > 0 || kind === 'exact'
  return a.core.some((word) => b.core.some((other) => isHeldBy(word, other) || mayBeOneGivenName(word, other)))
}

/** `smith` in `drsmithforall`: a word run into another. */
function isHeldBy(a: string, b: string): boolean {
  const [less, more] = a.length <= b.length ? [a, b] : [b, a]
  return less.length >= 4 && more.includes(less)
}

/** One of them is surely a person's or a campaign's, and the other may be. */
export function arePersonal(a: NameReading, b: NameReading): boolean {
  return isPersonal(a) && isPersonal(b) && (a.kind !== 'other' || b.kind !== 'other')
}

/** Names that may be a person's or a person's campaign. */
export function isPersonal({ kind, core, isPac }: NameReading): boolean {
  if (kind === 'campaign' || kind === 'person' || kind === 'official') return true
  return kind === 'other' && core.length <= 3 && !isPac
}

function personMatch(less: NameReading, more: NameReading, pairs: readonly WordPair[]): NameMatch {
  const shared = pairs.map(({ word }) => word)
  const rest = less.core.filter((word) => !shared.includes(word))
  const isWhole = rest.every((word) => isInitialOf(word, more))
  const firm = pairs.filter(({ way }) => way === 'same')
  if (!isWhole) return conflictOr(less, more, { pairs, shared })
  if (less.core.length === 1) return partMatch(less, more, pairs, shared)
  if (!initialsAgree(less, more)) return { kind: 'conflict', shared }
  if (firm.length === pairs.length) return { kind: less.core.length === more.core.length ? 'core' : 'fuller', shared }
  if (firm.length === 0) return NONE
  if (pairs.some(({ way }) => way === 'typo')) return { kind: 'typo', shared }
  return isOneSurname(less, more) ? { kind: 'variant', shared } : NONE
}

/** Diminutives are told of the first name, before one surname: `Lynda Wilson` is no `Linda Wilson Roe`. */
function isOneSurname(a: NameReading, b: NameReading): boolean {
  return a.core.at(-1) === b.core.at(-1) && mayBeOneGivenName(a.core[0] ?? '', b.core[0] ?? '')
}

function partMatch(
  less: NameReading,
  more: NameReading,
  pairs: readonly WordPair[],
  shared: readonly string[],
): NameMatch {
  const [pair] = pairs
  if (pair === undefined) return NONE
  if (more.core.length === 1) return pair.way === 'typo' ? { kind: 'typo', shared } : NONE
  if (!initialsAgree(less, more)) return { kind: 'conflict', shared }
  if (pair.way === 'typo') return NONE
  if (pair.other === more.core.at(-1)) return { kind: 'surname', shared }
  return { kind: pair.other === more.core[0] ? 'given' : 'middle', shared }
}

/** Two persons of one surname; where the word they share is no surname of either, they share nothing. */
function conflictOr(
  less: NameReading,
  more: NameReading,
  { pairs, shared }: { readonly pairs: readonly WordPair[]; readonly shared: readonly string[] },
): NameMatch {
  if (less.core.length > 1 && pairs.some(({ way }) => way === 'same')) return { kind: 'conflict', shared }
  return more.core.length > 1 && less.core.length > 1 ? { kind: 'conflict', shared } : NONE
}

function isInitialOf(word: string, { initials }: NameReading): boolean {
  return initials.includes(word[0] ?? '')
}

/** `J. Smith` is no `K. Smith`, and `Pat O. Smith` no `Pat Arthur Smith`: a letter stands for a word of the other, or is new. */
function initialsAgree(less: NameReading, more: NameReading): boolean {
  return isTold(less, more) && isTold(more, less)
}

function isTold(a: NameReading, b: NameReading): boolean {
  const own = new Set(a.core)
  const left = [...b.initials, ...b.core.filter((word) => !own.has(word)).map((word) => word[0] ?? '')]
  return a.initials.length === 0 || left.length === 0 || a.initials.some((initial) => left.includes(initial))
}

/** Bodies are one where all their words are, in any order; one that has more words is wider or narrower, and another. */
function bodyMatch(a: NameReading, b: NameReading): NameMatch {
  if (a.wordsLength === b.wordsLength && a.words.join('') === b.words.join('')) return { kind: 'glued', shared: a.core }
  const [less, more] = a.words.length <= b.words.length ? [a, b] : [b, a]
  const pairs = align(less.words, more.words)
  const shared = pairs.map(({ word }) => word)
  if (pairs.length < less.words.length || !less.core.some((word) => shared.includes(word))) return NONE
  if (less.words.length < more.words.length) return less.words.length > 1 ? { kind: 'wider', shared } : NONE
  if (pairs.every(({ way }) => way === 'same')) return { kind: 'core', shared }
  return less.words.length > 1 && pairs.every(({ way }) => way !== 'given') ? { kind: 'typo', shared } : NONE
}

/** `X` and `X PAC`. */
function isWider(a: NameReading, b: NameReading): boolean {
  const [less, more] = a.isPac ? [b, a] : [a, b]
  const rest = new Set(more.core.filter((word) => word !== 'pac'))
  return less.core.length > 0 && less.core.length === rest.size && less.core.every((word) => rest.has(word))
}
