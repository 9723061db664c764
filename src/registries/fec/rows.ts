import type { RejectedRow } from '../../ports/registries.ts'
import { type CellRow, cellRow } from '../shared/csv-rows.ts'
import { wholeLines } from '../shared/whole-lines.ts'

/** RG-7: nothing is quoted, and a `"` is text. Latin-1. */
export async function* pipeRows(
  content: AsyncIterable<Buffer>,
  columns: readonly string[],
): AsyncGenerator<CellRow | RejectedRow> {
  for await (const { number, text } of wholeLines(content)) {
    if (text.trim() !== '') yield cellRow(number, text, { cells: text.split('|'), header: columns, decode: asLatin1 })
  }
}

/** FEC writes Latin-1; a NUL no database text may hold. */
export function asLatin1(cell: string): string | null {
  return cell.includes('\0') ? null : cell
}
