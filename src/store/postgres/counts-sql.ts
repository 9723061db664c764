/** How the rows of a file divide, counted part by part while it is loaded. */

/** \`new_contents\`: different things that the part says first of ads which only this file shows. */
export const TALLY = `
CREATE TEMP TABLE tally (
  rows bigint NOT NULL,
  quarantined bigint NOT NULL,
  new_disclosures bigint NOT NULL,
  new_contents bigint NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE told_money (currency character(3), lower numeric, upper numeric, open_tops bigint) ON COMMIT DROP;
CREATE TEMP TABLE novelty (disclosure_id bigint NOT NULL, fingerprint bytea NOT NULL) ON COMMIT DROP`

/** $1: the greatest id of a disclosure before this part. Of known ads, pairs are noted: two parts may say the same. */
export const COUNT_PART = `
INSERT INTO tally
SELECT (SELECT count(*) FROM staged), (SELECT count(*) FROM staged WHERE staged.code IS NOT NULL),
  count(DISTINCT sighting.disclosure_id) FILTER (WHERE sighting.disclosure_id > $1),
  count(*) FILTER (WHERE sighting.is_fresh) + count(DISTINCT (sighting.disclosure_id, sighting.fingerprint)) FILTER (
    WHERE sighting.is_new_disclosure AND sighting.is_new_content AND NOT sighting.is_fresh)
FROM sighting;
INSERT INTO novelty
SELECT DISTINCT sighting.disclosure_id, sighting.fingerprint FROM sighting
WHERE NOT sighting.is_new_disclosure AND (
  sighting.is_new_content
  OR (sighting.last_said IS NOT NULL AND sighting.last_said IS DISTINCT FROM sighting.fingerprint)
);
INSERT INTO told_money
SELECT staged.currency, sum(staged.spend_lower), sum(staged.spend_upper),
  count(*) FILTER (WHERE staged.spend_upper IS NULL)
FROM staged WHERE staged.currency IS NOT NULL GROUP BY staged.currency`

/** A row is loaded (first of a new ad), changed (first to say this, or to say it again), or else unchanged. */
export const COUNTS = `
SELECT coalesce(sum(tally.rows), 0)::int AS rows, coalesce(sum(tally.quarantined), 0)::int AS quarantined,
  coalesce(sum(tally.new_disclosures), 0)::int AS loaded,
  (coalesce(sum(tally.new_contents - tally.new_disclosures), 0) + (
    SELECT count(*) FROM (SELECT DISTINCT novelty.disclosure_id, novelty.fingerprint FROM novelty) pair
  ))::int AS changed
FROM tally`

/** Over the rows of the file, as known-file.ts reads them back. */
export const MONEY = `
SELECT coalesce(jsonb_object_agg(sum.currency, jsonb_build_object('lower', sum.lower, 'upper', sum.upper)), '{}') AS money
FROM (
  SELECT told.currency, sum(told.lower)::text AS lower,
    CASE WHEN sum(told.open_tops) = 0 THEN sum(told.upper)::text END AS upper
  FROM told_money told GROUP BY told.currency
) sum`
