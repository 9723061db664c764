import { STEM_LANGUAGES } from '../../domain/stem-languages.ts'

/** Lucene's name of the stemmer of a language, by ISO 639-1, where it is not the language's own in English. */
const OTHERWISE: ReadonlyMap<string, string> = new Map([])

/** Lucene's Snowball stemmers, by ISO 639-1: those that agree with PostgreSQL's. */
export const STEM_FILTERS: ReadonlyMap<string, string> = new Map(
  [...STEM_LANGUAGES].map(([code, language]) => [
    code,
    OTHERWISE.get(code) ?? language.charAt(0).toUpperCase() + language.slice(1),
  ]),
)
