import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What registries say of bodies and persons: each row pinned to a dated, hashed copy, and none ever overwritten. */
export class Registries0011 implements MigrationInterface {
  readonly name = 'Registries00111764000000011'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FILES)
    await runner.query(RECORDS)
    await runner.query(RELATIONS)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/**
 * One row a copy. \`series\`: what it is a complete copy of; empty, of nothing: a part. \`supersedes\`: the copy of the series
 * before it, by the day of its retrieval, whichever was loaded first.
 */
const FILES = `
CREATE TABLE registry_file (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  registry text NOT NULL,
  format text NOT NULL,
  series text NOT NULL,
  name text NOT NULL,
  blob_sha256 text NOT NULL REFERENCES blob (sha256),
  member text NOT NULL,
  retrieved_on date NOT NULL,
  retrieved_by text NOT NULL,
  is_current boolean NOT NULL DEFAULT true,
  supersedes bigint REFERENCES registry_file (id),
  rows integer NOT NULL,
  rejected integer NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT registry_file_known_by_content UNIQUE (registry, series, blob_sha256, member),
  CONSTRAINT registry_file_rejected_of_rows CHECK (rejected <= rows)
);
CREATE INDEX registry_file_by_series ON registry_file (registry, series, retrieved_on);
CREATE TABLE registry_reject (
  file_id bigint NOT NULL REFERENCES registry_file (id),
  row_number integer NOT NULL,
  reason text NOT NULL,
  raw bytea NOT NULL,
  PRIMARY KEY (file_id, row_number)
);`

/**
 * A record is its key; a version is what one row of one copy says of it, or of a part of it. \`name_key\`: the name as it is
 * looked up.
 */
const RECORDS = `
CREATE TABLE registry_record (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  registry text NOT NULL,
  scheme text NOT NULL,
  key text NOT NULL,
  CONSTRAINT registry_record_identity UNIQUE (scheme, key, registry)
);
CREATE TABLE registry_version (
  record_id bigint NOT NULL REFERENCES registry_record (id),
  file_id bigint NOT NULL REFERENCES registry_file (id),
  row_number integer NOT NULL,
  part text NOT NULL,
  type text,
  country text,
  state text,
  valid_from text,
  valid_to text,
  facts jsonb NOT NULL,
  PRIMARY KEY (record_id, file_id, row_number)
);
CREATE TABLE registry_name (
  record_id bigint NOT NULL,
  file_id bigint NOT NULL,
  row_number integer NOT NULL,
  ordinal smallint NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  PRIMARY KEY (record_id, file_id, row_number, ordinal)
);
CREATE INDEX registry_name_by_key ON registry_name (name_key, record_id);`

/** Its ends are keys: the other one may never have been loaded. The newest row of a \`key\` is what holds. */
const RELATIONS = `
CREATE TABLE registry_relation (
  file_id bigint NOT NULL REFERENCES registry_file (id),
  row_number integer NOT NULL,
  ordinal smallint NOT NULL,
  registry text NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  subject_scheme text NOT NULL,
  subject_key text NOT NULL,
  object_scheme text NOT NULL,
  object_key text NOT NULL,
  valid_from text,
  valid_to text,
  facts jsonb NOT NULL,
  PRIMARY KEY (file_id, row_number, ordinal)
);
CREATE INDEX registry_relation_by_subject ON registry_relation (subject_key, subject_scheme, kind);
CREATE INDEX registry_relation_by_object ON registry_relation (object_key, object_scheme, kind);`
