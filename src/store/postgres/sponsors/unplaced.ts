import type { DataSource } from 'typeorm'
import type { UnplacedMentions } from '../../../ports/sponsor-store.ts'
import type { Judgement } from '../../../sponsors/resolution.ts'
import { followDomains } from './domains.ts'
import { ID_CHANGES, inSnapshot, JUDGEMENTS } from './held.ts'
import { IS_TOLD } from './mentions-sql.ts'
import { type AccountsPay, readMentions } from './read-mentions.ts'

export const IS_UNPLACED = `NOT EXISTS (
  SELECT FROM mention_sponsor placed WHERE placed.mention_id = mention.id -- mention_sponsor_pkey
) AND ${IS_TOLD}`

/** New mentions have the greatest ids: they are looked for from above, so that most of those that have a sponsor are not. */
const UNPLACED = `
SELECT mention.id FROM mention
WHERE mention.id > (SELECT coalesce(max(placed.mention_id), 0) FROM mention_sponsor placed) AND ${IS_TOLD}
ORDER BY mention.id LIMIT $1`

/** Those of which nothing had been told when they came, and something is by now. */
const LATE = `
SELECT mention.id FROM mention LEFT JOIN mention_sponsor placed ON placed.mention_id = mention.id
WHERE placed.mention_id IS NULL AND ${IS_TOLD}
ORDER BY mention.id LIMIT $1`

/** What people and platforms say of them. */
const KNOWN = `
SELECT (SELECT coalesce(json_agg(said), '[]') FROM (${JUDGEMENTS}) said) AS judgements,
  (SELECT coalesce(json_agg(change), '[]') FROM (${ID_CHANGES.replaceAll('$1', '$2')}) change) AS changes,
  (SELECT standing.changes FROM sponsor_standing standing) AS stamp`

/** The oldest first. */
export async function unplacedMentions(
  dataSource: DataSource,
  most: number,
  accountsPay: AccountsPay,
): Promise<UnplacedMentions> {
  await followDomains(dataSource)
  return inSnapshot(dataSource, true, async (runner) => {
    const newest: { id: string }[] = await runner.query(UNPLACED, [most])
    const found: { id: string }[] = newest.length > 0 ? newest : await runner.query(LATE, [most])
    const ids = found.map(({ id }) => id)
    const read = await readMentions(runner, ids, accountsPay)
    const accounts = read.map(({ mention }) => mention.accountId)
    const [known] = await runner.query(KNOWN, [ids, accounts])
    return {
      stamp: known.stamp,
      mentions: read.map(({ mention }) => mention),
      judgements: known.judgements.map(asText),
      idChanges: known.changes,
    }
  })
}

/** JSON has made numbers of ids. */
function asText({ a, b, verdict }: Judgement): Judgement {
  return { a: String(a), b: String(b), verdict }
}
