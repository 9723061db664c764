/** Compared pairs and the queue: the machine's newest word, of which no earlier one is kept. */

const SAID_OTHERWISE = `(held.relation, held.score, held.features, held.vetoes)
  IS DISTINCT FROM (excluded.relation, excluded.score, excluded.features, excluded.vetoes)`

/** Of the whole set: what was not compared any more is forgotten. */
export const FORGET_EDGES = `
DELETE FROM sponsor_edge held
WHERE NOT EXISTS (SELECT FROM staged_edge staged WHERE staged.a = held.a AND staged.b = held.b)`

/** $1: version of the rules. */
export const ADD_EDGES = `
INSERT INTO sponsor_edge AS held (a, b, relation, score, features, vetoes, rule_version)
SELECT staged.a, staged.b, staged.relation, staged.score, staged.features, staged.vetoes, $1
FROM staged_edge staged
ON CONFLICT (a, b) DO UPDATE SET relation = excluded.relation, score = excluded.score, features = excluded.features,
  vetoes = excluded.vetoes, rule_version = excluded.rule_version
WHERE ${SAID_OTHERWISE}`

/** Where somebody has spoken and another is still to: the pair stays in the queue, whatever a run thinks of it. */
const WAITS_FOR_ANOTHER = `
EXISTS (
  SELECT FROM sponsor_judgement said -- sponsor_judgement_of_pair
  WHERE said.a = queued.a AND said.b = queued.b AND said.state <> 'undone'
    AND (said.state = 'waiting' OR said.is_coded_twice) AND said.verdict <> 'unsure'
  HAVING count(DISTINCT lower(btrim(said.actor))) = 1
)`

const IS_DECIDED = `
EXISTS (
  SELECT FROM sponsor_judgement said -- sponsor_judgement_of_pair
  WHERE said.a = queued.a AND said.b = queued.b AND said.state = 'in_force' AND said.verdict <> 'unsure'
)`

const IS_ONE = `
EXISTS (
  SELECT FROM mention_sponsor one JOIN mention_sponsor other ON other.sponsor_id = one.sponsor_id
  WHERE one.mention_id = queued.a AND other.mention_id = queued.b
)`

export const FORGET_PAIRS = `
DELETE FROM sponsor_queue queued
WHERE NOT EXISTS (SELECT FROM staged_pair staged WHERE staged.a = queued.a AND staged.b = queued.b)
  AND NOT ${WAITS_FOR_ANOTHER}`

export const ADD_PAIRS = `
INSERT INTO sponsor_queue AS held (a, b, rank, relation, score, features, vetoes, reason)
SELECT staged.a, staged.b, staged.rank, staged.relation, staged.score, staged.features, staged.vetoes, staged.reason
FROM staged_pair staged
ON CONFLICT (a, b) DO UPDATE SET rank = excluded.rank, relation = excluded.relation, score = excluded.score,
  features = excluded.features, vetoes = excluded.vetoes, reason = excluded.reason
WHERE held.rank <> excluded.rank OR held.reason <> excluded.reason OR ${SAID_OTHERWISE}`

const IS_SETTLED = `(${IS_ONE} OR ${IS_DECIDED}) AND NOT ${WAITS_FOR_ANOTHER}`

/** Pairs that have become one, or were decided, need nobody any more. */
export const FORGET_SETTLED = `DELETE FROM sponsor_queue queued WHERE ${IS_SETTLED}`

/** The same among those of the sponsors that were touched. */
export const FORGET_SETTLED_HERE = `
DELETE FROM sponsor_queue queued USING (
  SELECT queued.a, queued.b FROM touched_sponsor touched
  JOIN mention_sponsor placed ON placed.sponsor_id = touched.id -- mention_sponsor_by_sponsor
  JOIN sponsor_queue queued ON queued.a = placed.mention_id -- sponsor_queue_pkey
  UNION
  SELECT queued.a, queued.b FROM touched_sponsor touched
  JOIN mention_sponsor placed ON placed.sponsor_id = touched.id -- mention_sponsor_by_sponsor
  JOIN sponsor_queue queued ON queued.b = placed.mention_id -- sponsor_queue_by_b
) near
WHERE near.a = queued.a AND near.b = queued.b AND ${IS_SETTLED}`

/** By which keys mentions meet others, and how many carry each. */
export const CHANGE_KEYS = `
WITH looked AS (
  SELECT DISTINCT staged.mention_id FROM staged_key staged
), gone AS (
  DELETE FROM block_key held USING looked
  WHERE held.mention_id = looked.mention_id AND NOT EXISTS (
    SELECT FROM staged_key staged WHERE staged.mention_id = held.mention_id AND staged.key = held.key
  )
  RETURNING held.key
), added AS (
  INSERT INTO block_key (key, mention_id)
  SELECT staged.key, staged.mention_id FROM staged_key staged
  ON CONFLICT DO NOTHING
  RETURNING block_key.key
), change AS (
  SELECT told.key, sum(told.sign)::int AS df
  FROM (SELECT gone.key, -1 AS sign FROM gone UNION ALL SELECT added.key, 1 FROM added) told
  GROUP BY 1 HAVING sum(told.sign) <> 0
)
INSERT INTO block_key_df (key, df)
SELECT change.key, change.df FROM change
ON CONFLICT (key) DO UPDATE SET df = block_key_df.df + excluded.df`
