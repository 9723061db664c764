import type { DataSource } from 'typeorm'
import type { SearchPoint } from '../../src/ports/search-engine.ts'
import { openDatabase } from '../../src/store/postgres/data-source.ts'
import type { Indexed } from './indexed.ts'

export interface Unlike {
  /** The archive has these, the index has not. */
  readonly skipped: string[]
  readonly tooMany: string[]
  /** Of another revision. */
  readonly stale: string[]
}

export const ALIKE: Unlike = { skipped: [], tooMany: [], stale: [] }

/** How what a point in time shows differs from what the archive held at its revision, by SQL that is not the product's. */
export async function unlike({ engine }: Pick<Indexed, 'engine'>, database: DataSource, point: SearchPoint) {
  const rows: { id: string; revision: string }[] = await database.query(
    `SELECT disclosure_id AS id, from_revision AS revision FROM disclosure_state
     WHERE from_revision <= $1 AND coalesce(to_revision > $1, true)`,
    [point.revision],
  )
  const expected = new Map(rows.map(({ id, revision }) => [id, Number(revision)]))
  const found: Unlike = { skipped: [], tooMany: [], stale: [] }
  for await (const { id, version } of engine.documents(point.pit, { from: '0', to: null, withBody: false })) {
    const revision = expected.get(id)
    if (revision === undefined) found.tooMany.push(id)
    else if (revision !== version) found.stale.push(id)
    expected.delete(id)
  }
  found.skipped.push(...expected.keys())
  return found
}

/** The newest point in time that searches go to. */
export async function newestPoint({ deps }: Indexed): Promise<SearchPoint> {
  const point = await deps.outbox.point(null)
  if (point === null) throw new Error('nothing can be searched')
  return point
}

/** The same at the newest point in time that searches go to. */
export async function unlikeNow(indexed: Indexed, database: DataSource): Promise<Unlike> {
  return unlike(indexed, database, await newestPoint(indexed))
}

/** A pool of connections of its own, as another process has it. */
export function anotherPool(database: DataSource): Promise<DataSource> {
  return openDatabase(urlOf(database))
}

export function urlOf(database: DataSource): string {
  const { options } = database
  if (!('url' in options) || options.url === undefined) throw new Error('a database without an address')
  return options.url
}
