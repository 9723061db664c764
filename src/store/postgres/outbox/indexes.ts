import type { DataSource } from 'typeorm'
import { Problem } from '../../../domain/errors.ts'
import type { KnownIndex, SearchOutbox } from '../../../ports/search-outbox.ts'
import { LOAD_LOCK } from '../load-transaction.ts'
import { asInstant, instantOrNull } from '../rows/held.ts'
import type { SearchIndexRow } from '../tables/search-outbox.ts'
import { insertPoint } from './points.ts'

type Indexes = Pick<SearchOutbox, 'archiveName' | 'indexes' | 'begin' | 'advance' | 'promote' | 'forget' | 'forgetAll'>

const RETIRE = `
UPDATE search_index SET state = 'retired', retired_at = now() WHERE state = 'live' AND name <> $1`
const PROMOTE = `
UPDATE search_index SET state = 'live', live_at = now(), retired_at = NULL WHERE name = $1`

/** Which indexes of this archive there are at the engine, and how far each is. */
export function outboxIndexes(dataSource: DataSource): Indexes {
  return {
    archiveName: async () => {
      const [{ archive }] = await dataSource.query('SELECT archive FROM search_indexer')
      return archive
    },
    indexes: () => indexes(dataSource),
    begin: async (name) => {
      await dataSource.transaction((manager) => insert(manager, name))
      const building = (await indexes(dataSource)).find(({ state }) => state === 'building')
      if (building === undefined)
        throw new Problem('job.running', 'The index that was being built is ready. Look again.')
      return building
    },
    advance: async (name, { copiedTo, isCopied, checkedTo }) => {
      await dataSource.query(
        `UPDATE search_index SET copied_to = coalesce($2, copied_to), is_copied = coalesce($3, is_copied),
           checked_to = coalesce($4, checked_to) WHERE name = $1`,
        [name, copiedTo ?? null, isCopied ?? null, checkedTo ?? null],
      )
    },
    promote: (name, opened) =>
      dataSource.transaction(async (manager) => {
        await manager.query(RETIRE, [name])
        await manager.query(PROMOTE, [name])
        if (opened !== null) await insertPoint(manager, opened.point, opened.seconds)
      }),
    forget: async (name) => {
      await dataSource.query('DELETE FROM search_index WHERE name = $1', [name])
    },
    forgetAll: () =>
      dataSource.transaction(async (manager) => {
        await manager.query('DELETE FROM search_index')
        await manager.query('TRUNCATE search_outbox')
      }),
  }
}

/**
 * A load that is under way notes nothing if it has seen no index, and is seen by no copy: the first index waits for its end.
 * One that is known stays so until this one is: another process may be about to forget it.
 */
async function insert(manager: Pick<DataSource, 'query'>, name: string): Promise<void> {
  const known: object[] = await manager.query('SELECT search_index.name FROM search_index LIMIT 1 FOR SHARE')
  if (known.length === 0) {
    await manager.query('SET LOCAL statement_timeout = 0')
    await manager.query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK])
  }
  await manager.query('INSERT INTO search_index (name) VALUES ($1) ON CONFLICT DO NOTHING', [name])
}

export async function indexes(dataSource: Pick<DataSource, 'query'>): Promise<KnownIndex[]> {
  const rows: SearchIndexRow[] = await dataSource.query('SELECT * FROM search_index ORDER BY created_at, name')
  return rows.map((row) => ({
    name: row.name,
    state: row.state,
    copiedTo: row.copied_to,
    isCopied: row.is_copied,
    checkedTo: row.checked_to,
    createdAt: asInstant(row.created_at),
    liveAt: instantOrNull(row.live_at),
    retiredAt: instantOrNull(row.retired_at),
  }))
}
