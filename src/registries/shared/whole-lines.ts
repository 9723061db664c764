/** A physical line as Latin-1 text, without its end. */
export interface Line {
  /** Counted from 1, blank ones too. */
  readonly number: number
  readonly text: string
}

/** A line that goes on for longer is no record. */
const LONGEST = 4 * 1024 * 1024

/** The lines of a content, cut at LF or CR LF alone, in constant memory; an overlong one is cut there. */
export async function* wholeLines(content: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let rest = ''
  let number = 0
  let isFirst = true
  for await (const chunk of content) {
    const text = rest + chunk.toString('latin1')
    const lines = (isFirst ? withoutMark(text) : text).split('\n')
    isFirst = false
    rest = lines.pop() ?? ''
    for (const line of lines) yield { number: ++number, text: withoutReturn(line) }
    if (rest.length <= LONGEST) continue
    yield { number: ++number, text: rest }
    rest = ''
  }
  if (rest !== '') yield { number: ++number, text: withoutReturn(rest) }
}

export function withoutMark(text: string): string {
  return text.startsWith('\u00ef\u00bb\u00bf') ? text.slice(3) : text
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
