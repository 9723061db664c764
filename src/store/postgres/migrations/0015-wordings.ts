import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What an ad says, as one number: ads that say the same have the same. */
export class Wordings0015 implements MigrationInterface {
  readonly name = 'Wordings00151764000000015'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WORDING)
    await runner.query(WORDINGS_THERE)
    await runner.query(INDEX)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/**
 * Blind to case, accents, marks and blanks, and to the order and repetition of its parts: a carousel says its body once a
 * card. Null: it says nothing, or so little that many ads say it by chance; or it was removed at its source. Letters are whatever is neither blank nor mark,
 * so that it does not depend on the server's locale.
 */
const WORDING = `
CREATE FUNCTION wording(content jsonb) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN length(said.folded) >= 20 AND NOT told_list(content->'remarks') ? 'removed_at_source'
    THEN md5(said.folded)::uuid END
  FROM (
    SELECT string_agg(DISTINCT part.folded, ' ' ORDER BY part.folded) AS folded
    FROM (
      SELECT btrim(regexp_replace(
        lower(regexp_replace(normalize(told->>'text', NFKD), '[\\u0300-\\u036f]', '', 'g')),
        '[[:space:][:punct:]]+', ' ', 'g'
      )) COLLATE "C" AS folded
      FROM jsonb_array_elements(told_list(content->'texts')) told
    ) part
  ) said
$$;
CREATE FUNCTION note_wording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.wording := wording(NEW.content);
  RETURN NEW;
END
$$;
ALTER TABLE disclosure_state ADD COLUMN wording uuid;
CREATE TRIGGER note_wording BEFORE INSERT ON disclosure_state
  FOR EACH ROW WHEN (jsonb_typeof(NEW.content->'texts') = 'array') EXECUTE FUNCTION note_wording()`

/** An archive that has held ads before. Exported for the test that holds it to what loads write. */
export const WORDINGS_THERE = `
UPDATE disclosure_state state SET wording = wording(state.content)
WHERE jsonb_typeof(state.content->'texts') = 'array'`

const INDEX = `
CREATE INDEX disclosure_state_wording ON disclosure_state (advertiser_id, wording) WHERE wording IS NOT NULL`
