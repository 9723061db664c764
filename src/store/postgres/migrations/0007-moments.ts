import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What the archive said at any moment of its history, and which places the records of a file speak of. */
export class Moments0007 implements MigrationInterface {
  readonly name = 'Moments00071764000000007'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CURRENT_REVISION)
    for (const [table, { keys, indexes = [] }] of Object.entries(KEPT_TABLES)) {
      await runner.query(keepWhatWas(table, keys))
      for (const columns of indexes) {
        const name = `${table}_was_by_${columns.split(',')[0]?.trim()}`
        await runner.query(`CREATE INDEX ${name} ON ${table}_was (${columns}, to_revision)`)
      }
    }
    await runner.query(WAYS_TO_CHANGES)
    await runner.query(LINES)
    await runner.query(FILE_PLACES)
    await runner.query("SET LOCAL work_mem = '64MB'")
    await runner.query(PLACES_OF_FILES)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/**
 * A load and whatever else changes the archive says first which revision it makes. Who does not cannot change the tables
 * that keep what was: they have no revision to put it under.
 */
const CURRENT_REVISION = `
CREATE FUNCTION current_revision() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT current_setting('paidfor.revision')::bigint
$$;
CREATE FUNCTION begin_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.from_revision := current_revision();
  RETURN NEW;
END
$$;
CREATE FUNCTION keep_what_was() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'INSERT INTO %I SELECT old_row.*, $1 FROM old_row WHERE old_row.from_revision < $1', TG_TABLE_NAME || '_was'
  ) USING current_revision();
  RETURN NULL;
END
$$`

/** With the columns by which their earlier rows are looked for. */
const KEPT_TABLES: Readonly<Record<string, { readonly keys: string; readonly indexes?: readonly string[] }>> = {
  ad_spend: { keys: 'advertiser_id, currency, place, is_whole, starts_on, ends_on', indexes: ['place, currency'] },
  ad_spend_ever: { keys: 'advertiser_id, place, currency, is_whole', indexes: ['place, currency'] },
  facet_total: { keys: 'facet, value_hash' },
  currency_total: { keys: 'currency' },
  place_total: { keys: 'place, currency, platform' },
  statement_period: {
    keys: 'source, place, currency, from_day, to_day, is_partial',
    indexes: ['place, currency'],
  },
  spend_statement: { keys: 'id', indexes: ['advertiser_id', 'place, currency, to_day'] },
  advertiser: { keys: 'id' },
  advertiser_name: { keys: 'advertiser_id, kind, text_hash' },
  advertiser_fact: { keys: 'advertiser_id, source, label, value_hash' },
  advertiser_alias: { keys: 'platform, former_key, key' },
  absence: { keys: 'id', indexes: ['advertiser_id'] },
}

/**
 * Rows that a revision changes or takes away go to the table's twin, with the revision up to which they held. The function
 * tells the rows of any revision; the planner sees through it.
 */
export const keepWhatWas = (table: string, keys: string) => `
ALTER TABLE ${table} ADD COLUMN from_revision bigint NOT NULL DEFAULT 0;
ALTER TABLE ${table} ALTER COLUMN from_revision SET DEFAULT current_revision();
CREATE TABLE ${table}_was (LIKE ${table});
ALTER TABLE ${table}_was ADD COLUMN to_revision bigint NOT NULL;
ALTER TABLE ${table}_was ADD PRIMARY KEY (${keys}, to_revision);
CREATE INDEX ${table}_was_until ON ${table}_was (to_revision);
CREATE TRIGGER begin_anew BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION begin_anew();
CREATE TRIGGER keep_updated AFTER UPDATE ON ${table}
  REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION keep_what_was();
CREATE TRIGGER keep_deleted AFTER DELETE ON ${table}
  REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION keep_what_was();
DO $make$
DECLARE
  columns text := (
    SELECT string_agg(quote_ident(attribute.attname), ', ' ORDER BY attribute.attnum) FROM pg_attribute attribute
    WHERE attribute.attrelid = '${table}'::regclass AND attribute.attnum > 0 AND NOT attribute.attisdropped
  );
BEGIN
  EXECUTE format(
    'CREATE FUNCTION ${table}_at(revision bigint) RETURNS SETOF ${table} LANGUAGE sql STABLE AS $at$
       SELECT %1$s FROM ${table} WHERE from_revision <= $1
       UNION ALL SELECT %1$s FROM ${table}_was WHERE from_revision <= $1 AND to_revision > $1
     $at$', columns);
END
$make$`

/**
 * What changed since a revision. Of an archive that was there before, the newest file gets a revision, also where it told
 * nothing new; what was before that, these tables do not know.
 */
const WAYS_TO_CHANGES = `
CREATE INDEX disclosure_state_from ON disclosure_state (from_revision, disclosure_id);
CREATE INDEX spend_statement_from ON spend_statement (from_revision);
INSERT INTO revision (id, file_id)
SELECT coalesce((SELECT max(revision.id) FROM revision), 0) + 1, max(file.id) FROM source_file file
HAVING max(file.id) IS NOT NULL;
CREATE TABLE history_start (revision bigint PRIMARY KEY);
INSERT INTO history_start SELECT coalesce(max(revision.id), 1) FROM revision`

/** The line of the CSV of ads, written while the ad is loaded: domain/written-line.ts. None: it is made when it is asked for. */
const LINES = 'ALTER TABLE disclosure_state ADD COLUMN line text'

/** Understood records of a file that speak of a country; under the empty place, those that name none we know. */
const FILE_PLACES = `
CREATE TABLE file_place (
  file_id bigint NOT NULL REFERENCES source_file (id),
  place text NOT NULL,
  records bigint NOT NULL,
  PRIMARY KEY (file_id, place)
)`

/** An archive that has held files before this table did. Exported for the test that holds it to what loads add. */
export const PLACES_OF_FILES = `
INSERT INTO file_place (file_id, place, records)
SELECT said.file_id, said.place, count(*)
FROM (
  SELECT o.file_id, o.record_number, coalesce(place.code, '') AS place
  FROM observation o
  JOIN disclosure_content held ON held.disclosure_id = o.disclosure_id AND held.fingerprint = o.fingerprint
  LEFT JOIN LATERAL unnest(codes(held.content->'countries')) AS place (code) ON true
  UNION
  SELECT o.file_id, o.record_number, coalesce(left(held.place, 2), '')
  FROM statement_observation o JOIN spend_statement held ON held.id = o.statement_id
) said
GROUP BY 1, 2`
