import { GENERIC_WORDS, PERSON_WORDS, SPACELESS_WORDS, TRADE_WORDS } from './symbols-data.ts'

/** `company`: what every other body is called; `trade`: what it does; `title`: what stands beside a person's name. */
export type WordKind = 'company' | 'trade' | 'title'

/** What a common word means, whatever its language: `bank`, `banque` and `банк` are all `bank`. */
export interface CommonWord {
  readonly kind: WordKind
  readonly meaning: string
  /** How many tokens it takes. */
  readonly length: number
}

/** The longest run of n1 tokens from `at` on that is a common word of organisations; null where none is. */
export function commonWord(tokens: readonly string[], at: number): CommonWord | null {
  return longest(organisations, tokens, at)
}

/** The same of titles and particles in names of persons: `dr`, `junior`, `ibn`. */
export function personWord(tokens: readonly string[], at: number): CommonWord | null {
  return longest(persons, tokens, at)
}

/**
 * Common words of scripts without blanks, which are glued to the name, become a Latin word that means the same, set apart:
 * so they are found like any other. For text as published.
 */
export function spacedWords(text: string): string {
  return text.normalize('NFKC').replaceAll(SPACELESS, (word) => ` ${latin.get(spaceless.get(word) ?? '') ?? ''} `)
}

type Words = ReadonlyMap<string, readonly (readonly [words: readonly string[], word: CommonWord])[]>

const organisations = wordsOf([
  ['trade', TRADE_WORDS],
  ['company', GENERIC_WORDS],
])
const persons = wordsOf([['title', PERSON_WORDS]])

const spaceless = new Map(
  entriesOf(SPACELESS_WORDS).flatMap(({ meaning, words }) => words.map((word) => [word, meaning] as const)),
)

/** The first word of each meaning. */
const latin = new Map(
  [...entriesOf(TRADE_WORDS), ...entriesOf(GENERIC_WORDS)].map(({ meaning, words }) => [meaning, words[0] ?? '']),
)

const SPACELESS = new RegExp([...spaceless.keys()].sort((a, b) => b.length - a.length).join('|'), 'gu')

function longest(words: Words, tokens: readonly string[], at: number): CommonWord | null {
  for (const [run, word] of words.get(tokens[at] ?? '') ?? []) {
    if (run.every((token, index) => tokens[at + index] === token)) return word
  }
  return null
}

/** By their first token, the longest first; where one word means two things, the first table tells. */
function wordsOf(tables: readonly (readonly [WordKind, string])[]): Words {
  const byFirst = new Map<string, (readonly [readonly string[], CommonWord])[]>()
  for (const [kind, table] of tables) {
    for (const { meaning, words } of entriesOf(table)) {
      for (const run of words.map((word) => word.split(' '))) {
        const first = run[0] ?? ''
        const known = byFirst.get(first) ?? []
        byFirst.set(first, [...known, [run, { kind, meaning, length: run.length }]])
      }
    }
  }
  for (const runs of byFirst.values()) runs.sort(([a], [b]) => b.length - a.length)
  return byFirst
}

function entriesOf(table: string): readonly { readonly meaning: string; readonly words: readonly string[] }[] {
  return table
    .trim()
    .split(/[;\n]/)
    .map((entry) => {
      const [meaning = '', words = ''] = entry.split('=')
      return { meaning, words: words.split('|') }
    })
}
