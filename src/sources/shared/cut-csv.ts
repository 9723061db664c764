/** A record of a CSV as Latin-1 text; `cells` is null where its quoting is broken. */
export interface CutRecord {
  readonly raw: string
  readonly cells: readonly string[] | null
}

/** A quoted cell that goes on for longer was never closed. */
const LONGEST_RECORD = 16 * 1024 * 1024

/**
 * Cuts a CSV (RFC 4180, LF or CRLF, byte-order mark or none) into records. Our own, since a lost quotation mark must
 * cost one record: where a record is broken and spans lines, its first line is given up and reading goes on behind it.
 * A CSV library either stops there or swallows rows until the next quotation mark.
 */
export async function* cutRecords(content: AsyncIterable<Buffer>): AsyncGenerator<CutRecord> {
  let text = ''
  let isFirst = true
  let width = 0
  for await (const chunk of batched(content)) {
    text += isFirst ? withoutMark(chunk.toString('latin1')) : chunk.toString('latin1')
    isFirst = false
    const { records, rest } = cutAll(text, false, width)
    width = width || (records[0]?.cells?.length ?? 0)
    yield* records
    text = rest
  }
  yield* cutAll(text, true, width).records
}

/** The same of a content that is there as a whole, in letters of whatever kind. */
export function cutText(text: string): readonly CutRecord[] {
  return cutAll(withoutMark(text.replace(/^\ufeff/, '')), true, 0).records
}

/** Small chunks are joined, so that a record is not tried again for each. */
async function* batched(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pending: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    pending.push(chunk)
    size += chunk.length
    if (size < 262_144) continue
    yield Buffer.concat(pending)
    pending = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(pending)
}

function withoutMark(text: string): string {
  return text.startsWith('\u00ef\u00bb\u00bf') ? text.slice(3) : text
}

function cutAll(text: string, isEnd: boolean, knownWidth: number): { records: CutRecord[]; rest: string } {
  const records: CutRecord[] = []
  let width = knownWidth
  let at = 0
  while (at < text.length) {
    const cut = cutOne(text, at, isEnd, width)
    if (cut === null) break
    const raw = text.slice(at, cut.end)
    at = cut.end
    if (raw.trim() === '') continue
    records.push({ raw, cells: cut.cells })
    width = width || (cut.cells?.length ?? 0)
  }
  return { records, rest: text.slice(at) }
}

/** The cells of one line by itself, without its end; null where its quoting is broken or goes on behind it. */
export function cellsOfLine(line: string): readonly string[] | null {
  const cut = parse(line, 0, true)
  return cut !== null && cut.end === line.length ? cut.cells : null
}

interface Cut {
  readonly cells: readonly string[] | null
  readonly end: number
}

/** The record at `at`, or null while its end has not come. */
function cutOne(text: string, at: number, isEnd: boolean, width: number): Cut | null {
  const cut = parse(text, at, isEnd)
  const isOverlong = text.length - at > LONGEST_RECORD
  if (cut === null && !isEnd && !isOverlong) return null
  if (cut?.cells != null && (width === 0 || cut.cells.length === width)) return cut
  const lineEnd = endOfLine(text, at)
  if (cut === null || cut.cells === null) return { cells: null, end: lineEnd }
  // The right quoting and the wrong width: a lost mark shows in that the next line is a record of its own.
  const next = lineEnd < cut.end ? parse(text, lineEnd, isEnd) : null
  return next?.cells?.length === width ? { cells: null, end: lineEnd } : cut
}

function parse(text: string, start: number, isEnd: boolean): Cut | null {
  const cells: string[] = []
  let at = start
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at)
    if (cell === null) return null
    cells.push(cell.value)
    at = cell.end
    if (text[at] !== ',') break
    at++
  }
  const length = endMark(text, at, isEnd)
  if (length === null) return null
  return length < 0 ? { cells: null, end: at } : { cells, end: at + length }
}

/** How many characters end the record here: null when more text must come, -1 when something else stands here. */
function endMark(text: string, at: number, isEnd: boolean): number | null {
  const rest = text.slice(at, at + 2)
  if (rest.startsWith('\n')) return 1
  if (rest === '\r\n') return 2
  if (isEnd && rest.trim() === '') return rest.length
  return rest === '' || rest === '\r' ? null : -1
}

interface Cell {
  readonly value: string
  readonly end: number
}

function quotedCell(text: string, start: number): Cell | null {
  let at = start + 1
  let isDoubled = false
  for (;;) {
    const mark = text.indexOf('"', at)
    if (mark < 0) return null
    if (text[mark + 1] !== '"') {
      const inner = text.slice(start + 1, mark)
      return { value: isDoubled ? inner.replaceAll('""', '"') : inner, end: mark + 1 }
    }
    isDoubled = true
    at = mark + 2
  }
}

const BARE = /[^,\n]*/y

function bareCell(text: string, start: number): Cell {
  BARE.lastIndex = start
  const run = BARE.exec(text)?.[0] ?? ''
  const value = run.endsWith('\r') && text[start + run.length] !== ',' ? run.slice(0, -1) : run
  return { value, end: start + value.length }
}

function endOfLine(text: string, at: number): number {
  const index = text.indexOf('\n', at)
  return index < 0 ? text.length : index + 1
}
