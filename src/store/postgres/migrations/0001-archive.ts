import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Files, what their records said, when, and what the archive therefore holds. */
export class Archive0001 implements MigrationInterface {
  readonly name = 'Archive00011761000000001'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FILES)
    await runner.query(DISCLOSURES)
    await runner.query(STATE)
    await runner.query(TOTALS)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

const FILES = `
CREATE TABLE blob (
  sha256 text PRIMARY KEY,
  bytes bigint NOT NULL,
  kept_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE source_file (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  name text NOT NULL,
  blob_sha256 text NOT NULL REFERENCES blob (sha256),
  member text NOT NULL,
  format text NOT NULL,
  format_version integer NOT NULL,
  observed_on date NOT NULL,
  observed_by text NOT NULL,
  cut_tokens integer NOT NULL,
  rows integer NOT NULL,
  loaded integer NOT NULL,
  changed integer NOT NULL,
  unchanged integer NOT NULL,
  quarantined integer NOT NULL,
  money jsonb NOT NULL,
  imported_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT source_file_known_by_name_and_content UNIQUE (source, name, blob_sha256, member),
  CONSTRAINT source_file_rows_add_up CHECK (rows = loaded + changed + unchanged + quarantined)
);
CREATE TABLE quarantined_record (
  file_id bigint NOT NULL REFERENCES source_file (id),
  record_number integer NOT NULL,
  code text NOT NULL,
  reason text NOT NULL,
  raw bytea NOT NULL,
  PRIMARY KEY (file_id, record_number)
);`

/** \`disclosure_content\` is what was said, once; \`observation\` is each time it was said. */
const DISCLOSURES = `
CREATE TABLE disclosure (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  ad_id text NOT NULL,
  CONSTRAINT disclosure_identity UNIQUE (source, ad_id)
);
CREATE TABLE disclosure_content (
  disclosure_id bigint NOT NULL REFERENCES disclosure (id),
  fingerprint bytea NOT NULL,
  content jsonb NOT NULL,
  advertiser_vector tsvector,
  disclaimer_vector tsvector,
  facts_vector tsvector,
  texts_vector tsvector,
  language text,
  PRIMARY KEY (disclosure_id, fingerprint)
);
CREATE TABLE observation (
  file_id bigint NOT NULL REFERENCES source_file (id),
  record_number integer NOT NULL,
  disclosure_id bigint NOT NULL REFERENCES disclosure (id),
  observed_at timestamptz NOT NULL,
  fingerprint bytea NOT NULL,
  PRIMARY KEY (file_id, record_number)
);
CREATE INDEX observation_by_disclosure ON observation (disclosure_id, observed_at);
CREATE FUNCTION told_or_before(before anyelement, value anyelement) RETURNS anyelement
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce(value, before) $$;
CREATE AGGREGATE jsonb_overlay (jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');
CREATE AGGREGATE last_told (anyelement) (sfunc = told_or_before, stype = anyelement);
CREATE FUNCTION told_text(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN jsonb_typeof(value) = 'string' THEN value #>> '{}' END
$$;
CREATE FUNCTION told_list(value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN jsonb_typeof(value) = 'array' THEN value ELSE '[]'::jsonb END
$$;
CREATE FUNCTION codes(places jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY(
    SELECT DISTINCT place->>'code' FROM jsonb_array_elements(told_list(places)) place
    WHERE place->>'code' IS NOT NULL ORDER BY 1
  )
$$;`

/**
 * One row per disclosure and stretch of revisions in which the archive held the same about it. \`to_revision\` is null
 * in the current one; a page that was opened at revision r goes on with the rows of r.
 */
const STATE = `
CREATE TABLE revision (
  id bigint PRIMARY KEY,
  file_id bigint NOT NULL REFERENCES source_file (id),
  made_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE disclosure_state (
  disclosure_id bigint NOT NULL REFERENCES disclosure (id),
  from_revision bigint NOT NULL REFERENCES revision (id),
  to_revision bigint,
  source text NOT NULL,
  ad_id text NOT NULL,
  content jsonb NOT NULL,
  text_language text,
  advertiser_name text,
  disclaimer text,
  countries text[] NOT NULL,
  regions text[] NOT NULL,
  formats text[] NOT NULL,
  currency character(3),
  spend_lower_minor bigint,
  spend_upper_minor bigint,
  impressions_lower bigint,
  starts_on date,
  ends_on date,
  search tsvector NOT NULL,
  PRIMARY KEY (disclosure_id, from_revision),
  CONSTRAINT disclosure_state_spend_is_a_range CHECK (spend_lower_minor <= spend_upper_minor),
  CONSTRAINT disclosure_state_spend_has_a_currency CHECK ((spend_lower_minor IS NULL) = (currency IS NULL))
);
CREATE UNIQUE INDEX disclosure_state_current ON disclosure_state (disclosure_id) WHERE to_revision IS NULL;
CREATE INDEX disclosure_state_search ON disclosure_state USING gin (search);
CREATE INDEX disclosure_state_countries ON disclosure_state USING gin (countries);
CREATE INDEX disclosure_state_regions ON disclosure_state USING gin (regions);
CREATE INDEX disclosure_state_disclaimer ON disclosure_state USING hash (disclaimer);
CREATE INDEX disclosure_state_advertiser ON disclosure_state USING hash (advertiser_name);
CREATE INDEX disclosure_state_newest ON disclosure_state (COALESCE(starts_on, '-infinity'::date), disclosure_id);
CREATE INDEX disclosure_state_by_source ON disclosure_state (source, starts_on);
CREATE INDEX disclosure_state_spend
  ON disclosure_state (COALESCE(currency, '~~~'), (-COALESCE(spend_lower_minor, -1)), disclosure_id);
CREATE INDEX disclosure_state_shown ON disclosure_state ((-COALESCE(impressions_lower, -1)), disclosure_id);`

/** Kept in step by every load, so that no page adds up the archive. Names may be longer than an index entry. */
const TOTALS = `
CREATE TABLE facet_total (
  facet text NOT NULL,
  value_hash uuid NOT NULL,
  value text NOT NULL,
  ads bigint NOT NULL,
  PRIMARY KEY (facet, value_hash)
);
CREATE INDEX facet_total_most_ads ON facet_total (facet, ads);
CREATE TABLE currency_total (
  currency character(3) PRIMARY KEY,
  ads bigint NOT NULL,
  lower_minor numeric NOT NULL,
  upper_minor numeric NOT NULL,
  open_tops bigint NOT NULL
);
CREATE TABLE sponsor_total (
  source text NOT NULL,
  name_hash uuid NOT NULL,
  is_disclaimer boolean NOT NULL,
  currency character(3) NOT NULL,
  name text NOT NULL,
  ads bigint NOT NULL,
  lower_minor numeric NOT NULL,
  upper_minor numeric NOT NULL,
  open_tops bigint NOT NULL,
  PRIMARY KEY (source, name_hash, is_disclaimer, currency)
);
CREATE INDEX sponsor_total_most_spent ON sponsor_total (currency, lower_minor);
CREATE TABLE unresolved_place (
  source text NOT NULL,
  name_hash uuid NOT NULL,
  name text NOT NULL,
  records bigint NOT NULL,
  PRIMARY KEY (source, name_hash)
);`
