import { createHash } from 'node:crypto'
import type { ReleaseChange, ReleaseManifest, ReleaseRow } from '../../../src/ports/releases.ts'
import { tableNamed } from '../../../src/store/postgres/releases/tables.ts'
import { csvFilesOf, releasedRows } from './released.ts'

/** The tables of a researcher: rows by table and key. */
export type Tables = Map<string, ReleaseRow>

/** What a release holds. */
export function tablesOf(manifest: ReleaseManifest, folder: string): Tables {
  const tables: Tables = new Map()
  for (const { table } of manifest.totals) {
    for (const file of csvFilesOf(manifest, table)) {
      for (const row of releasedRows(folder, file)) tables.set(keyOf(table, row), row)
    }
  }
  return tables
}

/** Applies changes by key, whatever their order. */
export function apply(tables: Tables, changes: readonly ReleaseChange[]): void {
  for (const { table, change, row } of changes) {
    if (change === 'removed') tables.delete(keyOf(table, row))
    else tables.set(keyOf(table, row), row)
  }
}

/** Rows by key, in one order. */
export function sorted(tables: Tables): Record<string, ReleaseRow> {
  return Object.fromEntries([...tables].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export function hashOf(tables: Tables): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(tables)))
    .digest('hex')
}

function keyOf(name: Parameters<typeof tableNamed>[0], row: ReleaseRow): string {
  const { columns, key } = tableNamed(name)
  return JSON.stringify([name, ...key.map((part) => row[columns.findIndex((column) => column.name === part)])])
}
