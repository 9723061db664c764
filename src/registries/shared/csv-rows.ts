import type { RejectedRow } from '../../ports/registries.ts'
import { cutRecords } from '../../sources/shared/cut-csv.ts'
import { rejected } from './rejected.ts'

/** A row's cells by their column, and its bytes as Latin-1 text. */
export interface CellRow {
  readonly number: number
  readonly raw: string
  readonly cells: Readonly<Record<string, string>>
}

export interface CsvDialect {
  /** How a cell's bytes (as Latin-1 text) are read; null: they cannot be. */
  readonly decode: (cell: string) => string | null
  /** The one name under which a column is known, however its header spells it. */
  readonly nameOf: (column: string) => string
}

/** The rows of a CSV with a header, quoted by RFC 4180. Row 1 is the header; a header that comes again is passed over. */
export async function* csvRows(
  content: AsyncIterable<Buffer>,
  dialect: CsvDialect,
): AsyncGenerator<CellRow | RejectedRow> {
  let header: readonly string[] | null = null
  let first = ''
  let number = 0
  for await (const { raw, cells } of cutRecords(content)) {
    number++
    if (header === null) {
      header = (cells ?? []).map(dialect.nameOf)
      first = raw.trim()
    } else if (raw.trim() !== first) yield cellRow(number, raw, { cells, header, decode: dialect.decode })
  }
}

interface Cut {
  readonly cells: readonly string[] | null
  readonly header: readonly string[]
  readonly decode: CsvDialect['decode']
}

/** The cells by their column; or why not. */
export function cellRow(number: number, raw: string, { cells, header, decode }: Cut): CellRow | RejectedRow {
  if (cells === null) return rejected(number, raw, 'a quotation mark stands where none may')
  if (cells.length !== header.length) {
    return rejected(number, raw, `the row has ${cells.length} cells, the header ${header.length}`)
  }
  const row: Record<string, string> = {}
  for (const [index, name] of header.entries()) {
    const text = decode(cells[index] ?? '')
    if (text === null) return rejected(number, raw, `the cell “${name}” is not in the registry’s encoding`)
    row[name] = text.trim()
  }
  return { number, raw, cells: row }
}

/** A column's name without what copies change: case, blanks, underscores, marks. */
export function plainColumn(column: string): string {
  return column.toLowerCase().replace(/[^a-z0-9]+/g, '')
}

/** Names of the columns in the first line of a content. */
export function headerColumns(start: string, mark = ','): ReadonlySet<string> {
  const line = /^[^\r\n]*/.exec(start)?.[0] ?? ''
  return new Set(line.split(mark).map(plainColumn))
}
