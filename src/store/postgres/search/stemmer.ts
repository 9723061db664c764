import type { DataSource } from 'typeorm'
import { STEM_LANGUAGES } from '../../../domain/stem-languages.ts'
import { stems } from './stems.ts'

/** The engine's stems, asked for in batches and remembered: a language has few words and an archive many texts. */
export interface Stemmer {
  /** After this, `stemsOf` knows these words too. */
  readonly learn: (unknownByLanguage: ReadonlyMap<string, ReadonlySet<string>>) => Promise<void>
  /** Lets go of what fills the memory. */
  readonly forget: () => void
  /** Word to `@en:elect`; null where the language is not stemmed, or nothing of it is known. */
  readonly stemsOf: (language: string | undefined) => ReadonlyMap<string, string> | null
}

/** Beyond so many words of a language all are forgotten, so that memory stays bounded whatever is loaded. */
const MOST_WORDS = 50_000

export function engineStemmer(dataSource: DataSource): Stemmer {
  const known = new Map<string, Map<string, string>>()
  return {
    learn: async (unknownByLanguage) => {
      const asked = [...unknownByLanguage].filter(([language, words]) => STEM_LANGUAGES.has(language) && words.size > 0)
      for (const [language, byWord] of await stems(dataSource, new Map(asked))) {
        const own = known.get(language) ?? new Map<string, string>()
        for (const [word, stem] of byWord) own.set(word, `@${language}:${stem}`)
        known.set(language, own)
      }
    },
    forget: () => {
      for (const [language, own] of known) if (own.size > MOST_WORDS) known.delete(language)
    },
    stemsOf: (language) => (language === undefined ? null : (known.get(language) ?? null)),
  }
}
