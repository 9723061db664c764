import { existsSync } from 'node:fs'
import { readTable, type Table, type WantedColumns } from './read-table.ts'

/** A table that a run may lack: null where there is no such file. */
export async function readIfThere(path: string, columns: WantedColumns): Promise<Table | null> {
  return existsSync(path) ? await readTable(path, columns) : null
}
