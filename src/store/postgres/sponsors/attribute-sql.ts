/**
 * Takes new mentions in, with all that is known of them: only ever adds, in one statement. $1 places, $2 new sponsors,
 * $3 compared pairs, $4 pairs for a person, $5 keys, $6 claims, $7 events: each an array of JSON; $8 version of the rules.
 */
export const ATTRIBUTE = `
WITH place AS MATERIALIZED (
  SELECT told.* FROM jsonb_to_recordset($1::jsonb) AS told (
    "mentionId" bigint, sponsor text, method text, confidence real, reason text
  )
), made AS (
  INSERT INTO sponsor (id, type, name)
  SELECT told.id, told.type, told.name FROM jsonb_to_recordset($2::jsonb) AS told (id text, type text, name text)
), placed AS (
  INSERT INTO mention_sponsor (mention_id, sponsor_id, method, confidence, reason, rule_version)
  SELECT place."mentionId", place.sponsor, place.method, place.confidence, place.reason, $8 FROM place
), named AS (
  INSERT INTO sponsor_name (sponsor_id, kind, told, name_hash, name, folded)
  SELECT DISTINCT ON (said.sponsor, said.kind, said.platform, said.name_hash)
    said.sponsor, said.kind, said.platform, said.name_hash, said.name, sponsor_fold(left(said.name, 300))
  FROM (
    SELECT place.sponsor, told.kind, advertiser.platform, told.name_hash, told.name
    FROM place
    JOIN mention ON mention.id = place."mentionId"
    JOIN advertiser ON advertiser.id = mention.advertiser_id
    CROSS JOIN LATERAL (
      SELECT 'payer' AS kind, mention.payer_hash AS name_hash, mention.payer AS name WHERE mention.payer IS NOT NULL
      UNION ALL
      SELECT 'account', said.text_hash, said.text FROM advertiser_name said -- advertiser_name_pkey
      WHERE said.advertiser_id = mention.advertiser_id AND said.kind = 'name'
    ) told
  ) said
  ON CONFLICT DO NOTHING
), compared AS (
  INSERT INTO sponsor_edge (a, b, relation, score, features, vetoes, rule_version)
  SELECT DISTINCT ON (told.a, told.b) told.a, told.b, told.relation, told.score, told.features, told.vetoes, $8
  FROM jsonb_to_recordset($3::jsonb) AS told (
    a bigint, b bigint, relation text, score real, features jsonb, vetoes text[]
  )
  ON CONFLICT DO NOTHING
), queued AS (
  INSERT INTO sponsor_queue (a, b, rank, relation, score, features, vetoes, reason)
  SELECT DISTINCT ON (told.a, told.b) told.a, told.b, last.rank + 1, told.relation, told.score, told.features,
    told.vetoes, told.reason
  FROM jsonb_to_recordset($4::jsonb) AS told (
    a bigint, b bigint, relation text, score real, features jsonb, vetoes text[], reason text
  )
  CROSS JOIN (SELECT coalesce(max(held.rank), 0) AS rank FROM sponsor_queue held) last -- sponsor_queue_in_order
  ON CONFLICT DO NOTHING
), keyed AS (
  INSERT INTO block_key (key, mention_id)
  SELECT told.key, told."mentionId" FROM jsonb_to_recordset($5::jsonb) AS told ("mentionId" bigint, key text)
  ON CONFLICT DO NOTHING
  RETURNING block_key.key
), sized AS (
  INSERT INTO block_key_df (key, df) SELECT keyed.key, count(*) FROM keyed GROUP BY 1
  ON CONFLICT (key) DO UPDATE SET df = block_key_df.df + excluded.df
), claimed AS (
  INSERT INTO external_id (mention_id, scheme, value, method, relation, name, confidence, reason, source)
  SELECT told."mentionId", told.scheme, told.value, told.method, told.relation, told.name, told.confidence, told.reason,
    told.source
  FROM jsonb_to_recordset($6::jsonb) AS told (
    "mentionId" bigint, scheme text, value text, method text, relation text, name text, confidence real, reason text,
    source text
  )
  ON CONFLICT DO NOTHING
)
INSERT INTO sponsor_event (kind, sponsors, actor, reason, evidence, rule_version, revision)
SELECT told.kind, told.sponsors, told.actor, told.reason, told.evidence, $8, current_revision()
FROM jsonb_to_recordset($7::jsonb) AS told (kind text, sponsors text[], actor text, reason text, evidence jsonb)`
