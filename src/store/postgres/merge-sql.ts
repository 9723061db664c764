import { KEEP_NAMES } from './advertiser-names-sql.ts'

/** The statements that take what is staged into the archive, but for states and totals. `staged` is the load's own table. */

export const NEW_DISCLOSURES = `
INSERT INTO disclosure (source, ad_id)
SELECT DISTINCT $1, staged.ad_id FROM staged
WHERE staged.ad_id IS NOT NULL
  AND NOT EXISTS (
    SELECT FROM disclosure WHERE disclosure.source = $1 AND disclosure.ad_id = staged.ad_id -- disclosure_identity
  )`

/** The one order of sightings, whatever the order of arrival: moment, file name, record, fingerprint. */
const NEWEST_FIRST = 'ORDER BY o.observed_at DESC, file.name DESC, o.record_number DESC, o.fingerprint DESC'

/**
 * What each readable row is to the archive. \`is_new_disclosure\`: no other file has shown the ad. \`is_fresh\`: no
 * other row has. \`last_said\` is what other files said last before the row's own moment, \`newest_said\` what was said
 * last of all.
 */
export const SIGHTING = `
CREATE TEMP TABLE sighting (
  record_number integer NOT NULL,
  disclosure_id bigint NOT NULL,
  observed_at timestamptz NOT NULL,
  fingerprint bytea NOT NULL,
  advertiser_id bigint,
  is_new_disclosure boolean NOT NULL,
  is_fresh boolean NOT NULL,
  is_new_content boolean NOT NULL,
  is_new_wording boolean NOT NULL,
  last_said bytea,
  newest_said bytea
) ON COMMIT DROP`

/**
 * $1 source, $2 file, $3 the greatest id of a disclosure before the load, $4 before this part of it: ids grow, and the
 * load lock is ours, so that what is greater is ours and new. Sightings by observation_by_disclosure. Ids are looked up
 * row by row: of a source that is new, the planner expects no rows and would join the other way round.
 */
export const SIGHTINGS = `
INSERT INTO sighting
SELECT said.record_number, said.disclosure_id, said.observed_at, said.fingerprint, said.advertiser_id,
  said.disclosure_id > $3,
  said.disclosure_id > $4 AND count(*) OVER (PARTITION BY said.disclosure_id) = 1,
  said.disclosure_id > $4 OR NOT EXISTS (
    SELECT FROM disclosure_content c WHERE c.disclosure_id = said.disclosure_id AND c.fingerprint = said.fingerprint
  ),
  said.disclosure_id > $4 OR NOT EXISTS (
    SELECT FROM disclosure_content c
    WHERE c.disclosure_id = said.disclosure_id AND c.fingerprint = said.fingerprint AND c.content = said.content
  ),
  CASE WHEN said.disclosure_id <= $3 THEN (
    SELECT o.fingerprint FROM observation o JOIN source_file file ON file.id = o.file_id
    WHERE o.disclosure_id = said.disclosure_id AND o.observed_at <= said.observed_at AND o.file_id <> $2
    ${NEWEST_FIRST} LIMIT 1
  ) END,
  CASE WHEN said.disclosure_id <= $4 THEN (
    SELECT o.fingerprint FROM observation o JOIN source_file file ON file.id = o.file_id
    WHERE o.disclosure_id = said.disclosure_id
    ${NEWEST_FIRST} LIMIT 1
  ) END
FROM (
  SELECT staged.record_number, staged.observed_at, staged.fingerprint, staged.content,
    (SELECT disclosure.id FROM disclosure -- disclosure_identity
     WHERE disclosure.source = $1 AND disclosure.ad_id = staged.ad_id) AS disclosure_id,
    (SELECT advertiser.id FROM advertiser -- advertiser_identity
     WHERE advertiser.platform = platform_of($1)
       AND advertiser.key = advertiser_key(staged.account_id, staged.advertiser_name)) AS advertiser_id
  FROM staged WHERE staged.code IS NULL OFFSET 0
) said`

export const FRESH_CONTENT = `
INSERT INTO disclosure_content (disclosure_id, fingerprint, content, advertiser_vector, disclaimer_vector,
  facts_vector, texts_vector, language)
SELECT sighting.disclosure_id, sighting.fingerprint, staged.content, staged.advertiser_vector,
  staged.disclaimer_vector, staged.facts_vector, staged.texts_vector, staged.language
FROM sighting JOIN staged ON staged.record_number = sighting.record_number
WHERE sighting.is_fresh`

/** Of records that say the same with more or fewer decimals, the fullest is kept, whichever came first (MA-16). */
export const NEW_CONTENT = `
INSERT INTO disclosure_content AS held (disclosure_id, fingerprint, content, advertiser_vector, disclaimer_vector,
  facts_vector, texts_vector, language)
SELECT DISTINCT ON (sighting.disclosure_id, sighting.fingerprint)
  sighting.disclosure_id, sighting.fingerprint, staged.content, staged.advertiser_vector, staged.disclaimer_vector,
  staged.facts_vector, staged.texts_vector, staged.language
FROM sighting JOIN staged ON staged.record_number = sighting.record_number
WHERE sighting.is_new_wording AND NOT sighting.is_fresh
ORDER BY sighting.disclosure_id, sighting.fingerprint, length(staged.content::text) DESC, staged.content::text
ON CONFLICT (disclosure_id, fingerprint) DO UPDATE SET content = excluded.content
WHERE (-length(excluded.content::text), excluded.content::text) < (-length(held.content::text), held.content::text)`

export const NEW_OBSERVATIONS = `
INSERT INTO observation (file_id, record_number, disclosure_id, observed_at, fingerprint)
SELECT $1, sighting.record_number, sighting.disclosure_id, sighting.observed_at, sighting.fingerprint
FROM sighting`

export const NEW_QUARANTINE = `
INSERT INTO quarantined_record (file_id, record_number, code, reason, raw)
SELECT $1, staged.record_number, staged.code, staged.reason, staged.raw
FROM staged WHERE staged.code IS NOT NULL
ON CONFLICT DO NOTHING`

/** Who may have news that must be laid over what was said before. */
export const TOUCHED = `
INSERT INTO touched
SELECT DISTINCT sighting.disclosure_id FROM sighting
WHERE NOT sighting.is_fresh
  AND (sighting.is_new_wording OR sighting.newest_said IS DISTINCT FROM sighting.fingerprint)`

const IN_ORDER = 'ORDER BY last.observed_at, last.name, last.record_number, last.fingerprint'

/**
 * What the archive now holds of each disclosure in `touched`: its contents laid over each other, each at its
 * last sighting, the newest on top. A field that the newest file did not carry keeps the newest word there is on it.
 * The order is the same whatever the order of arrival: moment, file name, record, fingerprint.
 */
export const COMPOSED = `
WITH last_sighting AS (
  SELECT DISTINCT ON (o.disclosure_id, o.fingerprint)
    o.disclosure_id, o.fingerprint, o.observed_at, file.name, o.record_number
  FROM touched
  JOIN observation o ON o.disclosure_id = touched.disclosure_id -- observation_by_disclosure
  JOIN source_file file ON file.id = o.file_id
  ORDER BY o.disclosure_id, o.fingerprint, o.observed_at DESC, file.name DESC, o.record_number DESC
), overlay AS (
  SELECT last.disclosure_id,
    jsonb_overlay(held.content ${IN_ORDER}) AS content,
    last_told(held.advertiser_vector ${IN_ORDER}) AS advertiser_vector,
    last_told(held.disclaimer_vector ${IN_ORDER}) AS disclaimer_vector,
    last_told(held.facts_vector ${IN_ORDER}) AS facts_vector,
    last_told(held.texts_vector ${IN_ORDER}) AS texts_vector,
    last_told(held.language ${IN_ORDER}) AS language
  FROM last_sighting last
  JOIN disclosure_content held
    ON held.disclosure_id = last.disclosure_id AND held.fingerprint = last.fingerprint
  GROUP BY last.disclosure_id
)
SELECT overlay.*, NULL::text AS line
FROM overlay
LEFT JOIN disclosure_state state
  ON state.disclosure_id = overlay.disclosure_id AND state.to_revision IS NULL -- disclosure_state_current
WHERE state.content IS DISTINCT FROM overlay.content`

/** Where what is now held is what a record of this very file says, its line is the record's. */
export const COMPOSED_LINES = (records: 'sighting' | 'reread') => `
UPDATE composed SET line = staged.line
FROM ${records} said JOIN staged ON staged.record_number = said.record_number
WHERE said.disclosure_id = composed.disclosure_id AND staged.content = composed.content
  AND staged.language IS NOT DISTINCT FROM composed.language`

export const STAGED_ADVERTISERS = `
INSERT INTO advertiser (platform, key, account_id)
SELECT platform_of($1), advertiser_key(said.account_id, said.name), min(said.account_id)
FROM (
  SELECT DISTINCT staged.account_id, staged.advertiser_name AS name FROM staged WHERE staged.code IS NULL
) said
WHERE advertiser_key(said.account_id, said.name) IS NOT NULL
GROUP BY 1, 2
ON CONFLICT (platform, key) DO NOTHING`

/** Under which names and with which disclaimers an advertiser appeared, from when to when. */
const namesSql = (advertiserId: string, from: string) => `
WITH said AS (
  SELECT row.advertiser_id, told.kind, md5(told.text)::uuid AS text_hash, told.text,
    min(row.first_seen_at) AS first_seen_at, max(row.last_seen_at) AS last_seen_at
  FROM (
    SELECT ${advertiserId} AS advertiser_id, staged.advertiser_name AS name, staged.disclaimer,
      min(staged.observed_at) AS first_seen_at, max(staged.observed_at) AS last_seen_at
    FROM ${from}
    WHERE staged.code IS NULL AND ${advertiserId} IS NOT NULL GROUP BY 1, 2, 3
  ) row
  CROSS JOIN LATERAL (VALUES ('name', row.name), ('disclaimer', row.disclaimer)) AS told (kind, text)
  WHERE told.text IS NOT NULL
  GROUP BY 1, 2, 3, 4
)
${KEEP_NAMES}`

export const NAMES = namesSql(
  'advertiser.id',
  `staged JOIN advertiser ON advertiser.platform = platform_of($1)
      AND advertiser.key = advertiser_key(staged.account_id, staged.advertiser_name)`, // advertiser_identity
)

export const SIGHTED_NAMES = namesSql(
  'sighting.advertiser_id',
  'sighting JOIN staged ON staged.record_number = sighting.record_number',
)

/** What is laid over each other may name an account that no record of this file does. */
export const NEW_ADVERTISERS = `
INSERT INTO advertiser (platform, key, account_id)
SELECT platform_of(said.source), advertiser_key(said.account_id, said.name), min(said.account_id)
FROM (
  SELECT DISTINCT disclosure.source, told_text(composed.content->'advertiserId') AS account_id,
    told_text(composed.content->'advertiserName') AS name
  FROM composed JOIN disclosure ON disclosure.id = composed.disclosure_id
) said
WHERE advertiser_key(said.account_id, said.name) IS NOT NULL
GROUP BY 1, 2
ON CONFLICT (platform, key) DO NOTHING`
