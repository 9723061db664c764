import type { DataSource } from 'typeorm'

/**
 * Asks without reading the table from end to end. A statement that ends at a bound looks cheap that way; but ads of a
 * kind lie together as their files came, and where the reading begins elsewhere it passes all the others first.
 */
export function queryByIndex<Row>(dataSource: DataSource, sql: string, parameters: unknown[]): Promise<Row[]> {
  return dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL enable_seqscan = off')
    return manager.query<Row[]>(sql, parameters)
  })
}

/** A walk that has met too few by then goes on for too long: those that match lie elsewhere. */
const LONGEST_WALK_MS = 900
const QUERY_CANCELED = '57014'

/** Asks by walking an index in the order of the page, and passing what does not match. Null when that takes long. */
export async function queryInOrder<Row>(
  dataSource: DataSource,
  sql: string,
  parameters: unknown[],
): Promise<Row[] | null> {
  try {
    return await dataSource.transaction(async (manager) => {
      await manager.query(`SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off;
        SET LOCAL enable_sort = off; SET LOCAL statement_timeout = ${LONGEST_WALK_MS}`)
      return manager.query<Row[]>(sql, parameters)
    })
  } catch (problem) {
    if ((problem as { code?: string }).code === QUERY_CANCELED) return null
    throw problem
  }
}
