import { OFFICE_PHRASES, type Office } from '../words/offices-en.ts'

export interface OfficesRead {
  readonly offices: readonly Office[]
  /** Indexes of the tokens that say so. */
  readonly taken: ReadonlySet<number>
}

const PHRASES = OFFICE_PHRASES.map(([phrase, office]) => ({ words: phrase.split(' '), office })).sort(
  (a, b) => b.words.length - a.words.length,
)
const LONGEST = Math.max(...PHRASES.map(({ words }) => words.length))
const byPhrase = new Map(PHRASES.map(({ words, office }) => [words.join(' '), office]))

/** Offices that a name says it is for; `u s` is `us`. */
export function officesIn(tokens: readonly string[]): OfficesRead {
  const offices = new Set<Office>()
  const taken = new Set<number>()
  for (let at = 0; at < tokens.length; at++) {
    for (let length = LONGEST; length > 0; length--) {
      const office = byPhrase.get(phraseAt(tokens, at, length))
      if (office === undefined) continue
      offices.add(office)
      const end = at + widthOf(tokens, at, length)
      for (; at < end; at++) taken.add(at)
      at--
      break
    }
  }
  return { offices: narrowed(offices), taken }
}

/** What stands at `at` in so many words, `u s` counted as one. */
function phraseAt(tokens: readonly string[], at: number, length: number): string {
  return tokens
    .slice(at, at + widthOf(tokens, at, length))
    .join(' ')
    .replace(/^u s\b/, 'us')
}

function widthOf(tokens: readonly string[], at: number, length: number): number {
  return tokens[at] === 'u' && tokens[at + 1] === 's' ? length + 1 : length
}

/** `senate` beside `us_senate` says nothing new. */
function narrowed(offices: ReadonlySet<Office>): readonly Office[] {
  const isSaid = (...others: readonly Office[]) => others.some((office) => offices.has(office))
  return [...offices].filter((office) => {
    if (office === 'house') return !isSaid('us_house', 'state_house')
    return office !== 'senate' || !isSaid('us_senate', 'state_senate')
  })
}
