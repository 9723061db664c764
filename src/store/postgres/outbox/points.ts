import type { DataSource } from 'typeorm'
import type { SearchPoint } from '../../../ports/search-engine.ts'
import type { SearchOutbox } from '../../../ports/search-outbox.ts'

type Points = Pick<SearchOutbox, 'publish' | 'point' | 'losePoint'>

interface PointRow {
  readonly pit: string
  readonly index_name: string
  readonly revision: string
}

/** Each holds on to the files of its index: of many, the older ones are closed before their time. */
const MOST_OPEN = 60

const OVER = `
DELETE FROM search_point point
WHERE point.kept_until <= clock_timestamp() OR point.pit NOT IN (
  SELECT newest.pit FROM search_point newest ORDER BY newest.revision DESC, newest.opened_at DESC LIMIT ${MOST_OPEN}
)
RETURNING point.pit, point.index_name, point.revision`

const LOSE = `
DELETE FROM search_point point USING search_point lost
WHERE lost.pit = $1 AND point.index_name = lost.index_name AND point.revision = lost.revision`

/** Points in time of which every process knows. */
export function outboxPoints(dataSource: DataSource): Points {
  return {
    publish: async (point, seconds) => {
      await insertPoint(dataSource, point, seconds)
      const [over]: [PointRow[]] = await dataSource.query(OVER)
      return over.map(searchPoint)
    },
    point: async (revision) => {
      const rows: PointRow[] = await dataSource.query(
        `SELECT point.pit, point.index_name, point.revision FROM search_point point
         JOIN search_index ON search_index.name = point.index_name
         WHERE point.kept_until > clock_timestamp() AND CASE
           WHEN $1::bigint IS NULL THEN search_index.state = 'live' ELSE point.revision = $1
         END
         ORDER BY point.revision DESC, point.opened_at DESC LIMIT 1`, // search_point_newest
        [revision],
      )
      return rows[0] === undefined ? null : searchPoint(rows[0])
    },
    losePoint: async (pit) => {
      await dataSource.query(LOSE, [pit])
    },
  }
}

export async function insertPoint(
  database: Pick<DataSource, 'query'>,
  { pit, index, revision }: SearchPoint,
  seconds: number,
): Promise<void> {
  await database.query(
    `INSERT INTO search_point (pit, index_name, revision, kept_until)
     VALUES ($1, $2, $3, clock_timestamp() + $4 * interval '1 second')
     ON CONFLICT (pit) DO UPDATE SET revision = excluded.revision, kept_until = excluded.kept_until`,
    [pit, index, revision, seconds],
  )
}

function searchPoint({ pit, index_name, revision }: PointRow): SearchPoint {
  return { pit, index: index_name, revision: Number(revision) }
}
