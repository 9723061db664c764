import { isUtf8 } from 'node:buffer'
import { Problem } from '../../domain/errors.ts'
import type { UnreadableRecord } from '../../ports/record-reader.ts'
import type { RawRecord } from '../../ports/source.ts'
import { type CutRecord, cutRecords } from './cut-csv.ts'
import { overlongRecord } from './longest-record.ts'

/**
 * The records of a CSV with a header, in constant memory. Bytes travel as Latin-1 text, one character a byte, so that a
 * record that cannot be read is still there byte for byte; cells are decoded as UTF-8, strictly.
 */
export async function* readCsv(content: AsyncIterable<Buffer>): AsyncGenerator<RawRecord | UnreadableRecord> {
  let header: readonly string[] | null = null
  let number = 0
  for await (const record of cutRecords(content)) {
    number++
    if (header === null) header = headerNames(record)
    else yield readCells(record, header, number)
  }
}

/** Column names, in order. Unnamed ones are `column_1`…; a repeated name gets `#2`, so that no cell hides another. */
export function headerNames(record: CutRecord): string[] {
  const seen = new Map<string, number>()
  return (record.cells ?? []).map((cell, index) => {
    const name = (decode(cell) ?? '').trim() || `column_${index + 1}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name}#${count}`
  })
}

/** The cells by their column, decoded; or why not: too long, broken quoting, another width than the header’s, no UTF-8. */
export function readCells(record: CutRecord, header: readonly string[], number: number): RawRecord | UnreadableRecord {
  const raw = Buffer.from(record.raw, 'latin1')
  const fail = (problem: Problem): UnreadableRecord => ({ number, raw, problem })
  const overlong = overlongRecord(number, raw)
  if (overlong !== null) return overlong
  if (record.cells === null) {
    return fail(
      new Problem('record.malformed', 'a quotation mark stands where none may: the record cannot be cut into cells'),
    )
  }
  if (record.cells.length !== header.length) {
    const message = `the record has ${record.cells.length} cells, the header ${header.length}`
    return fail(new Problem('record.malformed', message))
  }
  const value: Record<string, string> = {}
  for (const [index, name] of header.entries()) {
    const text = decode(record.cells[index] ?? '')
    if (text === null) {
      return fail(new Problem('record.unreadable_text', `the cell “${name}” is not UTF-8, or holds a NUL character`))
    }
    value[name] = text
  }
  return { number, raw, value }
}

/** Null when the bytes are not UTF-8 or hold a NUL, which no database text may. */
function decode(cell: string): string | null {
  if (cell.includes('\0')) return null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the point is to find what is not ASCII
  if (/^[\x00-\x7f]*$/.test(cell)) return cell
  const bytes = Buffer.from(cell, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : null
}
