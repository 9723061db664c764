import type { RejectedRow } from '../../ports/registries.ts'
import { type CellRow, cellRow, plainColumn } from '../shared/csv-rows.ts'
import { fromUtf8 } from '../shared/decode.ts'
import { wholeLines } from '../shared/whole-lines.ts'

/** `dpl.txt`: cells quoted and parted by tabs, one row a line. */
export async function* tabbedRows(content: AsyncIterable<Buffer>): AsyncGenerator<CellRow | RejectedRow> {
  let header: readonly string[] | null = null
  for await (const { number, text } of wholeLines(content)) {
    if (text.trim() === '') continue
    const cells = text.split('\t').map(unquoted)
    if (header === null) header = cells.map(plainColumn)
    else yield cellRow(number, text, { cells, header, decode: fromUtf8 })
  }
}

function unquoted(cell: string): string {
  return /^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell
}
