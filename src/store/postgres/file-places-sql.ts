/** Of which countries the understood records of a file speak: `file_place`. $1: the file. */

const perPlace = (from: string) => `
INSERT INTO file_place AS held (file_id, place, records)
SELECT $1, place.code, count(*)
FROM (${from}) said
CROSS JOIN LATERAL unnest(CASE WHEN said.countries = '{}' THEN '{""}' ELSE said.countries END) AS place (code)
GROUP BY 2
ON CONFLICT (file_id, place) DO UPDATE SET records = held.records + excluded.records`

/** Of one part of a file that is being loaded. */
export const COUNT_PLACES = perPlace('SELECT staged.countries FROM staged WHERE staged.code IS NULL')

/** Of all of a file that is read again; what is not understood any more keeps what was understood of it. */
export const COUNT_OBSERVED_PLACES = perPlace(`
  SELECT codes(held.content->'countries') AS countries
  FROM observation o
  JOIN disclosure_content held ON held.disclosure_id = o.disclosure_id AND held.fingerprint = o.fingerprint
  WHERE o.file_id = $1`)

export const COUNT_STATED_PLACES = perPlace(`
  SELECT DISTINCT o.record_number, ARRAY[coalesce(left(held.place, 2), '')] AS countries
  FROM statement_observation o JOIN spend_statement held ON held.id = o.statement_id
  WHERE o.file_id = $1`)

export const FORGET_PLACES = 'DELETE FROM file_place held WHERE held.file_id = $1'
