import type { RejectedRow } from '../../ports/registries.ts'
import type { CellRow } from '../shared/csv-rows.ts'
import { rejected } from '../shared/rejected.ts'
import { isObject, wholeJson } from '../shared/whole-json.ts'
import { columnName } from './columns.ts'

/** An answer of the API: `{"REGISTRANTS_ACTIVE":{"ROW":[…]}}`, in which `ROW` of one row is that row, and of none missing. */
export async function* jsonRows(content: AsyncIterable<Buffer>): AsyncGenerator<CellRow | RejectedRow> {
  const answer = await wholeJson(content)
  for (const [index, row] of Object.values(answer).flatMap(rowsOf).entries()) {
    const raw = Buffer.from(JSON.stringify(row)).toString('latin1')
    if (isObject(row)) yield { number: index + 1, raw, cells: cellsOf(row) }
    else yield rejected(index + 1, raw, 'it is no object')
  }
}

function rowsOf(list: unknown): readonly unknown[] {
  const row = isObject(list) ? list['ROW'] : undefined
  if (Array.isArray(row)) return row
  return row === undefined || row === null ? [] : [row]
}

function cellsOf(row: Readonly<Record<string, unknown>>): Record<string, string> {
  const told = Object.entries(row).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return Object.fromEntries(told.map(([name, value]) => [columnName(name), String(value).trim()]))
}
