import { malformed, type Table, type TableRow } from './read-table.ts'

/** Rows of a run by id, checked against the ids there must be: each once, none unknown, each with its reason. */
export function rowsById(output: Table, column: string, expected: ReadonlySet<string>): ReadonlyMap<string, TableRow> {
  const rows = new Map<string, TableRow>()
  for (const row of output.rows) {
    const id = row.cell(column)
    const place = { line: row.line, column }
    if (!expected.has(id)) throw malformed(output.file, place, `“${id}” is unknown: it is not among those asked for`)
    if (rows.has(id)) throw malformed(output.file, place, `“${id}” stands there twice`)
    rows.set(id, row)
  }
  const missing = [...expected].find((id) => !rows.has(id))
  if (missing === undefined) return rows
  const end = output.rows.at(-1)?.line ?? 1
  throw malformed(output.file, { line: end, column }, `“${missing}” is missing: the file ends without it`)
}

/** Reads a probability. @throws {Problem} where it is none. */
export function probability(output: Table, row: TableRow, column: string): number {
  const text = row.cell(column)
  const value = /^(\d+(\.\d*)?|\.\d+)(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  if (value >= 0 && value <= 1) return value
  throw malformed(output.file, { line: row.line, column }, `“${text}” is no number from 0 to 1`)
}

/** @throws {Problem} where a decision has no reason. */
export function mustHaveReason(output: Table, row: TableRow): void {
  if (row.cell('reason').trim() !== '') return
  throw malformed(output.file, { line: row.line, column: 'reason' }, 'the reason is empty')
}

/** One of a closed list. */
export function oneOf<Value extends string>(
  output: Table,
  row: TableRow,
  { column, values }: { readonly column: string; readonly values: readonly Value[] },
): Value {
  const value = values.find((each) => each === row.cell(column))
  if (value !== undefined) return value
  const message = `“${row.cell(column)}” is none of ${values.join(', ')}`
  throw malformed(output.file, { line: row.line, column }, message)
}

/** The id of each row: its cell, or prefix and number where the file has no such column. No id may come twice. */
export function idsOf(table: Table, column: string, prefix: string): readonly string[] {
  const seen = new Set<string>()
  return table.rows.map((row) => {
    const id = table.columns.has(column) ? row.cell(column) : `${prefix}${row.number}`
    if (id === '') throw malformed(table.file, { line: row.line, column }, 'the id is empty')
    if (seen.has(id)) throw malformed(table.file, { line: row.line, column }, `“${id}” stands there twice`)
    seen.add(id)
    return id
  })
}
