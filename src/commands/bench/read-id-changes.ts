import type { IdChange } from '../../sponsors/resolution.ts'
import { malformed, readTable, type Table } from './read-table.ts'

const COLUMNS = { required: ['platform', 'old_id', 'new_id'], optional: ['date', 'source'] }

/** A list of account ids that a platform replaced. @throws {Problem} on what cannot be read, with line and column. */
export async function readIdChanges(
  path: string,
): Promise<{ readonly table: Table; readonly changes: readonly IdChange[] }> {
  const table = await readTable(path, COLUMNS)
  const changes = table.rows.map((row) => {
    for (const column of COLUMNS.required) {
      if (row.cell(column).trim() === '') throw malformed(table.file, { line: row.line, column }, 'the cell is empty')
    }
    const [formerId, id] = [row.cell('old_id').trim(), row.cell('new_id').trim()]
    return { platform: row.cell('platform').trim().toLowerCase(), formerId, id }
  })
  return { table, changes }
}
