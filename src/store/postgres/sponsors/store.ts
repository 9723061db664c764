import type { DataSource } from 'typeorm'
import type { SponsorStore } from '../../../ports/sponsor-store.ts'
import { applyChanges } from './apply.ts'
import { heldAround, heldMentions } from './held.ts'
import { IS_TOLD } from './mentions-sql.ts'

/** What the resolver asks of the archive. */
export function postgresSponsorStore(dataSource: DataSource): SponsorStore {
  return {
    held: () => heldMentions(dataSource),
    heldAround: (ids) => heldAround(dataSource, ids),
    unplaced: async (most) => (await dataSource.query(UNPLACED, [most])).map(({ id }: { id: string }) => id),
    counts: async () => {
      const [{ placed, unplaced }] = await dataSource.query(COUNTS)
      return { placed: Number(placed), unplaced: Number(unplaced) }
    },
    apply: (stamp, changes) => applyChanges(dataSource, stamp, changes),
  }
}

const IS_UNPLACED = `NOT EXISTS (
  SELECT FROM mention_sponsor placed WHERE placed.mention_id = mention.id -- mention_sponsor_pkey
) AND ${IS_TOLD}`

const UNPLACED = `SELECT mention.id FROM mention WHERE ${IS_UNPLACED} ORDER BY mention.id LIMIT $1`

const COUNTS = `
SELECT (SELECT count(*) FROM mention_sponsor) AS placed, (SELECT count(*) FROM mention WHERE ${IS_UNPLACED}) AS unplaced`
