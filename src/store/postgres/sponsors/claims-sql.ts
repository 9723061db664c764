import { counted } from './stage-sql.ts'

/** Claims and relations as a run tells them; what it does not tell any more is taken back, and kept as it was. */

const FORGET_CLAIMS = `
DELETE FROM external_id held USING staged_place looked
WHERE held.mention_id = looked.mention_id AND held.method <> 'review' AND NOT EXISTS (
  SELECT FROM staged_claim claim
  WHERE claim.mention_id = held.mention_id AND claim.scheme = held.scheme AND claim.value = held.value
    AND claim.method = held.method
)`

const ADD_CLAIMS = `
INSERT INTO external_id AS held (mention_id, scheme, value, method, relation, name, confidence, reason, source)
SELECT claim.mention_id, claim.scheme, claim.value, claim.method, claim.relation, claim.name, claim.confidence,
  claim.reason, claim.source
FROM staged_claim claim
ON CONFLICT (mention_id, scheme, value, method) DO UPDATE SET relation = excluded.relation, name = excluded.name,
  confidence = excluded.confidence, reason = excluded.reason, source = excluded.source
WHERE (held.relation, held.name, held.reason, held.source)
    IS DISTINCT FROM (excluded.relation, excluded.name, excluded.reason, excluded.source)
  OR abs(held.confidence - excluded.confidence) >= 0.01`

/** One event for a sponsor and an id, however many of its mentions tell it. $1: \`link\` or \`unlink\`. */
const noted = (kind: 'link' | 'unlink', change: string, isNews: string) => `
WITH changed AS (
  ${change} RETURNING held.mention_id, held.scheme, held.value, held.method, held.relation, ${isNews} AS is_news
), event AS (
  INSERT INTO staged_event (position, kind, sponsors, actor, reason, evidence)
  SELECT 1900000000, '${kind}', ARRAY[placed.sponsor_id], 'paidfor', min(changed.method),
    jsonb_build_object('scheme', changed.scheme, 'value', changed.value, 'relation', min(changed.relation),
      'mentions', (array_agg(changed.mention_id::text ORDER BY changed.mention_id))[1:20])
  FROM changed JOIN mention_sponsor placed ON placed.mention_id = changed.mention_id
  WHERE changed.is_news
  GROUP BY placed.sponsor_id, changed.scheme, changed.value
)
SELECT count(*)::int AS rows FROM changed`

/** After mentions are placed. \`xmax\` is 0 in a row that was not there before. */
export const CHANGE_CLAIMS: readonly string[] = [
  noted('unlink', FORGET_CLAIMS, 'true'),
  noted('link', ADD_CLAIMS, 'held.xmax = 0'),
]

/** Of those that the run told, and of what people and pairs say of the sponsors that it touched. */
export const WANTED_RELATIONS = `
CREATE TEMP TABLE related_scope ON COMMIT DROP AS
SELECT staged.id FROM staged_sponsor staged UNION SELECT touched.id FROM touched_sponsor touched;
CREATE TEMP TABLE related_mention ON COMMIT DROP AS
SELECT placed.mention_id AS id FROM related_scope scope
JOIN mention_sponsor placed ON placed.sponsor_id = scope.id; -- mention_sponsor_by_sponsor
ANALYZE related_scope, related_mention;
CREATE TEMP TABLE wanted_relation ON COMMIT DROP AS
SELECT said.from_sponsor, said.to_sponsor, said.kind, said.source, said.office, said.cycle,
  max(said.confidence) AS confidence
FROM (
  SELECT CASE WHEN told.kind = 'pays_for' THEN told.a ELSE least(told.a, told.b) END AS from_sponsor,
    CASE WHEN told.kind = 'pays_for' THEN told.b ELSE greatest(told.a, told.b) END AS to_sponsor,
    told.kind, told.source, '' AS office, '' AS cycle, told.confidence
  FROM (
    SELECT one.sponsor_id AS a, other.sponsor_id AS b, edge.relation AS kind, 'matching' AS source,
      edge.score AS confidence
    FROM (
      SELECT edge.a, edge.b, edge.relation, edge.score FROM related_mention scope
      JOIN sponsor_edge edge ON edge.a = scope.id -- sponsor_edge_pkey
      WHERE edge.relation IN ('affiliated_with', 'pays_for')
      UNION SELECT edge.a, edge.b, edge.relation, edge.score FROM related_mention scope
      JOIN sponsor_edge edge ON edge.b = scope.id -- sponsor_edge_by_b
      WHERE edge.relation IN ('affiliated_with', 'pays_for')
    ) edge
    JOIN mention_sponsor one ON one.mention_id = edge.a
    JOIN mention_sponsor other ON other.mention_id = edge.b
    UNION ALL
    SELECT one.sponsor_id, other.sponsor_id, 'affiliated_with', 'review', 1
    FROM sponsor_judgement said
    JOIN mention_sponsor one ON one.mention_id = said.a
    JOIN mention_sponsor other ON other.mention_id = said.b
    WHERE said.state = 'in_force' AND said.verdict = 'affiliated'
  ) told
  WHERE told.a <> told.b
  UNION ALL SELECT staged.* FROM staged_relation staged
) said
LEFT JOIN related_scope near ON near.id = said.from_sponsor
LEFT JOIN related_scope far ON far.id = said.to_sponsor
WHERE near.id IS NOT NULL OR far.id IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6;
ANALYZE wanted_relation`

const IS_SAME = `wanted.from_sponsor = held.from_sponsor AND wanted.to_sponsor = held.to_sponsor
    AND wanted.kind = held.kind AND wanted.source = held.source AND wanted.office = held.office
    AND wanted.cycle = held.cycle`

/** $1: whether the run told relations of its own; else those of before stay. */
export const FORGET_RELATIONS = counted(`
DELETE FROM sponsor_relation held
WHERE (held.from_sponsor IN (SELECT scope.id FROM related_scope scope) -- sponsor_relation_pkey
    OR held.to_sponsor IN (SELECT scope.id FROM related_scope scope)) -- sponsor_relation_by_to
  AND ($1::boolean OR held.source IN ('matching', 'review'))
  AND NOT EXISTS (SELECT FROM wanted_relation wanted WHERE ${IS_SAME})`)

export const ADD_RELATIONS = counted(`
INSERT INTO sponsor_relation AS held (from_sponsor, to_sponsor, kind, source, office, cycle, confidence)
SELECT wanted.from_sponsor, wanted.to_sponsor, wanted.kind, wanted.source, wanted.office, wanted.cycle, wanted.confidence
FROM wanted_relation wanted
ON CONFLICT (from_sponsor, to_sponsor, kind, source, office, cycle) DO UPDATE SET confidence = excluded.confidence
WHERE abs(held.confidence - excluded.confidence) >= 0.01`)
