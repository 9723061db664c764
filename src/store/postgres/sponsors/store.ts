import type { DataSource } from 'typeorm'
import type { SponsorStore } from '../../../ports/sponsor-store.ts'
import { applyChanges } from './apply.ts'
import { attributeMentions } from './attribute.ts'
import { heldAround, heldMentions } from './held.ts'
import { neighboursOf } from './neighbours.ts'
import type { AccountsPay } from './read-mentions.ts'
import { IS_UNPLACED, unplacedMentions } from './unplaced.ts'

/** What the resolver asks of the archive. @param accountsPay platforms whose accounts are themselves who pays */
export function postgresSponsorStore(dataSource: DataSource, accountsPay: AccountsPay): SponsorStore {
  return {
    held: () => heldMentions(dataSource, accountsPay),
    heldAround: (ids) => heldAround(dataSource, ids, accountsPay),
    unplaced: (most) => unplacedMentions(dataSource, most, accountsPay),
    neighbours: (keys) => neighboursOf(dataSource, keys, accountsPay),
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
