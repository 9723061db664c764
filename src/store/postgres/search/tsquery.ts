import type { SearchTerms, StemsOf, Term } from '../../../domain/search-terms.ts'

/**
 * The terms in PostgreSQL's tsquery syntax, or null when they ask for everything. Words are folded letters and digits,
 * so that nothing needs an escape beyond the quotation marks.
 */
export function tsqueryText(terms: SearchTerms, stemsOf: StemsOf): string | null {
  const parts = [
    ...terms.include.map((term) => termText(term, stemsOf)),
    ...terms.exclude.map((term) => `!${termText(term, stemsOf)}`),
  ]
  return parts.length === 0 ? null : parts.join(' & ')
}

function termText(term: Term, stemsOf: StemsOf): string {
  if (term.form === 'stem') {
    const [word = ''] = term.words
    const stems = stemsOf(word).map((stem) => `'${stem}'`)
    return `(${[`'${word}'`, ...stems].join(' | ')})`
  }
  const words = term.words.map((word) => `'${word}'`).join(' <-> ')
  return term.form === 'prefix' ? `(${words}:*)` : `(${words})`
}
