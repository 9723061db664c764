import { Problem } from '../../domain/errors.ts'
import type { UnreadableRecord } from '../../ports/record-reader.ts'
import type { RawRecord } from '../../ports/source.ts'
import { cellsOfLine } from './cut-csv.ts'
import { type CutLine, cutLines, LONGEST_LINE, withoutMarks } from './cut-lines.ts'
import { headerNames, readCells } from './read-csv.ts'

/**
 * The records of a CSV in which each line is one, and user text stands between quotation marks that nobody balanced: a
 * line that does not come out in the header's width is read again without any quotation mark. Only for files whose cells
 * hold no line break. Decoded as strictly as any CSV, in constant memory, each record with its bytes.
 */
export async function* readLines(content: AsyncIterable<Buffer>): AsyncGenerator<RawRecord | UnreadableRecord> {
  let header: readonly string[] | null = null
  let number = 0
  for await (const line of cutLines(content)) {
    number++
    if (header === null) header = headerNames({ raw: line.raw, cells: cellsOf(line, null) })
    else if (line.isOverlong) yield overlong(line, number)
    else yield readCells({ raw: line.raw, cells: cellsOf(line, header.length) }, header, number)
  }
}

/** `width: null`: any. What fits neither way comes as it was cut first, for the sentence that puts it aside. */
function cellsOf({ raw }: CutLine, width: number | null): readonly string[] | null {
  const line = withoutMarks(raw).replace(/\r?\n$/, '')
  const quoted = cellsOfLine(line)
  if (quoted !== null && (width === null || quoted.length === width)) return quoted
  const bare = line.replaceAll('"', '').split(',')
  return width === null || bare.length === width ? bare : quoted
}

function overlong({ raw }: CutLine, number: number): UnreadableRecord {
  const message = `the line is longer than ${LONGEST_LINE} bytes: only its start is kept here`
  return { number, raw: Buffer.from(raw, 'latin1'), problem: new Problem('record.malformed', message) }
}
