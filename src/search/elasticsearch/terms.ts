import type { SearchTerms, StemsOf, Term } from '../../domain/search-terms.ts'

export type Query = Readonly<Record<string, unknown>>

/** The clauses of the terms, as they go into a `bool`. */
export interface TermClauses {
  readonly include: readonly Query[]
  readonly exclude: readonly Query[]
  /** Whether names hold them too: for ranking alone. */
  readonly inNames: readonly Query[]
}

export function termClauses({ include, exclude }: SearchTerms, stemsOf: StemsOf): TermClauses {
  const clause = (term: Term) => said(term, stemsOf)
  return { include: include.map(clause), exclude: exclude.map(clause), inNames: include.flatMap(saidInNames) }
}

/** Words are folded already, and stems say of which language they are: a stem counts in its own language alone. */
function said({ words, form }: Term, stemsOf: StemsOf): Query {
  const text = words.join(' ')
  if (form === 'stem') {
    const stems = { terms: { stems: stemsOf(text) } }
    return { bool: { should: [{ term: { words: text } }, stems], minimum_should_match: 1 } }
  }
  if (form === 'exact') return words.length === 1 ? { term: { words: text } } : { match_phrase: { words: text } }
  if (words.length === 1) return { prefix: { words: text } }
  return { match_phrase_prefix: { words: { query: text, max_expansions: ALL } } }
}

/** The engine would otherwise try the first 50 words that begin so, and miss the others. */
const ALL = 2_147_483_647

/** Names rank before facts and texts. */
const NAMES_BOOST = 10

function saidInNames({ words, form }: Term): Query[] {
  const whole = form === 'prefix' ? words.slice(0, -1) : words
  const last = form === 'prefix' ? words.at(-1) : undefined
  return [
    ...(whole.length === 0
      ? []
      : [{ match: { names: { query: whole.join(' '), operator: 'and', boost: NAMES_BOOST } } }]),
    ...(last === undefined ? [] : [{ prefix: { names: { value: last, boost: NAMES_BOOST } } }]),
  ]
}
