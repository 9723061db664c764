import type { QueryRunner } from 'typeorm'
import { nextRevision } from '../next-revision.ts'

/** Columns of a state that its listing does not change. */
const OTHER_COLUMNS = `source, ad_id, content, text_language, advertiser_name, disclaimer, countries, regions, formats,
  currency, spend_lower_minor, spend_upper_minor, impressions_lower, starts_on, ends_on, search, advertiser_id,
  recorded_abroad, line`

/**
 * What the affected ads' listing now is. An absence speaks of the ad only while no file, of whatever series, has shown
 * it since.
 */
const RELISTED = `
CREATE TEMP TABLE relisted ON COMMIT DROP AS
SELECT state.disclosure_id, listing.missing_since, listing.withdrawn_at
FROM (SELECT DISTINCT affected.disclosure_id FROM affected) touched
JOIN disclosure_state state
  ON state.disclosure_id = touched.disclosure_id AND state.to_revision IS NULL -- disclosure_state_current
CROSS JOIN LATERAL (
  SELECT min(missing.observed_on)::timestamptz AS missing_since, min(withdrawn.observed_on)::timestamptz AS withdrawn_at
  FROM absence
  JOIN source_file missing ON missing.id = absence.missing_file_id
  LEFT JOIN source_file withdrawn ON withdrawn.id = absence.withdrawn_file_id
  WHERE absence.disclosure_id = touched.disclosure_id AND absence.restored_file_id IS NULL
    AND NOT EXISTS (
      SELECT FROM observation o JOIN source_file shown ON shown.id = o.file_id
      WHERE o.disclosure_id = touched.disclosure_id AND (
        shown.observed_on > missing.observed_on OR (
          shown.observed_on = missing.observed_on AND (
            (shown.source, shown.series) IS DISTINCT FROM (missing.source, missing.series)
            OR (shown.name, shown.blob_sha256) > (missing.name, missing.blob_sha256)
          )
        )
      )
    )
) listing
WHERE (state.missing_since, state.withdrawn_at) IS DISTINCT FROM (listing.missing_since, listing.withdrawn_at)`

/** Ads whose listing changed get a new stretch, so that pages opened before go on as they were. */
export async function relist(runner: QueryRunner, fileId: string): Promise<void> {
  await runner.query('DROP TABLE IF EXISTS relisted')
  await runner.query(RELISTED)
  await runner.query('DROP TABLE affected')
  const [{ news }] = await runner.query('SELECT EXISTS (SELECT FROM relisted) AS news')
  if (!news) return
  const id = await nextRevision(runner, fileId, false)
  await runner.query(
    `UPDATE disclosure_state state SET to_revision = $1
     FROM relisted WHERE state.disclosure_id = relisted.disclosure_id AND state.to_revision IS NULL`,
    [id],
  )
  await runner.query(
    `INSERT INTO disclosure_state (disclosure_id, from_revision, missing_since, withdrawn_at, ${OTHER_COLUMNS})
     SELECT state.disclosure_id, $1, relisted.missing_since, relisted.withdrawn_at, ${OTHER_COLUMNS}
     FROM relisted JOIN disclosure_state state
       ON state.disclosure_id = relisted.disclosure_id AND state.to_revision = $1`,
    [id],
  )
}
