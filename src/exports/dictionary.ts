import { type Cell, csvHeader, csvRow } from '../domain/csv.ts'
import type { ReleaseTable } from '../ports/releases.ts'

const COLUMNS = ['table', 'column', 'kind', 'unit', 'is_key', 'meaning'] as const

/** Every column of every table, as CSV. */
export function dictionary(tables: readonly ReleaseTable[]): string {
  const rows = tables.flatMap(({ name, key, columns }) =>
    columns.map((column) =>
      csvRow(
        [name, column.name, column.kind, column.unit, String(key.includes(column.name)), column.meaning].map(textCell),
      ),
    ),
  )
  return csvHeader(COLUMNS) + rows.join('')
}

function textCell(value: string | null): Cell {
  return { kind: 'text', value }
}
