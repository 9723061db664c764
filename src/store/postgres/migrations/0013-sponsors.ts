import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Problem } from '../../../domain/errors.ts'
import { keepWhatWas } from './0007-moments.ts'

/** Who is behind the ads, why it is thought so, and what people decide about it. */
export class Sponsors0013 implements MigrationInterface {
  readonly name = 'Sponsors00131764000000013'

  async up(runner: QueryRunner): Promise<void> {
    await offerTrigrams(runner)
    await runner.query(COMPARED)
    await runner.query(DECIDED)
    await runner.query(KNOWN_OF_SPONSORS)
    await runner.query(KEYS)
    await runner.query(HISTORY)
    for (const [table, keys] of Object.entries(KEPT)) await runner.query(keepWhatWas(table, keys))
    await runner.query("SELECT set_config('paidfor.revision', coalesce(max(revision.id), 0)::text, true) FROM revision")
    await runner.query(ADS_OF_MENTIONS)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/** Names that are nearly so written are found by their trigrams. The extension is a part of PostgreSQL, and a trusted one. */
async function offerTrigrams(runner: QueryRunner): Promise<void> {
  const [{ is_offered: isOffered }] = await runner.query(
    "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') AS is_offered",
  )
  if (!isOffered) {
    const message =
      'The PostgreSQL server lacks the extension pg_trgm, by which sponsors are found: install its package of ' +
      'contributed modules (postgresql-contrib), or leave DATABASE_URL out to use the built-in one.'
    throw new Problem('database.unavailable', message)
  }
  await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm')
}

/**
 * The machine's word on pairs of mentions, as of its last run; and the pairs that wait for a person, in their order. Where
 * one pays for the other, \`a\` pays; all else is the same both ways, and \`a\` is the smaller one.
 */
const COMPARED = `
CREATE TABLE sponsor_edge (
  a bigint NOT NULL,
  b bigint NOT NULL,
  relation text NOT NULL,
  score real NOT NULL,
  features jsonb NOT NULL,
  vetoes text[] NOT NULL,
  rule_version text NOT NULL,
  PRIMARY KEY (a, b)
);
CREATE INDEX sponsor_edge_by_b ON sponsor_edge (b);
CREATE TABLE sponsor_queue (
  a bigint NOT NULL,
  b bigint NOT NULL,
  rank integer NOT NULL,
  relation text NOT NULL,
  score real NOT NULL,
  features jsonb NOT NULL,
  vetoes text[] NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (a, b),
  CONSTRAINT sponsor_queue_is_told_once CHECK (a < b)
);
CREATE INDEX sponsor_queue_in_order ON sponsor_queue (rank, a, b);
CREATE INDEX sponsor_queue_by_b ON sponsor_queue (b)`

/**
 * Of mentions, whose ids stay: what is decided outlives every run. Nothing is ever taken out; what is undone says so.
 * \`revision\`: in which the word made what it says hold, where it did.
 */
const DECIDED = `
CREATE TABLE sponsor_judgement (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  a bigint NOT NULL REFERENCES mention (id),
  b bigint NOT NULL REFERENCES mention (id),
  verdict text NOT NULL,
  actor text NOT NULL,
  why text NOT NULL,
  needs_two boolean NOT NULL,
  is_coded_twice boolean NOT NULL,
  revision bigint,
  state text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  undone_at timestamptz,
  undone_by text,
  undone_why text,
  CONSTRAINT sponsor_judgement_is_told_once CHECK (a < b),
  CONSTRAINT sponsor_judgement_verdict_is_known CHECK (verdict IN ('same', 'different', 'affiliated', 'unsure')),
  CONSTRAINT sponsor_judgement_state_is_known CHECK (state IN ('waiting', 'in_force', 'undone')),
  CONSTRAINT sponsor_judgement_undone_says_who CHECK (
    (state = 'undone') = (undone_at IS NOT NULL) AND num_nonnulls(undone_at, undone_by, undone_why) IN (0, 3)
  )
);
CREATE INDEX sponsor_judgement_of_pair ON sponsor_judgement (a, b);
CREATE INDEX sponsor_judgement_by_b ON sponsor_judgement (b)`

/**
 * What follows of its mentions, sponsor by sponsor. A claim is of a mention, so that it goes where the mention goes.
 * \`folded\` is what a name is looked for by. \`sponsor_redirect\` says of a merged sponsor into which one it went at that
 * time, \`sponsor.redirect_to\` where that leads by now: a merge that is undone brings back what it took, and no more.
 */
const KNOWN_OF_SPONSORS = `
CREATE FUNCTION sponsor_fold(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(
    lower(regexp_replace(normalize(name, NFKD), '[\\u0300-\\u036f]', '', 'g')), '[^[:alnum:]]+', ' ', 'g'
  ))
$$;
CREATE TABLE sponsor_name (
  sponsor_id text NOT NULL,
  kind text NOT NULL,
  told text NOT NULL,
  name_hash uuid NOT NULL,
  name text NOT NULL,
  folded text NOT NULL,
  PRIMARY KEY (sponsor_id, kind, told, name_hash)
);
CREATE INDEX sponsor_name_trigrams ON sponsor_name USING gin (folded gin_trgm_ops);
CREATE TABLE sponsor_relation (
  from_sponsor text NOT NULL,
  to_sponsor text NOT NULL,
  kind text NOT NULL,
  source text NOT NULL,
  office text NOT NULL DEFAULT '',
  cycle text NOT NULL DEFAULT '',
  confidence real NOT NULL,
  valid_from date,
  valid_to date,
  PRIMARY KEY (from_sponsor, to_sponsor, kind, source, office, cycle),
  CONSTRAINT sponsor_relation_is_of_two CHECK (from_sponsor <> to_sponsor),
  CONSTRAINT sponsor_relation_kind_is_known
    CHECK (kind IN ('affiliated_with', 'pays_for', 'controlled_by', 'campaign_of'))
);
CREATE INDEX sponsor_relation_by_to ON sponsor_relation (to_sponsor);
CREATE TABLE external_id (
  mention_id bigint NOT NULL REFERENCES mention (id),
  scheme text NOT NULL,
  value text NOT NULL,
  method text NOT NULL,
  relation text NOT NULL,
  name text,
  confidence real NOT NULL,
  reason text NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (mention_id, scheme, value, method),
  CONSTRAINT external_id_relation_is_known CHECK (relation IN ('same_as', 'affiliated_with')),
  CONSTRAINT external_id_method_is_known CHECK (method IN ('declared', 'matched', 'review'))
);
CREATE INDEX external_id_by_value ON external_id (scheme, value);
CREATE TABLE sponsor_person (
  scheme text NOT NULL,
  value text NOT NULL,
  sponsor_id text NOT NULL REFERENCES sponsor (id),
  PRIMARY KEY (scheme, value)
);
CREATE TABLE sponsor_redirect (
  former text PRIMARY KEY REFERENCES sponsor (id),
  into_sponsor text NOT NULL REFERENCES sponsor (id)
);
CREATE INDEX sponsor_redirect_by_into ON sponsor_redirect (into_sponsor);
CREATE INDEX spend_statement_of_mention ON spend_statement (mention_id) WHERE mention_id IS NOT NULL;
ALTER TABLE revision ALTER COLUMN file_id DROP NOT NULL`

/** With the columns by which their earlier rows are told apart. */
const KEPT: Readonly<Record<string, string>> = {
  sponsor_name: 'sponsor_id, kind, told, name_hash',
  sponsor_relation: 'from_sponsor, to_sponsor, kind, source, office, cycle',
  external_id: 'mention_id, scheme, value, method',
  mention_total: 'mention_id',
}

/**
 * By which keys a mention meets others, and how many carry each. \`mention_domain\` counts the shown ads that lead to a
 * host; it is brought after the archive up to the revision that \`sponsor_standing\` names.
 */
const KEYS = `
CREATE TABLE block_key (
  key text COLLATE "C" NOT NULL,
  mention_id bigint NOT NULL,
  PRIMARY KEY (key, mention_id)
);
CREATE INDEX block_key_by_mention ON block_key (mention_id);
CREATE TABLE block_key_df (
  key text COLLATE "C" PRIMARY KEY,
  df integer NOT NULL
);
CREATE TABLE mention_total (
  mention_id bigint PRIMARY KEY,
  ads bigint NOT NULL
);
CREATE TABLE mention_domain (
  mention_id bigint NOT NULL,
  domain text COLLATE "C" NOT NULL,
  ads bigint NOT NULL,
  PRIMARY KEY (mention_id, domain)
);
CREATE TABLE sponsor_standing (
  is_only boolean PRIMARY KEY DEFAULT true,
  domains_to bigint NOT NULL DEFAULT 0,
  changes bigint NOT NULL DEFAULT 0,
  resolved_at timestamptz,
  rule_version text,
  CONSTRAINT sponsor_standing_is_one CHECK (is_only)
);
INSERT INTO sponsor_standing DEFAULT VALUES`

/** Ads that are shown of each mention; kept in step by every load. Exported for the test that holds it to what loads add. */
export const ADS_OF_MENTIONS = `
INSERT INTO mention_total (mention_id, ads)
SELECT mention.id, count(*)
FROM disclosure_state state
JOIN mention ON mention.advertiser_id = state.advertiser_id
  AND mention.payer_hash = md5(coalesce(state.disclaimer, ''))::uuid -- mention_identity
WHERE state.to_revision IS NULL GROUP BY 1`

/** Only ever added to. */
const HISTORY = `
CREATE TABLE sponsor_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  sponsors text[] NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  evidence jsonb NOT NULL,
  rule_version text NOT NULL,
  revision bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT sponsor_event_kind_is_known
    CHECK (kind IN ('create', 'merge', 'split', 'rename', 'link', 'unlink', 'judge', 'undo'))
);
CREATE INDEX sponsor_event_of_sponsor ON sponsor_event USING gin (sponsors);
CREATE FUNCTION sponsor_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what happened to a sponsor is only ever added to' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER sponsor_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON sponsor_event
  FOR EACH STATEMENT EXECUTE FUNCTION sponsor_event_stays()`
