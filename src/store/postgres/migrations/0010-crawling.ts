import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What is known of sources that are asked over an API: how they stand, their units, their calls, and what they say they hold. */
export class Crawling0010 implements MigrationInterface {
  readonly name = 'Crawling00101764000000010'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STANDING)
    await runner.query(UNITS)
    await runner.query(COUNTS)
    await runner.query(RECONCILED)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/** `told_days`: the last of the days before a token's end of which the operator was told. No token is ever kept. */
const STANDING = `
CREATE TABLE crawl_standing (
  source text PRIMARY KEY,
  closed_until timestamptz,
  closed_because text,
  credential text NOT NULL DEFAULT 'unknown',
  token_ends_at timestamptz,
  token_seen_at timestamptz,
  told_days integer,
  paused_at timestamptz,
  dies_after integer
);
CREATE TABLE crawl_calls (
  source text NOT NULL,
  day date NOT NULL,
  calls integer NOT NULL,
  PRIMARY KEY (source, day)
);`

/** One row a unit: its last pass. \`recent\`: records of the passes that were believed, newest first. */
const UNITS = `
CREATE TABLE crawl_unit (
  source text NOT NULL,
  unit text NOT NULL,
  country text,
  from_day date,
  to_day date,
  state text NOT NULL,
  passed_at timestamptz NOT NULL,
  whole_at timestamptz,
  records integer NOT NULL,
  recent jsonb NOT NULL DEFAULT '[]',
  doubts integer NOT NULL DEFAULT 0,
  pages integer NOT NULL,
  requests integer NOT NULL,
  errors jsonb NOT NULL DEFAULT '{}',
  remarks jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (source, unit)
);`

/**
 * Totals that a platform publishes of its own library. The empty country and the day before all days stand for \`not told\`: a
 * key holds no null.
 */
const COUNTS = `
CREATE TABLE published_count (
  source text NOT NULL,
  unit text NOT NULL,
  country text NOT NULL,
  day date NOT NULL,
  ads integer NOT NULL,
  said_at timestamptz NOT NULL,
  PRIMARY KEY (source, unit, country, day)
);`

/**
 * What sources state against what is held, made anew after every run: decision 0022. A row without an advertiser is a slice;
 * \`wrong\`: in which ways it does not agree. \`ads_source\`: whose ads are counted.
 */
const RECONCILED = `
CREATE TABLE reconciled (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  source text NOT NULL,
  ads_source text NOT NULL,
  unit text,
  country text,
  from_day date NOT NULL,
  to_day date NOT NULL,
  advertiser_id bigint,
  currency character(3),
  stated_ads bigint,
  held_ads bigint,
  stated_lower bigint,
  stated_upper bigint,
  held_lower bigint,
  held_upper bigint,
  compared integer,
  differing integer,
  is_reported boolean,
  wrong text[] NOT NULL DEFAULT '{}',
  reconciled_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX reconciled_slices ON reconciled (source, to_day) WHERE advertiser_id IS NULL;
CREATE INDEX reconciled_wrong ON reconciled (to_day DESC, id) WHERE wrong <> '{}';
CREATE INDEX reconciled_currencies ON reconciled (held_ads DESC, id) WHERE kind = 'currency';`
