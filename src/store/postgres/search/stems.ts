import type { DataSource } from 'typeorm'
import { STEM_LANGUAGES } from '../stem-languages.ts'

/** Stems by language and word, asked of the server once for all that a page needs. */
export type Stems = ReadonlyMap<string, ReadonlyMap<string, string>>

export async function stemsInAllLanguages(dataSource: DataSource, words: readonly string[]): Promise<Stems> {
  return stems(dataSource, new Map([...STEM_LANGUAGES.keys()].map((language) => [language, new Set(words)])))
}

export async function stems(
  dataSource: DataSource,
  wordsByLanguage: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Stems> {
  const found = new Map<string, Map<string, string>>()
  const languages: string[] = []
  const words: string[] = []
  for (const [language, each] of wordsByLanguage) {
    found.set(language, new Map())
    for (const word of each) {
      languages.push(language)
      words.push(word)
    }
  }
  if (words.length === 0) return found
  const rows: { language: string; word: string; stem: string }[] = await dataSource.query(
    `SELECT pair.language, pair.word, stem(pair.language, pair.word) AS stem
     FROM unnest($1::text[], $2::text[]) AS pair (language, word)`,
    [languages, words],
  )
  for (const { language, word, stem } of rows) found.get(language)?.set(word, stem)
  return found
}
