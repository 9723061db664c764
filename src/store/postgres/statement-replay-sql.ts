/** The statements by which a file of statements is read again, as `statement-merge.ts` runs them. */

/** Of a file that is read again: what it said until now. */
export const OLD_WORDS = `
CREATE TEMP TABLE old_word ON COMMIT DROP AS
SELECT o.record_number, held.statement_key, held.fingerprint
FROM statement_observation o JOIN spend_statement held ON held.id = o.statement_id
WHERE o.file_id = $1;`

export const TOUCH_OLD_KEYS = `
INSERT INTO touched_key SELECT old_word.statement_key FROM old_word`

/** Rows of a file that say something else than when it was read before. */
export const REREAD = `
SELECT count(DISTINCT differs.record_number)::int AS changed FROM (
  (SELECT fact.record_number, fact.value_hash, NULL::uuid AS fingerprint FROM fact_told fact
   WHERE fact.value <> '' AND NOT EXISTS (
     SELECT FROM advertiser_fact held
     WHERE held.advertiser_id = fact.advertiser_id AND held.label = fact.label AND held.value_hash = fact.value_hash))
  UNION ALL
  (SELECT old_word.record_number, old_word.statement_key, old_word.fingerprint FROM old_word
   WHERE NOT EXISTS (SELECT FROM staged WHERE staged.record_number = old_word.record_number AND staged.code IS NOT NULL)
   EXCEPT SELECT stated.record_number, stated.statement_key, stated.fingerprint FROM stated)
  UNION ALL
  (SELECT stated.record_number, stated.statement_key, stated.fingerprint FROM stated
   EXCEPT SELECT old_word.record_number, old_word.statement_key, old_word.fingerprint FROM old_word)
) differs`

/** Records of the file that were in quarantine and are understood now. */
export const RECOVERED = `
SELECT count(*)::int AS recovered FROM quarantined_record record
WHERE record.file_id = $1 AND EXISTS (
  SELECT FROM staged WHERE staged.record_number = record.record_number AND staged.code IS NULL)`

/** What is not understood any more keeps what was understood of it. */
export const FORGET_WORDS = `
DELETE FROM statement_observation o
WHERE o.file_id = $1 AND NOT EXISTS (
  SELECT FROM staged WHERE staged.record_number = o.record_number AND staged.code IS NOT NULL)`
