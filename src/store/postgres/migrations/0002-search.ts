import type { MigrationInterface, QueryRunner } from 'typeorm'
import { STEM_LANGUAGES } from '../../../domain/stem-languages.ts'

/** Stemming, which is all that is asked of the engine before it ranks. Words come folded from `domain/search-text.ts`. */
export class Search0002 implements MigrationInterface {
  readonly name = 'Search00021761000000002'

  async up(runner: QueryRunner): Promise<void> {
    for (const [code, language] of STEM_LANGUAGES) {
      await runner.query(`CREATE TEXT SEARCH DICTIONARY stem_${code} (TEMPLATE = snowball, LANGUAGE = ${language})`)
    }
    const codes = [...STEM_LANGUAGES.keys()].map((code) => `'${code}'`).join(', ')
    await runner.query(stemFunction(codes))
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

const stemFunction = (codes: string) => `
CREATE FUNCTION stem(language text, word text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN language IN (${codes}) THEN (ts_lexize(('stem_' || language)::regdictionary, word))[1] ELSE word END
$$`
