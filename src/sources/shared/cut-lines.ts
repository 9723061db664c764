/** A line of a CSV as Latin-1 text, with its end as it stood; what is longer than a line can be is cut short. */
export interface CutLine {
  readonly raw: string
  readonly isOverlong: boolean
}

/** A row of such a file is a kilobyte at most. Whoever writes a line without end must not fill the memory. */
export const LONGEST_LINE = 1024 * 1024

/** Cuts a content at its line feeds, and there alone. Blank lines are passed over; of an overlong one its start is given. */
export async function* cutLines(content: AsyncIterable<Buffer>): AsyncGenerator<CutLine> {
  let rest = ''
  let isInOverlong = false
  for await (const chunk of content) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!isInOverlong) yield* cutLine(`${line}\n`)
      isInOverlong = false
    }
    if (isInOverlong) rest = ''
    if (rest.length <= LONGEST_LINE) continue
    yield* cutLine(rest)
    isInOverlong = true
    rest = ''
  }
  if (!isInOverlong) yield* cutLine(rest)
}

function* cutLine(raw: string): Generator<CutLine> {
  if (withoutMarks(raw).trim() === '') return
  yield { raw: raw.slice(0, LONGEST_LINE), isOverlong: raw.length > LONGEST_LINE }
}

/** A byte-order mark may stand at the start of any line, where a tool has joined pieces. */
export function withoutMarks(line: string): string {
  return line.replace(/^(?:\u00ef\u00bb\u00bf)+/, '')
}
