import type { DataSource } from 'typeorm'
import { underRevision } from './digest.ts'

/**
 * Attributes mentions to sponsors, under a revision of its own. @param sponsorOf the sponsor of an account's key and a payer,
 * `1 Friends of the Dam`; of no payer, `1 `
 */
export async function attribute(database: DataSource, sponsorOf: ReadonlyMap<string, string>): Promise<void> {
  await database.query(
    `INSERT INTO revision (id, file_id, is_ours) SELECT max(revision.id) + 1, max(revision.file_id), true FROM revision
     HAVING max(revision.id) IS NOT NULL`,
  )
  const attributed = JSON.stringify([...sponsorOf].map(([mention, sponsor]) => ({ mention, sponsor })))
  await underRevision(
    database,
    `INSERT INTO sponsor (id, type, name)
     SELECT DISTINCT told.sponsor, 'unknown', 'Sponsor ' || right(told.sponsor, 1)
     FROM json_to_recordset('${attributed}') AS told (mention text, sponsor text)
     ON CONFLICT DO NOTHING;
     INSERT INTO mention_sponsor (mention_id, sponsor_id, method, confidence, reason, rule_version)
     SELECT mention.id, told.sponsor, 'auto', 1, 'single', 'test'
     FROM json_to_recordset('${attributed}') AS told (mention text, sponsor text)
     JOIN advertiser ON advertiser.key = split_part(told.mention, ' ', 1)
     JOIN mention ON mention.advertiser_id = advertiser.id
       AND coalesce(mention.payer, '') = substr(told.mention, strpos(told.mention, ' ') + 1)
     ON CONFLICT (mention_id) DO UPDATE SET sponsor_id = excluded.sponsor_id`,
  )
}
