import type { DataSource } from 'typeorm'
import { STEM_LANGUAGES } from '../../../domain/stem-languages.ts'

/** Stems by language and word, asked of the server once for all that a page needs. */
export type Stems = ReadonlyMap<string, ReadonlyMap<string, string>>

export async function stemsInAllLanguages(dataSource: DataSource, words: readonly string[]): Promise<Stems> {
  return stems(dataSource, new Map([...STEM_LANGUAGES.keys()].map((language) => [language, new Set(words)])))
}

/** So few that a question is far from the time limit of a page. */
const AT_ONCE = 20_000

const STEMS = `
SELECT pair.language, pair.word, stem(pair.language, pair.word) AS stem
FROM unnest($1::text[], $2::text[]) AS pair (language, word)`

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
  for (let at = 0; at < words.length; at += AT_ONCE) {
    const asked = [languages.slice(at, at + AT_ONCE), words.slice(at, at + AT_ONCE)]
    const rows: { language: string; word: string; stem: string }[] = await dataSource.query(STEMS, asked)
    for (const { language, word, stem } of rows) found.get(language)?.set(word, stem)
  }
  return found
}
