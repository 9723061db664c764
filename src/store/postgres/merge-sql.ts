/** The statements of a merge, in the order in which `merge.ts` runs them. `staged` is the load's own table. */

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
 * Each readable row, and what it is to the archive. \`last_said\` is what was said last before the row's own moment,
 * \`newest_said\` what was said last of all; both by observation_by_disclosure.
 */
export const SIGHTINGS = `
CREATE TEMP TABLE sighting ON COMMIT DROP AS
SELECT staged.record_number, disclosure.id AS disclosure_id, staged.observed_at, staged.fingerprint,
  NOT EXISTS (SELECT FROM observation o WHERE o.file_id = $2 AND o.record_number = staged.record_number) AS is_new,
  NOT EXISTS (SELECT FROM disclosure_content c WHERE c.disclosure_id = disclosure.id) AS is_new_disclosure,
  NOT EXISTS (
    SELECT FROM disclosure_content c
    WHERE c.disclosure_id = disclosure.id AND c.fingerprint = staged.fingerprint
  ) AS is_new_content,
  NOT EXISTS (
    SELECT FROM disclosure_content c
    WHERE c.disclosure_id = disclosure.id AND c.fingerprint = staged.fingerprint AND c.content = staged.content
  ) AS is_new_wording,
  (SELECT o.fingerprint FROM observation o JOIN source_file file ON file.id = o.file_id
   WHERE o.disclosure_id = disclosure.id AND o.observed_at <= staged.observed_at
   ${NEWEST_FIRST} LIMIT 1) AS last_said,
  (SELECT o.fingerprint FROM observation o JOIN source_file file ON file.id = o.file_id
   WHERE o.disclosure_id = disclosure.id
   ${NEWEST_FIRST} LIMIT 1) AS newest_said
FROM staged JOIN disclosure ON disclosure.source = $1 AND disclosure.ad_id = staged.ad_id`

/** A row is loaded (first of a new ad), changed (first to say this, or to say it again), or else unchanged. */
export const COUNTS = `
SELECT
  (SELECT count(*) FROM staged)::int AS rows,
  (SELECT count(*) FROM staged WHERE staged.code IS NOT NULL)::int AS quarantined,
  (count(DISTINCT sighting.disclosure_id) FILTER (WHERE sighting.is_new_disclosure))::int AS loaded,
  ((count(DISTINCT (sighting.disclosure_id, sighting.fingerprint)) FILTER (
      WHERE sighting.is_new_content
        OR (sighting.is_new AND sighting.last_said IS DISTINCT FROM sighting.fingerprint
            AND sighting.last_said IS NOT NULL)))
   - (count(DISTINCT sighting.disclosure_id) FILTER (WHERE sighting.is_new_disclosure)))::int AS changed
FROM sighting`

/** Of records that say the same with more or fewer decimals, the fullest is kept, whichever came first (MA-16). */
export const NEW_CONTENT = `
INSERT INTO disclosure_content AS held (disclosure_id, fingerprint, content, advertiser_vector, disclaimer_vector,
  facts_vector, texts_vector, language)
SELECT DISTINCT ON (sighting.disclosure_id, sighting.fingerprint)
  sighting.disclosure_id, sighting.fingerprint, staged.content, staged.advertiser_vector, staged.disclaimer_vector,
  staged.facts_vector, staged.texts_vector, staged.language
FROM sighting JOIN staged ON staged.record_number = sighting.record_number
WHERE sighting.is_new
ORDER BY sighting.disclosure_id, sighting.fingerprint, length(staged.content::text) DESC, staged.content::text
ON CONFLICT (disclosure_id, fingerprint) DO UPDATE SET content = excluded.content
WHERE (-length(excluded.content::text), excluded.content::text) < (-length(held.content::text), held.content::text)`

export const NEW_OBSERVATIONS = `
INSERT INTO observation (file_id, record_number, disclosure_id, observed_at, fingerprint)
SELECT $1, sighting.record_number, sighting.disclosure_id, sighting.observed_at, sighting.fingerprint
FROM sighting WHERE sighting.is_new`

export const NEW_QUARANTINE = `
INSERT INTO quarantined_record (file_id, record_number, code, reason, raw)
SELECT $1, staged.record_number, staged.code, staged.reason, staged.raw
FROM staged WHERE staged.code IS NOT NULL
ON CONFLICT DO NOTHING`

/** Who may have news. */
export const TOUCHED = `
CREATE TEMP TABLE touched ON COMMIT DROP AS
SELECT DISTINCT sighting.disclosure_id FROM sighting
WHERE sighting.is_new AND (sighting.is_new_wording OR sighting.newest_said IS DISTINCT FROM sighting.fingerprint)`

const IN_ORDER = 'ORDER BY last.observed_at, last.name, last.record_number, last.fingerprint'

/**
 * What the archive now holds of each disclosure that may have news: its contents laid over each other, each at its
 * last sighting, the newest on top. A field that the newest file did not carry keeps the newest word there is on it.
 * The order is the same whatever the order of arrival: moment, file name, record, fingerprint.
 */
export const COMPOSED = `
CREATE TEMP TABLE composed ON COMMIT DROP AS
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
SELECT overlay.*
FROM overlay
LEFT JOIN disclosure_state state
  ON state.disclosure_id = overlay.disclosure_id AND state.to_revision IS NULL -- disclosure_state_current
WHERE state.content IS DISTINCT FROM overlay.content`

const ACCOUNT_ID = "told_text(staged.content->'advertiserId')"
const ADVERTISER_NAME = "told_text(staged.content->'advertiserName')"

export const STAGED_ADVERTISERS = `
INSERT INTO advertiser (platform, key, account_id)
SELECT platform_of($1), advertiser_key(said.account_id, said.name), min(said.account_id)
FROM (SELECT DISTINCT ${ACCOUNT_ID} AS account_id, ${ADVERTISER_NAME} AS name FROM staged WHERE staged.code IS NULL) said
WHERE advertiser_key(said.account_id, said.name) IS NOT NULL
GROUP BY 1, 2
ON CONFLICT (platform, key) DO NOTHING`

/** Under which names and with which disclaimers an advertiser appeared, from when to when. */
export const NAMES = `
INSERT INTO advertiser_name AS held (advertiser_id, kind, text_hash, text, first_seen_at, last_seen_at)
SELECT advertiser.id, said.kind, md5(said.text)::uuid, said.text, min(said.first_seen_at), max(said.last_seen_at)
FROM (
  SELECT ${ACCOUNT_ID} AS account_id, ${ADVERTISER_NAME} AS name, told_text(staged.content->'disclaimer') AS disclaimer,
    min(staged.observed_at) AS first_seen_at, max(staged.observed_at) AS last_seen_at
  FROM staged WHERE staged.code IS NULL GROUP BY 1, 2, 3
) row
CROSS JOIN LATERAL (
  VALUES ('name', row.name, row.first_seen_at, row.last_seen_at),
    ('disclaimer', row.disclaimer, row.first_seen_at, row.last_seen_at)
) AS said (kind, text, first_seen_at, last_seen_at)
JOIN advertiser ON advertiser.platform = platform_of($1)
  AND advertiser.key = advertiser_key(row.account_id, row.name) -- advertiser_identity
WHERE said.text IS NOT NULL
GROUP BY 1, 2, 3, 4
ON CONFLICT (advertiser_id, kind, text_hash) DO UPDATE SET
  first_seen_at = least(held.first_seen_at, excluded.first_seen_at),
  last_seen_at = greatest(held.last_seen_at, excluded.last_seen_at)
WHERE excluded.first_seen_at < held.first_seen_at OR excluded.last_seen_at > held.last_seen_at`

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

export const CLOSE_STATES = `
UPDATE disclosure_state state SET to_revision = $1
FROM composed WHERE state.disclosure_id = composed.disclosure_id AND state.to_revision IS NULL`

export const OPEN_STATES = `
INSERT INTO disclosure_state (disclosure_id, from_revision, source, ad_id, content, text_language, advertiser_name,
  disclaimer, countries, regions, formats, currency, spend_lower_minor, spend_upper_minor, impressions_lower,
  starts_on, ends_on, search, advertiser_id, missing_since, withdrawn_at, recorded_abroad)
SELECT composed.disclosure_id, $1, disclosure.source, disclosure.ad_id, composed.content,
  composed.language,
  told_text(composed.content->'advertiserName'),
  told_text(composed.content->'disclaimer'),
  codes(composed.content->'countries'),
  codes(composed.content->'regions'),
  ARRAY(SELECT jsonb_array_elements_text(told_list(composed.content->'formats'))),
  composed.content->'spend'->>'currency',
  (composed.content->'spend'->>'lower')::bigint,
  (composed.content->'spend'->>'upper')::bigint,
  (composed.content->'impressions'->>'lower')::bigint,
  told_text(composed.content->'startsOn')::date,
  told_text(composed.content->'endsOn')::date,
  coalesce(composed.advertiser_vector, '') || coalesce(composed.disclaimer_vector, '')
    || coalesce(composed.facts_vector, '') || coalesce(composed.texts_vector, ''),
  advertiser.id, before.missing_since, before.withdrawn_at, recorded_abroad(composed.content)
FROM composed
JOIN disclosure ON disclosure.id = composed.disclosure_id
LEFT JOIN advertiser ON advertiser.platform = platform_of(disclosure.source)
  AND advertiser.key = advertiser_key(
    told_text(composed.content->'advertiserId'), told_text(composed.content->'advertiserName')
  ) -- advertiser_identity
LEFT JOIN disclosure_state before ON before.disclosure_id = composed.disclosure_id AND before.to_revision = $1`

/** Over the rows of the file, as known-file.ts reads them back. */
export const MONEY = `
SELECT coalesce(jsonb_object_agg(sum.currency, jsonb_build_object('lower', sum.lower, 'upper', sum.upper)), '{}') AS money
FROM (
  SELECT staged.currency, sum(staged.spend_lower)::text AS lower,
    CASE WHEN bool_or(staged.spend_upper IS NULL) THEN NULL ELSE sum(staged.spend_upper)::text END AS upper
  FROM staged WHERE staged.currency IS NOT NULL GROUP BY staged.currency
) sum`
