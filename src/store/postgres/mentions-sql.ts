/**
 * The mentions of a load: which payers its accounts have. They are told apart once, so that what is summed by them needs no
 * look at the table of all of them.
 */
export const MENTIONED = `
CREATE TEMP TABLE mentioned (
  advertiser_id bigint NOT NULL,
  payer text NOT NULL,
  mention_id bigint NOT NULL
) ON COMMIT DROP`

/** No payer is the empty text here: a key holds no null. */
const pairsOf = (changes: string) => `(
  SELECT DISTINCT told.advertiser_id, coalesce(told.disclaimer, '') AS payer FROM ${changes} told
  WHERE told.advertiser_id IS NOT NULL OFFSET 0
) pair`

/** Looked up pair by pair: a load has few, and there may be a million of them. */
const KNOWN = `(
  SELECT known.id FROM mention known -- mention_identity
  WHERE known.advertiser_id = pair.advertiser_id AND known.payer_hash = md5(pair.payer)::uuid
)`

/** With the accounts that have several by now. @param changes a table with columns `advertiser_id` and `disclaimer` */
export function newMentions(changes: string): string {
  return `
WITH found AS (
  INSERT INTO mention (advertiser_id, payer, payer_hash)
  SELECT pair.advertiser_id, nullif(pair.payer, ''), md5(pair.payer)::uuid FROM ${pairsOf(changes)}
  WHERE ${KNOWN} IS NULL ORDER BY pair.advertiser_id, pair.payer
  ON CONFLICT DO NOTHING RETURNING mention.advertiser_id
)
INSERT INTO shared_account (advertiser_id)
SELECT found.advertiser_id FROM found GROUP BY found.advertiser_id
HAVING count(*) > 1 OR EXISTS (SELECT FROM mention known WHERE known.advertiser_id = found.advertiser_id)
ON CONFLICT DO NOTHING`
}

/** After `newMentions` of the same. */
export function findMentions(changes: string): string {
  return `
INSERT INTO mentioned (advertiser_id, payer, mention_id)
SELECT pair.advertiser_id, pair.payer, ${KNOWN} FROM ${pairsOf(changes)}`
}

/** A condition: the row of `mentioned` is that of the other table's. */
export function isMentionOf(table: string): string {
  return `mentioned.advertiser_id = ${table}.advertiser_id AND mentioned.payer = coalesce(${table}.disclaimer, '')`
}
