import type { DataSource } from 'typeorm'
import { sponsorId } from '../../../domain/ids.ts'
import type { Neighbours } from '../../../ports/sponsor-store.ts'
import { inSnapshot } from './held.ts'
import { type AccountsPay, readMentions } from './read-mentions.ts'

/** A block that more share says nothing by itself; but whole names, accounts and ids always do. */
const LARGEST_BLOCK = 200
const MOST_CANDIDATES = 60
/** Bearers of a common word: so many show that it is common. */
const MOST_BEARERS = 10
/** So many of a sponsor's mentions speak for all of them. */
const MOST_MEMBERS = 4

/** Each key by its own place in the index; of those that are met by several keys, the rarest counts. */
const MET = `
WITH asked AS MATERIALIZED (
  SELECT known.key, known.df FROM block_key_df known WHERE known.key = ANY($1::text[]) -- block_key_df_pkey
), near AS (
  SELECT met.mention_id, min(asked.df) AS df
  FROM asked CROSS JOIN LATERAL (
    SELECT held.mention_id FROM block_key held -- block_key_pkey
    WHERE held.key = asked.key ORDER BY held.mention_id LIMIT ${LARGEST_BLOCK}
  ) met
  WHERE asked.df <= ${LARGEST_BLOCK} OR left(asked.key, 2) IN ('n:', 'a:', 'i:')
  GROUP BY 1 ORDER BY 2, 1 LIMIT ${MOST_CANDIDATES}
), beside AS (
  SELECT met.mention_id FROM asked CROSS JOIN LATERAL (
    SELECT held.mention_id FROM block_key held -- block_key_pkey
    WHERE held.key = asked.key ORDER BY held.mention_id LIMIT ${MOST_BEARERS}
  ) met
  WHERE asked.df > ${LARGEST_BLOCK} AND left(asked.key, 2) = 't:'
), member AS (
  SELECT others.mention_id FROM (
    SELECT DISTINCT placed.sponsor_id FROM near JOIN mention_sponsor placed ON placed.mention_id = near.mention_id
  ) own CROSS JOIN LATERAL (
    SELECT other.mention_id FROM mention_sponsor other -- mention_sponsor_by_sponsor
    WHERE other.sponsor_id = own.sponsor_id ORDER BY other.mention_id LIMIT ${MOST_MEMBERS}
  ) others
)
SELECT array(SELECT near.mention_id::text FROM near UNION SELECT beside.mention_id::text FROM beside
    UNION SELECT member.mention_id::text FROM member) AS ids,
  array(SELECT asked.key FROM asked WHERE asked.df > ${LARGEST_BLOCK}) AS common`

/** Mentions that share a key with others, and enough of what is around them to tell who they are. */
export function neighboursOf(
  dataSource: DataSource,
  keys: readonly string[],
  accountsPay: AccountsPay,
): Promise<Neighbours> {
  return inSnapshot(dataSource, true, async (runner) => {
    const [met]: { ids: string[]; common: string[] }[] = await runner.query(MET, [keys])
    const { ids = [], common = [] } = met ?? {}
    const read = await readMentions(runner, ids, accountsPay)
    const placed = read.flatMap(({ mention, sponsor }) =>
      sponsor === null ? [] : [[mention.id, sponsorId(sponsor)] as const],
    )
    return {
      mentions: read.map(({ mention }) => mention),
      placements: new Map(placed),
      commonKeys: new Set(common),
    }
  })
}
