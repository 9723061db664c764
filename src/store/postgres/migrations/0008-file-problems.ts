import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What was wrong with a file at any revision, and a way to the files of a day. */
export class FileProblems0008 implements MigrationInterface {
  readonly name = 'FileProblems00081764000000008'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FILE_PROBLEMS)
    await runner.query(KEEPING)
    await runner.query(WHAT_IS_THERE)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/**
 * Only files with which something ever was wrong have rows: the newest one up to a revision tells how the file stood. A file
 * is read again and a hold is decided, or taken back when a file comes late, so that neither row says what was.
 */
const FILE_PROBLEMS = `
CREATE TABLE file_problem (
  file_id bigint NOT NULL REFERENCES source_file (id),
  from_revision bigint NOT NULL,
  quarantined integer NOT NULL,
  is_held boolean NOT NULL,
  PRIMARY KEY (file_id, from_revision)
);
CREATE INDEX source_file_by_day ON source_file (observed_on, source);
CREATE INDEX source_file_drifted ON source_file (id) WHERE drift <> '[]';
CREATE INDEX source_file_standing ON source_file (source, series, observed_on, id) WHERE series_kind = 'standing';
CREATE INDEX spend_statement_counted ON spend_statement (source) INCLUDE (ads, to_day)
  WHERE is_current AND subject = 'advertiser' AND from_day = '-infinity' AND ads IS NOT NULL`

/** Before a load knows whether it makes a revision, the next one is meant: it holds the lock under which they are made. */
const KEEPING = `
CREATE FUNCTION note_file_problem(file bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO file_problem AS noted (file_id, from_revision, quarantined, is_held)
  SELECT now.id, coalesce(nullif(current_setting('paidfor.revision', true), '')::bigint,
      (SELECT coalesce(max(revision.id), 0) + 1 FROM revision)), now.quarantined, now.is_held
  FROM (
    SELECT file.id, file.quarantined,
      EXISTS (SELECT FROM hold WHERE hold.file_id = file.id AND hold.status = 'held') AS is_held
    FROM source_file file WHERE file.id = $1
  ) now
  LEFT JOIN LATERAL (
    SELECT before.quarantined, before.is_held FROM file_problem before
    WHERE before.file_id = now.id ORDER BY before.from_revision DESC LIMIT 1
  ) before ON true
  WHERE (now.quarantined, now.is_held) IS DISTINCT FROM (coalesce(before.quarantined, 0), coalesce(before.is_held, false))
  ON CONFLICT (file_id, from_revision) DO UPDATE SET quarantined = excluded.quarantined, is_held = excluded.is_held
$$;
CREATE FUNCTION file_problem_of_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_file_problem(NEW.id);
  RETURN NULL;
END
$$;
CREATE FUNCTION file_problem_of_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_file_problem(coalesce(NEW.file_id, OLD.file_id));
  RETURN NULL;
END
$$;
CREATE TRIGGER note_problem_at_first AFTER INSERT ON source_file
  FOR EACH ROW WHEN (NEW.quarantined > 0) EXECUTE FUNCTION file_problem_of_file();
CREATE TRIGGER note_problem AFTER UPDATE OF quarantined ON source_file
  FOR EACH ROW WHEN (NEW.quarantined <> OLD.quarantined) EXECUTE FUNCTION file_problem_of_file();
CREATE TRIGGER note_hold AFTER INSERT OR UPDATE OR DELETE ON hold
  FOR EACH ROW EXECUTE FUNCTION file_problem_of_hold()`

const WHAT_IS_THERE = `
INSERT INTO file_problem (file_id, from_revision, quarantined, is_held)
SELECT file.id, 0, file.quarantined, hold.id IS NOT NULL
FROM source_file file LEFT JOIN hold ON hold.file_id = file.id AND hold.status = 'held'
WHERE file.quarantined > 0 OR hold.id IS NOT NULL`
