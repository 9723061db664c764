import type { DataSource } from 'typeorm'
import type { HeldDisclosure } from '../../../domain/held-disclosure.ts'
import { LONGEST_LOOK } from '../../../domain/highlight.ts'
import type { SearchTerms } from '../../../domain/search-terms.ts'
import { words } from '../../../domain/search-text.ts'
import { type SearchedPart, searchedTexts } from '../../../domain/searched-words.ts'
import { STEM_LANGUAGES } from '../../../domain/stem-languages.ts'
import type { SearchResult } from '../../../ports/archive.ts'
import { type Stems, stems } from './stems.ts'

const PARTS = ['advertiserName', 'disclaimer', 'otherFacts', 'texts'] as const satisfies readonly SearchedPart[]

/** Words that are looked for in any of their forms. */
export function stemmedWords(terms: SearchTerms): string[] {
  return [...terms.include, ...terms.exclude].filter(({ form }) => form === 'stem').flatMap((term) => term.words)
}

/** Our own code marks the matches; of the engine it only wants to know the stems. */
export async function stemsForHighlights(
  dataSource: DataSource,
  terms: SearchTerms,
  hits: readonly HeldDisclosure[],
): Promise<SearchResult['stemOf']> {
  const sought = stemmedWords(terms)
  const wordsByLanguage = new Map<string, Set<string>>()
  for (const { searchLanguage, fields } of sought.length === 0 ? [] : hits) {
    if (searchLanguage === null || !STEM_LANGUAGES.has(searchLanguage)) continue
    const known = wordsByLanguage.get(searchLanguage) ?? new Set(sought)
    for (const text of PARTS.flatMap((part) => searchedTexts(fields, part))) {
      for (const word of words(text.slice(0, LONGEST_LOOK))) known.add(word.text)
    }
    wordsByLanguage.set(searchLanguage, known)
  }
  const found: Stems = await stems(dataSource, wordsByLanguage)
  return (language, word) => (language === null ? word : (found.get(language)?.get(word) ?? word))
}
