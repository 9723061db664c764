import { isPersonal } from './name-match.ts'
import type { NameReading } from './name-reading.ts'
import type { Profile } from './profile.ts'

/** A block that more mentions share says nothing by itself. */
export const LARGEST_BLOCK = 200
/** Mentions that are compared with one, at most. */
export const MOST_CANDIDATES = 100

/** So many words of a name make keys. */
const MOST_WORDS = 8
const GLUED_PREFIX = 7

/**
 * Keys under which a mention is found; two that share one may be one sponsor. `i:` an identifier, `a:` an account, `n:` a
 * whole name, `t:` a word, `g:` the beginning of the glued name, `s:` how a surname sounds, `d:` a landing domain.
 */
export function keysOf(profile: Profile): readonly string[] {
  const keys = new Set<string>()
  for (const id of profile.ids) keys.add(`i:${id}`)
  if (profile.account !== '') keys.add(`a:${profile.account}`)
  for (const domain of profile.domains) keys.add(`d:${domain}`)
  for (const name of namesOf(profile)) addNameKeys(keys, name)
  return [...keys]
}

/** `p:`, two words of one name: where each of them is too common by itself, both together may not be. */
export function pairKeysOf(profile: Profile, isCommon: (word: string) => boolean = () => true): readonly string[] {
  const keys = new Set<string>()
  for (const name of namesOf(profile)) {
    const words = tellingWords(name).filter(isCommon)
    for (const [index, word] of words.entries()) {
      for (const other of words.slice(index + 1)) keys.add(word < other ? `p:${word} ${other}` : `p:${other} ${word}`)
    }
  }
  return [...keys]
}

/** Keys that are evidence by themselves: where a block of them is too large, it is still not passed over. */
export function isStrongKey(key: string): boolean {
  return key.startsWith('n:') || key.startsWith('a:') || key.startsWith('i:')
}

function namesOf({ payers, pages }: Profile): readonly NameReading[] {
  return [...payers, ...pages]
}

function tellingWords(name: NameReading): readonly string[] {
  return (isPersonal(name) ? name.core : name.words).slice(0, MOST_WORDS)
}

function addNameKeys(keys: Set<string>, name: NameReading): void {
  keys.add(`n:${name.forms.n2}`)
  for (const word of tellingWords(name)) keys.add(`t:${word}`)
  if (name.gluedCore.length >= GLUED_PREFIX - 2) keys.add(`g:${name.gluedCore.slice(0, GLUED_PREFIX)}`)
  if ((name.core.at(-1) ?? '').length > 3 && isPersonal(name)) keys.add(`s:${name.sound}`)
}
