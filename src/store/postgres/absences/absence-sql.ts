/** The statements by which a series is judged, as `judge-series.ts` runs them. */

type Subject = 'ads' | 'advertisers'

const COLUMN: Readonly<Record<Subject, string>> = { ads: 'disclosure_id', advertisers: 'advertiser_id' }

/** In the order in which they were published; whole when no record of it is in quarantine. */
export const SERIES_FILES = `
SELECT file.id, file.series_of AS of, file.series_kind AS kind, file.quarantined = 0 AS "isComplete",
  hold.status AS decision
FROM source_file file LEFT JOIN hold ON hold.file_id = file.id
WHERE file.source = $1 AND file.series = $2 -- source_file_by_series
ORDER BY file.observed_on, file.name, file.blob_sha256`

/** Who is listed by the files \`files\` (an SQL expression). */
function listedBy(of: Subject, files: string): string {
  return of === 'ads'
    ? `SELECT DISTINCT o.disclosure_id AS subject_id FROM observation o WHERE o.file_id = ${files}`
    : `SELECT DISTINCT held.advertiser_id AS subject_id
       FROM statement_observation o JOIN spend_statement held ON held.id = o.statement_id
       WHERE o.file_id = ${files} AND held.advertiser_id IS NOT NULL`
}

export const PRESENT = (of: Subject) => `CREATE TEMP TABLE present ON COMMIT DROP AS ${listedBy(of, '$1::bigint')}`

const OPEN_IN_SERIES = `absence.restored_file_id IS NULL
  AND (absence.source, absence.series) = (SELECT file.source, file.series FROM source_file file WHERE file.id = $1)`

/** Seen again is seen again, whatever else the file lacks. */
export const RESTORED = (of: Subject) => `
WITH restored AS (
  UPDATE absence SET restored_file_id = $1
  FROM present WHERE absence.${COLUMN[of]} = present.subject_id AND ${OPEN_IN_SERIES}
  RETURNING absence.disclosure_id
)
INSERT INTO affected SELECT restored.disclosure_id FROM restored WHERE restored.disclosure_id IS NOT NULL`

export const VANISHED = (of: Subject) => `
CREATE TEMP TABLE vanished ON COMMIT DROP AS
SELECT expected.subject_id FROM (${listedBy(of, 'ANY ($2::bigint[])')}) expected
WHERE NOT EXISTS (SELECT FROM present WHERE present.subject_id = expected.subject_id)
  AND NOT EXISTS (
    SELECT FROM absence WHERE absence.${COLUMN[of]} = expected.subject_id AND ${OPEN_IN_SERIES} -- absence_by_…
  )`

export const COUNT_VANISHED = (of: Subject) => `
SELECT (SELECT count(*) FROM (${listedBy(of, 'ANY ($1::bigint[])')}) expected
    WHERE NOT EXISTS (
      SELECT FROM absence WHERE absence.${COLUMN[of]} = expected.subject_id AND absence.restored_file_id IS NULL
        AND (absence.source, absence.series) =
          (SELECT file.source, file.series FROM source_file file WHERE file.id = $2)
    ))::int AS listed,
  (SELECT count(*) FROM vanished)::int AS absent,
  (SELECT count(*) FROM present)::int AS present`

export const HOLD = `
INSERT INTO hold (source, series, file_id, subject, listed, absent, status)
SELECT file.source, file.series, file.id, $2, $3, $4, 'held' FROM source_file file WHERE file.id = $1
ON CONFLICT (file_id) DO UPDATE SET listed = excluded.listed, absent = excluded.absent
WHERE (hold.listed, hold.absent) IS DISTINCT FROM (excluded.listed, excluded.absent)`

/** What no longer would be a mass disappearance, and was not decided. */
export const UNHOLD = `DELETE FROM hold WHERE hold.file_id = $1 AND hold.status = 'held'`

export const HOLD_MEMBERS = `
INSERT INTO hold_member (hold_id, subject_id)
SELECT hold.id, vanished.subject_id FROM vanished JOIN hold ON hold.file_id = $1
ON CONFLICT DO NOTHING`

/** A second complete file without it, at least twenty hours after the first: files are known by their days. */
export const WITHDRAWN = `
WITH withdrawn AS (
  UPDATE absence SET withdrawn_file_id = $1
  FROM source_file first, source_file this
  WHERE ${OPEN_IN_SERIES} AND absence.withdrawn_file_id IS NULL
    AND first.id = absence.missing_file_id AND this.id = $1 AND this.observed_on > first.observed_on
  RETURNING absence.disclosure_id
)
INSERT INTO affected SELECT withdrawn.disclosure_id FROM withdrawn WHERE withdrawn.disclosure_id IS NOT NULL`

export const MISSING = (of: Subject) => `
WITH missing AS (
  INSERT INTO absence (source, series, ${COLUMN[of]}, missing_file_id)
  SELECT file.source, file.series, vanished.subject_id, file.id
  FROM vanished JOIN source_file file ON file.id = $1
  RETURNING absence.disclosure_id
)
INSERT INTO affected SELECT missing.disclosure_id FROM missing WHERE missing.disclosure_id IS NOT NULL`

/** The ads whose listing may have changed. */
export const AFFECTED = 'CREATE TEMP TABLE affected (disclosure_id bigint NOT NULL) ON COMMIT DROP'

export const AFFECTED_BY_SERIES = `
INSERT INTO affected
SELECT absence.disclosure_id FROM absence
WHERE absence.source = $1 AND absence.series = $2 AND absence.disclosure_id IS NOT NULL -- absence_by_series`

/** Ads of a file that the archive took for absent: another series may have lost them. */
export const BACK_IN_SIGHT = `
INSERT INTO affected
SELECT DISTINCT o.disclosure_id FROM observation o
JOIN disclosure_state state ON state.disclosure_id = o.disclosure_id AND state.to_revision IS NULL
WHERE o.file_id = $1 AND state.missing_since IS NOT NULL`

/** What is derived from the files of a series; what a person decided stays. */
export const FORGET_JUDGEMENT = [
  `DELETE FROM absence WHERE absence.source = $1 AND absence.series = $2`,
  `DELETE FROM hold_member member USING hold
   WHERE hold.id = member.hold_id AND hold.source = $1 AND hold.series = $2`,
]
