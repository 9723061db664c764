/** What a run comes to, before it is taken in: tables of its transaction. */
export const STAGED = `
CREATE TEMP TABLE staged_place (
  mention_id bigint NOT NULL,
  sponsor_id text NOT NULL,
  method text NOT NULL,
  confidence real NOT NULL,
  reason text NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE staged_sponsor (id text NOT NULL, type text NOT NULL, name text NOT NULL) ON COMMIT DROP;
CREATE TEMP TABLE staged_new (id text NOT NULL, split_from text, position integer NOT NULL) ON COMMIT DROP;
CREATE TEMP TABLE staged_merge (former text NOT NULL, into_sponsor text NOT NULL) ON COMMIT DROP;
CREATE TEMP TABLE staged_revival (id text NOT NULL) ON COMMIT DROP;
CREATE TEMP TABLE staged_event (
  position integer NOT NULL,
  kind text NOT NULL,
  sponsors text[] NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  evidence jsonb NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE staged_edge (
  a bigint NOT NULL,
  b bigint NOT NULL,
  relation text NOT NULL,
  score real NOT NULL,
  features jsonb NOT NULL,
  vetoes text[] NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE staged_pair (
  a bigint NOT NULL,
  b bigint NOT NULL,
  rank integer NOT NULL,
  relation text NOT NULL,
  score real NOT NULL,
  features jsonb NOT NULL,
  vetoes text[] NOT NULL,
  reason text NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE staged_key (mention_id bigint NOT NULL, key text COLLATE "C" NOT NULL) ON COMMIT DROP;
CREATE TEMP TABLE staged_claim (
  mention_id bigint NOT NULL,
  scheme text NOT NULL,
  value text NOT NULL,
  method text NOT NULL,
  relation text NOT NULL,
  name text,
  confidence real NOT NULL,
  reason text NOT NULL,
  source text NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE staged_person (id text NOT NULL, name text NOT NULL, scheme text NOT NULL, value text NOT NULL)
  ON COMMIT DROP;
CREATE TEMP TABLE staged_relation (
  from_sponsor text NOT NULL,
  to_sponsor text NOT NULL,
  kind text NOT NULL,
  source text NOT NULL,
  office text NOT NULL,
  cycle text NOT NULL,
  confidence real NOT NULL
) ON COMMIT DROP`

/** Of a statement that changes rows: how many. */
export function counted(change: string): string {
  return `WITH changed AS (${change} RETURNING 1) SELECT count(*)::int AS rows FROM changed`
}
