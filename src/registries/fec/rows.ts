import type { RejectedRow } from '../../ports/registries.ts'
import { cutRecords } from '../../sources/shared/cut-csv.ts'
import { wholeLines } from '../shared/whole-lines.ts'

/** A row's cells by their column. */
export interface FecRow {
  readonly number: number
  readonly raw: string
  readonly cells: Readonly<Record<string, string>>
}

/** RG-7: nothing is quoted, and a `"` is text. Latin-1. */
export async function* pipeRows(
  content: AsyncIterable<Buffer>,
  columns: readonly string[],
): AsyncGenerator<FecRow | RejectedRow> {
  for await (const { number, text } of wholeLines(content)) {
    if (text.trim() === '') continue
    const cells = text.split('|')
    if (cells.length === columns.length) yield { number, raw: text, cells: named(columns, cells) }
    else yield rejected(number, text, `the row has ${cells.length} cells, not ${columns.length}`)
  }
}

/** Copies with a header, written as CSV: quoted by RFC 4180. */
export async function* csvRows(content: AsyncIterable<Buffer>): AsyncGenerator<FecRow | RejectedRow> {
  let header: readonly string[] | null = null
  let number = 0
  for await (const { raw, cells } of cutRecords(content)) {
    number++
    if (header === null) header = (cells ?? []).map((name) => name.trim().toUpperCase())
    else if (cells === null) yield rejected(number, raw, 'a quotation mark stands where none may')
    else if (cells.length !== header.length) {
      yield rejected(number, raw, `the row has ${cells.length} cells, the header ${header.length}`)
    } else yield { number, raw, cells: named(header, cells) }
  }
}

function named(columns: readonly string[], cells: readonly string[]): Record<string, string> {
  const row: Record<string, string> = {}
  for (const [index, name] of columns.entries()) row[name] = (cells[index] ?? '').trim()
  return row
}

export function rejected(number: number, raw: string, reason: string): RejectedRow {
  return { number, raw: Buffer.from(raw, 'latin1'), reason }
}
