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
