import type { DataSource } from 'typeorm'
import type { SponsorStore } from '../../../ports/sponsor-store.ts'
import { applyChanges } from './apply.ts'
import { attributeMentions } from './attribute.ts'
import { heldAround, heldMentions } from './held.ts'
import { neighboursOf } from './neighbours.ts'
import { IS_UNPLACED, unplacedMentions } from './unplaced.ts'

/** What the resolver asks of the archive. */
export function postgresSponsorStore(dataSource: DataSource): SponsorStore {
  return {
    held: () => heldMentions(dataSource),
    heldAround: (ids) => heldAround(dataSource, ids),
    unplaced: (most) => unplacedMentions(dataSource, most),
    neighbours: (keys) => neighboursOf(dataSource, keys),
    counts: async () => {
      const [{ placed, unplaced }] = await dataSource.query(COUNTS)
      return { placed: Number(placed), unplaced: Number(unplaced) }
    },
    apply: (stamp, changes) => applyChanges(dataSource, stamp, changes),
    attribute: (stamp, news) => attributeMentions(dataSource, stamp, news),
  }
}

const COUNTS = `
SELECT (SELECT count(*) FROM mention_sponsor) AS placed, (SELECT count(*) FROM mention WHERE ${IS_UNPLACED}) AS unplaced`
