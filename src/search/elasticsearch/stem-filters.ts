import { STEM_LANGUAGES } from '../../domain/stem-languages.ts'

/**
 * Lucene's name of the stemmer of a language, by ISO 639-1, where it is not the language's own in English. PostgreSQL 18 has the
 * newer German, of which `German2` is the nearest (PostgreSQL 15 has `German`); Lucene 10 takes the two for one.
 */
const OTHERWISE: ReadonlyMap<string, string> = new Map([['de', 'German2']])

/** Lucene's Snowball stemmers, by ISO 639-1: those that agree with PostgreSQL's. */
export const STEM_FILTERS: ReadonlyMap<string, string> = new Map(
  [...STEM_LANGUAGES].map(([code, language]) => [
    code,
    OTHERWISE.get(code) ?? language.charAt(0).toUpperCase() + language.slice(1),
  ]),
)
