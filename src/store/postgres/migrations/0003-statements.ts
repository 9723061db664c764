import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Advertisers, what was stated of their spending, and what their ads cost by day and place. */
export class Statements0003 implements MigrationInterface {
  readonly name = 'Statements00031764000000003'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADVERTISERS)
    await runner.query(STATEMENTS)
    await runner.query(AD_SPEND)
    await runner.query(FASTER_LOADS)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/** Names, disclaimers and facts are kept with the first and the last moment at which a record told them. */
const ADVERTISERS = `
CREATE TABLE advertiser (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  platform text NOT NULL,
  key text NOT NULL,
  account_id text,
  only_country character(2),
  CONSTRAINT advertiser_identity UNIQUE (platform, key)
);
CREATE TABLE advertiser_name (
  advertiser_id bigint NOT NULL REFERENCES advertiser (id),
  kind text NOT NULL,
  text_hash uuid NOT NULL,
  text text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (advertiser_id, kind, text_hash)
);
CREATE TABLE advertiser_fact (
  advertiser_id bigint NOT NULL REFERENCES advertiser (id),
  source text NOT NULL,
  label text NOT NULL,
  value_hash uuid NOT NULL,
  value text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (advertiser_id, source, label, value_hash)
);
CREATE TABLE advertiser_alias (
  platform text NOT NULL,
  former_key text NOT NULL,
  key text NOT NULL,
  PRIMARY KEY (platform, former_key, key)
);
CREATE INDEX advertiser_alias_by_key ON advertiser_alias (platform, key);
CREATE FUNCTION advertiser_key(account_id text, name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN account_id = '0' THEN NULL
    WHEN account_id ~ '^[A-Za-z0-9_.:-]{1,128}$' THEN account_id
    WHEN account_id IS NOT NULL THEN 'i-' || left(encode(sha256(convert_to(account_id, 'UTF8')), 'hex'), 16)
    WHEN name IS NOT NULL THEN 'n-' || left(encode(sha256(convert_to(name, 'UTF8')), 'hex'), 16)
  END
$$;
CREATE FUNCTION platform_of(source text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE source WHEN 'meta-report' THEN 'meta' ELSE source END
$$;`

/**
 * A row is what was stated, once; \`statement_observation\` is each time it was. \`is_current\`: the newest word under its
 * key. \`place\`: a country or region, empty where none is told, null where it is none of ours. \`floor_minor\` and
 * \`ceiling_minor\` are the published bounds less and more the source's step of rounding; no ceiling where the days hold
 * more than is stated.
 */
const STATEMENTS = `
CREATE TABLE spend_statement (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  statement_key uuid NOT NULL,
  fingerprint uuid NOT NULL,
  scope_key uuid NOT NULL,
  subject text NOT NULL,
  advertiser_id bigint,
  name text,
  tells_disclaimer boolean NOT NULL,
  disclaimer text,
  from_day date NOT NULL,
  to_day date NOT NULL,
  place text,
  region_name text,
  currency character(3) NOT NULL,
  lower_minor bigint NOT NULL,
  upper_minor bigint,
  rounded_minor bigint,
  floor_minor bigint NOT NULL,
  ceiling_minor bigint,
  ads bigint,
  facts jsonb,
  is_partial boolean NOT NULL,
  is_repeat boolean NOT NULL,
  is_current boolean NOT NULL,
  CONSTRAINT spend_statement_said_once UNIQUE (statement_key, fingerprint),
  CONSTRAINT spend_statement_is_a_range CHECK (lower_minor <= upper_minor)
);
CREATE INDEX spend_statement_by_scope ON spend_statement (scope_key);
CREATE INDEX spend_statement_by_advertiser ON spend_statement (advertiser_id, currency, to_day) WHERE is_current;
CREATE INDEX spend_statement_by_place
  ON spend_statement (place, currency, to_day, from_day)
  INCLUDE (source, advertiser_id, floor_minor, ceiling_minor)
  WHERE is_current AND subject = 'advertiser';
CREATE INDEX spend_statement_to_date
  ON spend_statement (place, currency)
  INCLUDE (source, advertiser_id, to_day, floor_minor, ceiling_minor)
  WHERE is_current AND subject = 'advertiser' AND from_day = '-infinity';
CREATE INDEX spend_statement_of_others ON spend_statement (subject, place, currency, to_day)
  WHERE is_current AND subject <> 'advertiser';
CREATE TABLE statement_observation (
  file_id bigint NOT NULL REFERENCES source_file (id),
  record_number integer NOT NULL,
  part integer NOT NULL,
  statement_id bigint NOT NULL,
  observed_at timestamptz NOT NULL,
  PRIMARY KEY (file_id, record_number, part)
);
CREATE INDEX statement_observation_by_statement ON statement_observation (statement_id, observed_at);
CREATE TABLE statement_period (
  source text NOT NULL,
  place text NOT NULL,
  currency character(3) NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  is_partial boolean NOT NULL,
  statements bigint NOT NULL,
  PRIMARY KEY (source, place, currency, from_day, to_day, is_partial)
);
CREATE INDEX statement_period_by_place ON statement_period (place, currency);`

/**
 * What the ads of an advertiser cost, summed over those of the same days: \`is_whole\` where the place took all of it,
 * else an unknown part. Days without a word are infinite; the place is empty for the whole world.
 */
const AD_SPEND = `
CREATE TABLE ad_spend (
  advertiser_id bigint NOT NULL,
  place text NOT NULL,
  currency character(3) NOT NULL,
  is_whole boolean NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  ads bigint NOT NULL,
  lower_minor bigint NOT NULL,
  upper_minor bigint NOT NULL,
  open_tops bigint NOT NULL,
  PRIMARY KEY (advertiser_id, currency, place, is_whole, starts_on, ends_on)
);
CREATE INDEX ad_spend_by_place ON ad_spend (place, currency, starts_on, ends_on)
  INCLUDE (advertiser_id, is_whole, ads, lower_minor, upper_minor, open_tops);
DROP TABLE sponsor_total;
CREATE INDEX ad_spend_of_long_ads ON ad_spend (place, currency, ends_on, starts_on)
  INCLUDE (advertiser_id, is_whole, ads, lower_minor, upper_minor, open_tops)
  WHERE ends_on > starts_on + 60;
CREATE TABLE place_total (
  place text NOT NULL,
  currency character(3) NOT NULL,
  platform text NOT NULL,
  ads bigint NOT NULL,
  statements bigint NOT NULL,
  PRIMARY KEY (place, currency, platform)
);`

/**
 * What is derived, in one statement, from the rows that it would refer to needs no look back at each of them. Compressing
 * costs a load more than any index: rows of an ordinary ad stay as they are, and take more room.
 */
const FASTER_LOADS = `
ALTER TABLE disclosure_state DROP CONSTRAINT disclosure_state_disclosure_id_fkey;
ALTER TABLE disclosure_state DROP CONSTRAINT disclosure_state_from_revision_fkey;
ALTER TABLE disclosure_state SET (toast_tuple_target = 4080);
ALTER TABLE disclosure_content SET (toast_tuple_target = 4080);
CREATE INDEX disclosure_state_days
  ON disclosure_state (COALESCE(starts_on, '-infinity'::date), COALESCE(ends_on, 'infinity'::date));
CREATE OR REPLACE FUNCTION codes(places jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY(
    SELECT DISTINCT (place->>'code') COLLATE "C" FROM jsonb_array_elements(told_list(places)) place
    WHERE place->>'code' IS NOT NULL ORDER BY 1
  )
$$;`
