import type { MigrationInterface, QueryRunner } from 'typeorm'
import { STEM_LANGUAGES } from '../stem-languages.ts'

/** Stemming and the search vector. The words come folded and cut from `domain/search-text.ts`. */
export class Search0002 implements MigrationInterface {
  readonly name = 'Search00021761000000002'

  async up(runner: QueryRunner): Promise<void> {
    for (const [code, language] of STEM_LANGUAGES) {
      await runner.query(`CREATE TEXT SEARCH DICTIONARY stem_${code} (TEMPLATE = snowball, LANGUAGE = ${language})`)
    }
    const codes = [...STEM_LANGUAGES.keys()].map((code) => `'${code}'`).join(', ')
    await runner.query(stemFunction(codes))
    await runner.query(SEARCH_VECTOR)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

const stemFunction = (codes: string) => `
CREATE FUNCTION stem(language text, word text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN language IN (${codes}) THEN (ts_lexize(('stem_' || language)::regdictionary, word))[1] ELSE word END
$$`

/**
 * Every word stands in the vector as it is, and once more as `@en:stem` under the language of the ad: a query can ask
 * for the word alone (phrases, prefixes) or for any of its forms. Names weigh most. A line feed between two values
 * leaves a gap that no phrase crosses.
 */
const SEARCH_VECTOR = `
CREATE FUNCTION search_vector(words jsonb) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH token AS (
    SELECT piece.word, field.weight, least(field.base + piece.place, 16383) AS place
    FROM (VALUES
      ('A', words->>'advertiserName', 0), ('A', words->>'disclaimer', 500),
      ('B', words->>'otherFacts', 1000), ('D', words->>'texts', 2000)
    ) AS field (weight, body, base)
    CROSS JOIN LATERAL unnest(string_to_array(field.body, ' ')) WITH ORDINALITY AS piece (word, place)
    WHERE piece.word NOT IN ('', E'\\n')
  ), lexeme AS (
    SELECT token.word AS lexeme, token.weight, token.place FROM token
    UNION ALL
    SELECT '@' || (words->>'language') || ':' || stem(words->>'language', token.word), token.weight, token.place
    FROM token WHERE words->>'language' IS NOT NULL
  ), entry AS (
    SELECT '''' || lexeme.lexeme || ''':' || string_agg(DISTINCT lexeme.place || lexeme.weight, ',') AS entry
    FROM lexeme GROUP BY lexeme.lexeme
  )
  SELECT coalesce(string_agg(entry.entry, ' '), '')::tsvector FROM entry
$$`
