import type { DataSource } from 'typeorm'
import type { IndexLag, SearchOutbox } from '../../../ports/search-outbox.ts'
import { instantOrNull } from '../rows/held.ts'
import { newestRevision } from '../search/search.ts'
import { indexes, outboxIndexes } from './indexes.ts'
import { lead } from './lead.ts'
import { outboxPoints } from './points.ts'
import { outboxWaiting } from './waiting.ts'

/** What the archive notes for an outside search engine. */
export function postgresSearchOutbox(dataSource: DataSource): SearchOutbox {
  return {
    ...outboxIndexes(dataSource),
    ...outboxWaiting(dataSource),
    ...outboxPoints(dataSource),
    lead: () => lead(dataSource),
    note: async (trouble) => {
      await dataSource.query('UPDATE search_indexer SET worked_at = clock_timestamp(), trouble = $1', [trouble])
    },
    lag: () => lag(dataSource),
  }
}

interface LagRow {
  readonly waiting: string
  readonly dead_letters: string
  readonly oldest_at: Date | null
  readonly searchable: string | null
  readonly worked_at: Date | null
  readonly trouble: string | null
}

const LAG = `
SELECT waiting.changes AS waiting, revision.made_at AS oldest_at,
  (SELECT count(*) FROM search_dead_letter) AS dead_letters,
  (SELECT max(point.revision) FROM search_point point
   JOIN search_index ON search_index.name = point.index_name AND search_index.state = 'live'
   WHERE point.kept_until > clock_timestamp()) AS searchable,
  indexer.worked_at, indexer.trouble
FROM search_indexer indexer
CROSS JOIN (
  SELECT count(DISTINCT search_outbox.disclosure_id) AS changes, min(search_outbox.revision) AS oldest FROM search_outbox
) waiting
LEFT JOIN revision ON revision.id = waiting.oldest`

async function lag(dataSource: DataSource): Promise<IndexLag> {
  const [rows, known, newest]: [LagRow[], IndexLag['indexes'], number] = await Promise.all([
    dataSource.query(LAG),
    indexes(dataSource),
    newestRevision(dataSource),
  ])
  const [row] = rows
  return {
    indexes: known,
    waiting: Number(row?.waiting ?? 0),
    oldestAt: instantOrNull(row?.oldest_at ?? null),
    deadLetters: Number(row?.dead_letters ?? 0),
    searchable: row?.searchable == null ? null : Number(row.searchable),
    newest,
    workedAt: instantOrNull(row?.worked_at ?? null),
    trouble: row?.trouble ?? null,
  }
}
