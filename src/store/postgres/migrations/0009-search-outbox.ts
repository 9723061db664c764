import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What is noted for an outside search engine. While `search_index` is empty, nothing is. */
export class SearchOutbox0009 implements MigrationInterface {
  readonly name = 'SearchOutbox00091764000000009'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INDEXES)
    await runner.query(CHANGES)
    await runner.query(POINTS)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/** An index at the engine says whose it is: two archives that share one never take each other's. */
const INDEXES = `
CREATE TABLE search_indexer (
  is_only boolean PRIMARY KEY DEFAULT true,
  archive uuid NOT NULL,
  worked_at timestamptz,
  trouble text,
  CONSTRAINT search_indexer_is_one CHECK (is_only)
);
INSERT INTO search_indexer (archive) VALUES (gen_random_uuid());
CREATE TABLE search_index (
  name text PRIMARY KEY,
  state text NOT NULL DEFAULT 'building',
  copied_to bigint NOT NULL DEFAULT 0,
  is_copied boolean NOT NULL DEFAULT false,
  checked_to bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  live_at timestamptz,
  retired_at timestamptz,
  CONSTRAINT search_index_state_is_known CHECK (state IN ('building', 'live', 'retired'))
);
CREATE UNIQUE INDEX search_index_one_building ON search_index (state) WHERE state = 'building';
CREATE UNIQUE INDEX search_index_one_live ON search_index (state) WHERE state = 'live'`

/** A change waits under the revision that made it; it is gone when the engine has acknowledged it. */
const CHANGES = `
CREATE TABLE search_outbox (
  revision bigint NOT NULL,
  disclosure_id bigint NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (revision, disclosure_id)
);
CREATE INDEX search_outbox_of_ad ON search_outbox (disclosure_id);
CREATE TABLE search_dead_letter (
  index_name text NOT NULL REFERENCES search_index (name) ON DELETE CASCADE,
  disclosure_id bigint NOT NULL,
  revision bigint NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (index_name, disclosure_id)
)`

/** Points in time that are open at the engine, each at one revision. */
const POINTS = `
CREATE TABLE search_point (
  pit text PRIMARY KEY,
  index_name text NOT NULL REFERENCES search_index (name) ON DELETE CASCADE,
  revision bigint NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  kept_until timestamptz NOT NULL
);
CREATE INDEX search_point_newest ON search_point (revision, opened_at)`
