import { KEEP_NAMES } from './advertiser-names-sql.ts'
import { isMentionOf } from './mentions-sql.ts'

/** The statements of a merge of statements, in the order in which `statement-merge.ts` runs them. */
export const NEW_ADVERTISERS = `
INSERT INTO advertiser (platform, key, account_id)
SELECT platform_of($1), said.key, min(said.account_id)
FROM (
  SELECT account.id AS account_id, advertiser_key(account.id, NULL) AS key
  FROM (SELECT DISTINCT staged.account_id AS id FROM staged WHERE staged.account_id IS NOT NULL) account
) said
WHERE said.key IS NOT NULL AND NOT EXISTS (
  SELECT FROM advertiser WHERE advertiser.platform = platform_of($1) AND advertiser.key = said.key -- advertiser_identity
)
GROUP BY 1, 2
ON CONFLICT (platform, key) DO NOTHING`

/** The accounts of the file, each looked up once: a file is small, and there may be millions of advertisers. */
const ACCOUNTS = `account AS MATERIALIZED (
  SELECT said.account_id, (
    SELECT advertiser.id FROM advertiser -- advertiser_identity
    WHERE advertiser.platform = platform_of($1) AND advertiser.key = advertiser_key(said.account_id, NULL)
  ) AS advertiser_id
  FROM (SELECT DISTINCT staged.account_id FROM staged WHERE staged.account_id IS NOT NULL OFFSET 0) said
)`

/**
 * Equal keys of one file are told apart by their order, which does not depend on the order of rows. \`is_repeat\`: alike
 * in every cell to another row.
 */
export const STATED = `
CREATE TEMP TABLE stated ON COMMIT DROP AS
WITH ${ACCOUNTS}
SELECT staged.record_number, staged.part, staged.observed_at, staged.fingerprint, staged.scope_key, staged.subject, staged.name,
  staged.tells_disclaimer, staged.disclaimer, staged.from_day, staged.to_day, staged.is_partial, staged.place, staged.region_name,
  staged.currency, staged.lower_minor, staged.upper_minor, staged.rounded_minor, staged.ads, staged.facts,
  account.advertiser_id,
  md5($1 || ' ' || staged.key || ' ' ||
    row_number() OVER (PARTITION BY staged.key ORDER BY staged.fingerprint, staged.record_number, staged.part)
  )::uuid AS statement_key,
  row_number() OVER (PARTITION BY staged.key, staged.fingerprint ORDER BY staged.record_number, staged.part) > 1
    AS is_repeat
FROM staged LEFT JOIN account ON account.account_id = staged.account_id
WHERE staged.what = 'statement'`

export const FACTS_TOLD = `
CREATE TEMP TABLE fact_told ON COMMIT DROP AS
WITH ${ACCOUNTS}
SELECT staged.record_number, staged.observed_at, advertiser.id AS advertiser_id, advertiser.key, staged.name,
  staged.label, staged.value, md5(staged.value)::uuid AS value_hash
FROM staged
JOIN account ON account.account_id = staged.account_id
JOIN advertiser ON advertiser.id = account.advertiser_id
WHERE staged.what = 'fact'`

/** A row is loaded when it holds a statement or fact under a key new to the archive, changed when only its word is new. */
export const COUNTS = `
WITH novelty AS (
  SELECT stated.record_number,
    NOT EXISTS (SELECT FROM spend_statement held WHERE held.statement_key = stated.statement_key) AS is_new,
    NOT EXISTS (
      SELECT FROM spend_statement held
      WHERE held.statement_key = stated.statement_key AND held.fingerprint = stated.fingerprint
    ) AS is_news
  FROM stated
  UNION ALL
  SELECT fact.record_number, NOT EXISTS (
      SELECT FROM advertiser_fact held
      WHERE held.advertiser_id = fact.advertiser_id AND held.source = $1 AND held.label = fact.label
    ) AND fact.value <> '', NOT EXISTS (
      SELECT FROM advertiser_fact held
      WHERE held.advertiser_id = fact.advertiser_id AND held.source = $1 AND held.label = fact.label
        AND held.value_hash = fact.value_hash
    ) AND fact.value <> ''
  FROM fact_told fact WHERE NOT EXISTS (SELECT FROM stated WHERE stated.record_number = fact.record_number)
), row_novelty AS (
  SELECT novelty.record_number, bool_or(novelty.is_new) AS is_new, bool_or(novelty.is_news) AS is_news
  FROM novelty GROUP BY 1
)
SELECT (SELECT count(DISTINCT staged.record_number) FROM staged)::int AS rows,
  (SELECT count(*) FROM staged WHERE staged.what = 'quarantine')::int AS quarantined,
  (SELECT count(DISTINCT stated.record_number) FROM stated WHERE stated.is_repeat)::int AS repeated,
  count(*) FILTER (WHERE row_novelty.is_new)::int AS loaded,
  count(*) FILTER (WHERE row_novelty.is_news AND NOT row_novelty.is_new)::int AS changed
FROM row_novelty`

/** Over the statements of the file, as known-file.ts reads them back. */
export const MONEY = `
SELECT coalesce(jsonb_object_agg(sum.currency, jsonb_build_object('lower', sum.lower, 'upper', sum.upper)), '{}') AS money
FROM (
  SELECT stated.currency, sum(stated.lower_minor)::text AS lower,
    CASE WHEN bool_or(stated.upper_minor IS NULL) THEN NULL ELSE sum(stated.upper_minor)::text END AS upper
  FROM stated GROUP BY stated.currency
) sum`

export const TOUCHED_KEYS = `
CREATE TEMP TABLE touched_key ON COMMIT DROP AS
SELECT stated.statement_key FROM stated`

/**
 * Scopes that earlier files spoke of: what is current in them is in question. A file that states any of a subject's
 * amounts states all of them.
 */
export const CONTESTED_SCOPES = `
CREATE TEMP TABLE contested_scope ON COMMIT DROP AS
SELECT said.scope_key FROM (SELECT DISTINCT stated.scope_key FROM stated) said
WHERE EXISTS (SELECT FROM spend_statement held WHERE held.scope_key = said.scope_key); -- spend_statement_by_scope
INSERT INTO touched_key
SELECT held.statement_key FROM contested_scope JOIN spend_statement held ON held.scope_key = contested_scope.scope_key
WHERE held.is_current`

/** Only what the newest file of a scope states is the source's word; who vanished from it altogether keeps the last. */
export const WITHIN_SCOPES = `
WITH seen AS (
  SELECT held.id, held.scope_key, max(o.observed_at) AS last_seen_at
  FROM contested_scope
  JOIN spend_statement held ON held.scope_key = contested_scope.scope_key AND held.is_current
  JOIN statement_observation o ON o.statement_id = held.id -- statement_observation_by_statement
  GROUP BY 1, 2
), newest AS (
  SELECT seen.scope_key, max(seen.last_seen_at) AS last_seen_at FROM seen GROUP BY 1
)
UPDATE spend_statement held SET is_current = false
FROM seen JOIN newest ON newest.scope_key = seen.scope_key
WHERE held.id = seen.id AND seen.last_seen_at < newest.last_seen_at`

/** Current words under the touched keys: taken off the sums before, added to them after. */
export const CURRENT = (sign: 1 | -1) => `
SELECT ${sign} AS sign, held.source, held.subject, held.place, held.currency, held.from_day, held.to_day,
  held.is_partial, held.advertiser_id, held.mention_id, held.tells_disclaimer, held.floor_minor
FROM spend_statement held
WHERE held.is_current AND held.statement_key IN (SELECT touched_key.statement_key FROM touched_key)`

/** A sum to date that is stated again holds up to the later day. */
export const NEW_STATEMENTS = `
INSERT INTO spend_statement AS held_before (source, statement_key, fingerprint, scope_key, subject, advertiser_id, mention_id, name, tells_disclaimer,
  disclaimer, from_day, to_day, is_partial, place, region_name, currency, lower_minor, upper_minor, rounded_minor, floor_minor,
  ceiling_minor, ads, facts, is_repeat, is_current)
SELECT $1, stated.statement_key, stated.fingerprint, stated.scope_key, stated.subject, stated.advertiser_id,
  mentioned.mention_id, stated.name, stated.tells_disclaimer, stated.disclaimer, stated.from_day, stated.to_day, stated.is_partial, stated.place, stated.region_name,
  stated.currency, stated.lower_minor, stated.upper_minor, stated.rounded_minor,
  greatest(stated.lower_minor - coalesce(stated.rounded_minor, 0), 0),
  CASE WHEN NOT stated.is_partial THEN stated.upper_minor + coalesce(stated.rounded_minor, 0) END, stated.ads, stated.facts, stated.is_repeat,
  NOT EXISTS (SELECT FROM spend_statement held WHERE held.statement_key = stated.statement_key)
FROM stated LEFT JOIN mentioned ON ${isMentionOf('stated')}
ON CONFLICT (statement_key, fingerprint) DO UPDATE SET to_day = excluded.to_day
WHERE held_before.from_day = '-infinity' AND excluded.to_day > held_before.to_day`

export const NEW_OBSERVATIONS = `
INSERT INTO statement_observation (file_id, record_number, part, statement_id, observed_at)
SELECT $1, stated.record_number, stated.part, held.id, stated.observed_at
FROM stated JOIN spend_statement held
  ON held.statement_key = stated.statement_key AND held.fingerprint = stated.fingerprint
ON CONFLICT DO NOTHING`

/** The newest word under a key is current, whatever the order of arrival; keys with one word need no look. */
export const WHICH_IS_CURRENT = `
WITH several AS (
  SELECT held.statement_key FROM spend_statement held
  WHERE held.statement_key IN (SELECT touched_key.statement_key FROM touched_key)
  GROUP BY 1 HAVING count(*) > 1 OR bool_or(NOT held.is_current) OR $1
), newest AS (
  SELECT DISTINCT ON (held.statement_key) held.statement_key, held.id
  FROM several
  JOIN spend_statement held ON held.statement_key = several.statement_key
  JOIN statement_observation o ON o.statement_id = held.id -- statement_observation_by_statement
  JOIN source_file file ON file.id = o.file_id
  ORDER BY held.statement_key, o.observed_at DESC, file.name DESC, o.record_number DESC, o.part DESC
)
UPDATE spend_statement held SET is_current = coalesce(held.id = newest.id, false)
FROM several LEFT JOIN newest ON newest.statement_key = several.statement_key
WHERE held.statement_key = several.statement_key
  AND held.is_current IS DISTINCT FROM coalesce(held.id = newest.id, false)`

export const PERIODS = `
INSERT INTO statement_period (source, place, currency, from_day, to_day, is_partial, statements)
SELECT change.source, change.place, change.currency, change.from_day, change.to_day, change.is_partial, sum(change.sign)
FROM statement_change change
WHERE change.subject = 'advertiser' AND change.place IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(change.sign) <> 0
ON CONFLICT (source, place, currency, from_day, to_day, is_partial)
  DO UPDATE SET statements = statement_period.statements + excluded.statements;
DELETE FROM statement_period WHERE statement_period.statements = 0;
INSERT INTO place_total (place, currency, platform, ads, statements)
SELECT change.place, change.currency, platform_of(change.source), 0, sum(change.sign)
FROM statement_change change
WHERE change.subject = 'advertiser' AND change.place IS NOT NULL
GROUP BY 1, 2, 3 HAVING sum(change.sign) <> 0
ON CONFLICT (place, currency, platform) DO UPDATE SET statements = place_total.statements + excluded.statements;
DELETE FROM place_total WHERE place_total.ads = 0 AND place_total.statements = 0`

export const NAMES = `
WITH said AS (
  SELECT row.advertiser_id, row.kind, md5(row.text)::uuid AS text_hash, row.text,
    min(row.observed_at) AS first_seen_at, max(row.observed_at) AS last_seen_at
  FROM (
    SELECT stated.advertiser_id, 'name' AS kind, stated.name AS text, stated.observed_at FROM stated
    UNION ALL SELECT stated.advertiser_id, 'disclaimer', stated.disclaimer, stated.observed_at FROM stated
    UNION ALL SELECT fact.advertiser_id, 'name', fact.name, fact.observed_at FROM fact_told fact
  ) row
  WHERE row.advertiser_id IS NOT NULL AND row.text IS NOT NULL
  GROUP BY 1, 2, 3, 4
)
${KEEP_NAMES}`

export const FACTS = `
INSERT INTO advertiser_fact AS held (advertiser_id, source, label, value_hash, value, first_seen_at, last_seen_at)
SELECT fact.advertiser_id, $1, fact.label, fact.value_hash, fact.value, min(fact.observed_at), max(fact.observed_at)
FROM fact_told fact WHERE fact.value <> ''
GROUP BY 1, 3, 4, 5
ON CONFLICT (advertiser_id, source, label, value_hash) DO UPDATE SET
  first_seen_at = least(held.first_seen_at, excluded.first_seen_at),
  last_seen_at = greatest(held.last_seen_at, excluded.last_seen_at)
WHERE excluded.first_seen_at < held.first_seen_at OR excluded.last_seen_at > held.last_seen_at`

export const ALIASES = `
INSERT INTO advertiser_alias (platform, former_key, key)
SELECT DISTINCT platform_of($1), fact.value, fact.key FROM fact_told fact WHERE fact.label = $2 AND fact.value <> fact.key
ON CONFLICT DO NOTHING`

/** Where the newest word on an advertiser's countries names just one, amounts without a place belong there. */
export const ONLY_COUNTRIES = `
WITH newest AS (
  SELECT DISTINCT ON (held.advertiser_id) held.advertiser_id, held.value
  FROM advertiser_fact held
  WHERE held.label = $1 AND held.advertiser_id IN (SELECT fact.advertiser_id FROM fact_told fact)
  ORDER BY held.advertiser_id, held.last_seen_at DESC, held.value
)
UPDATE advertiser SET only_country = CASE WHEN newest.value ~ '^[A-Z]{2}$' THEN newest.value END
FROM newest
WHERE advertiser.id = newest.advertiser_id
  AND advertiser.only_country IS DISTINCT FROM CASE WHEN newest.value ~ '^[A-Z]{2}$' THEN newest.value END`
