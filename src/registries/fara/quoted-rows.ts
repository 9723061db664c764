import type { RejectedRow } from '../../ports/registries.ts'
import { type CellRow, cellRow } from '../shared/csv-rows.ts'
import { fromWindows1252 } from '../shared/decode.ts'
import { rejected } from '../shared/rejected.ts'
import { type Line, wholeLines } from '../shared/whole-lines.ts'

/** So many lines may one record go over: RG-2 knows two. */
const MOST_LINES = 20

/**
 * The rows of the Department's own files, in which every cell is quoted and quotation marks within are mostly not doubled
 * (RG-3): cells are cut at `","` alone, so that a mark within a cell is text. A row with too few cells goes on in the next
 * line (RG-2), unless that is a whole row itself; what does not come out in the header's width is rejected, line by line.
 * Windows-1252 (RG-1).
 */
export async function* quotedRows(
  content: AsyncIterable<Buffer>,
  nameOf: (column: string) => string,
): AsyncGenerator<CellRow | RejectedRow> {
  let header: readonly string[] | null = null
  let open: readonly Line[] = []
  for await (const line of wholeLines(content)) {
    if (line.text.trim() === '' && open.length === 0) continue
    if (header === null) {
      header = cellsOf(line.text)?.map(nameOf) ?? []
      continue
    }
    const goesOn = open.length > 0 && isWhole(line.text, header.length) ? given(open) : null
    if (goesOn !== null) {
      yield* goesOn
      open = []
    }
    open = [...open, line]
    if (!isFull(open, header.length)) continue
    yield* rowOf(open, header)
    open = []
  }
  yield* given(open)
}

/** Nothing more may belong to it: enough cells and closed, or too much of it. */
function isFull(open: readonly Line[], width: number): boolean {
  const text = joined(open)
  const count = text.split('","').length
  return (count >= width && text.endsWith('"')) || count > width || open.length >= MOST_LINES
}

function isWhole(text: string, width: number): boolean {
  return cellsOf(text)?.length === width
}

function* rowOf(open: readonly Line[], header: readonly string[]): Generator<CellRow | RejectedRow> {
  const text = joined(open)
  const cells = cellsOf(text)
  if (cells === null || cells.length !== header.length) yield* given(open)
  else yield cellRow(open[0]?.number ?? 0, text, { cells, header, decode: fromWindows1252 })
}

/** Each of the lines by itself: which of them is broken nobody knows. */
function* given(open: readonly Line[]): Generator<RejectedRow> {
  for (const { number, text } of open) {
    yield rejected(number, text, 'its quotation marks do not come out in as many cells as the header has')
  }
}

/** The line break within a cell is a blank in what it says. */
function joined(open: readonly Line[]): string {
  return open.map(({ text }) => text).join('\n')
}

/** Null where the line is not one of quoted cells. A doubled mark is one. */
function cellsOf(text: string): readonly string[] | null {
  const line = text.trimEnd()
  if (line.length < 2 || !line.startsWith('"') || !line.endsWith('"')) return null
  return line
    .slice(1, -1)
    .split('","')
    .map((cell) => cell.replaceAll('""', '"'))
}
