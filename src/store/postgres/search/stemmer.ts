import type { DataSource } from 'typeorm'
import { STEM_LANGUAGES } from '../stem-languages.ts'
import { stems } from './stems.ts'

/** The engine's stems, asked for in batches and remembered: a language has few words and an archive many texts. */
export interface Stemmer {
  /** After this, `stem` knows the words. */
  readonly learn: (wordsByLanguage: ReadonlyMap<string, ReadonlySet<string>>) => Promise<void>
  /** `@en:elect`; null where the language is not stemmed. */
  readonly stem: (language: string | undefined, word: string) => string | null
}

/** Beyond so many words all are forgotten, so that memory stays bounded whatever is loaded. */
const MOST_WORDS = 200_000

export function engineStemmer(dataSource: DataSource): Stemmer {
  const known = new Map<string, string>()
  return {
    learn: async (wordsByLanguage) => {
      if (known.size > MOST_WORDS) known.clear()
      const unknown = new Map<string, Set<string>>()
      for (const [language, words] of wordsByLanguage) {
        if (!STEM_LANGUAGES.has(language)) continue
        unknown.set(language, new Set([...words].filter((word) => !known.has(`${language}:${word}`))))
      }
      for (const [language, byWord] of await stems(dataSource, unknown)) {
        for (const [word, stem] of byWord) known.set(`${language}:${word}`, `@${language}:${stem}`)
      }
    },
    stem: (language, word) => (language === undefined ? null : (known.get(`${language}:${word}`) ?? null)),
  }
}
