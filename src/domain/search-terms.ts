import { words } from './search-text.ts'

/**
 * One thing an ad must (or must not) say. `stem`: the word in any of its forms; `exact`: these words, in this order and
 * form; `prefix`: words, the last of which begins like this.
 */
export interface Term {
  readonly words: readonly string[]
  readonly form: 'stem' | 'exact' | 'prefix'
}

/** A query of a search box, understood. No terms at all means: everything. */
export interface SearchTerms {
  readonly include: readonly Term[]
  readonly exclude: readonly Term[]
}

/** What a word of a query stems to in each language in which the archive stems, each under its name: `@en:elect`. */
export type StemsOf = (word: string) => readonly string[]

/** Why a query is not accepted, as a sentence for the person who typed it. */
export interface Refusal {
  readonly refusal: string
}

export function hasTerms({ include, exclude }: SearchTerms): boolean {
  return include.length + exclude.length > 0
}

export const LONGEST_QUERY = 512
const MOST_WORDS = 32
const SHORTEST_PREFIX = 3

/** `words`, `"phrases"`, `-not`, `prefix*`, in any mixture. Never throws: what cannot be searched is refused in words. */
export function parseSearchTerms(text: string): SearchTerms | Refusal {
  if (text.length > LONGEST_QUERY) return { refusal: `A query holds at most ${LONGEST_QUERY} characters.` }
  const include: Term[] = []
  const exclude: Term[] = []
  for (const [, minus, phrase, open, plain] of text.matchAll(/(-?)(?:"([^"]*)"|"([^"]*)$|([^\s"]+))/g)) {
    const term = phrase ?? open
    const parsed = term === undefined ? plainTerms(plain ?? '') : phraseTerms(term)
    if ('refusal' in parsed) return parsed
    ;(minus === '-' ? exclude : include).push(...parsed)
  }
  const count = [...include, ...exclude].reduce((sum, term) => sum + term.words.length, 0)
  if (count > MOST_WORDS) return { refusal: `A query holds at most ${MOST_WORDS} words.` }
  return { include, exclude }
}

function phraseTerms(text: string): Term[] {
  const found = words(text).map((word) => word.text)
  return found.length === 0 ? [] : [{ words: found, form: 'exact' }]
}

function plainTerms(text: string): Term[] | Refusal {
  const found = words(text).map((word) => word.text)
  const [only] = found
  if (only === undefined) return []
  if (text.endsWith('*')) {
    const last = found[found.length - 1] ?? ''
    // Counted apart, so that a syllable of Hangul is the letters it is made of.
    if (last.normalize('NFD').length < SHORTEST_PREFIX)
      return { refusal: `“${text}” is too short: give at least three letters before *.` }
    return [{ words: found, form: 'prefix' }]
  }
  // `clean-energy` means the two words together, as they would be written.
  return [{ words: found, form: found.length === 1 ? 'stem' : 'exact' }]
}
