import { isUtf8 } from 'node:buffer'
import { Problem } from '../../domain/errors.ts'
import { unstorable } from '../../domain/storable.ts'
import type { UnreadableRecord } from '../../ports/record-reader.ts'
import type { RawRecord } from '../../ports/source.ts'
import { jsonOrNull } from './answer-json.ts'
import { documentItems, type ItemPaths, itemsOf } from './cut-json.ts'
import { withIdsAsText } from './ids-as-text.ts'
import { overlongRecord } from './longest-record.ts'

/** One JSON document is read whole; a larger one comes as a JSON object a line, which streams. */
const LARGEST_DOCUMENT = 64 * 1024 * 1024

const LINE_FEED = 10

/**
 * The ads of a JSON content: an answer with its records at one of the `paths`, an array, one ad, or one of these a line. Record 1 is the first ad. Bytes
 * travel as Latin-1 text, one character a byte, so that what cannot be read is still there byte for byte.
 * @throws {Problem} `file.unreadable` when it is no JSON, `file.too_large`
 */
export async function* readJson(
  content: AsyncIterable<Buffer>,
  paths?: ItemPaths,
): AsyncGenerator<RawRecord | UnreadableRecord> {
  let text = ''
  let isALine: boolean | null = null
  let number = 0
  for await (const chunk of content) {
    const isFirst = text === '' && number === 0
    const added = chunk.toString('latin1')
    text += isFirst ? added.replace(/^\u00ef\u00bb\u00bf/, '') : added
    // Nothing new can be told before a line ends, and looking at a long one for each chunk would take for ever.
    const hasEnd = chunk.includes(LINE_FEED)
    if (isFirst || hasEnd) isALine ??= isObjectALine(text)
    refuseLarge(text, isALine === true)
    if (isALine !== true || !hasEnd) continue
    const end = text.lastIndexOf('\n') + 1
    for (const line of itemsOfLines(text.slice(0, end), paths)) yield asRecord(line, ++number)
    text = text.slice(end)
  }
  isALine ??= isObjectALine(`${text}\n`)
  const rest = isALine === true ? itemsOfLines(text, paths) : documentItems(text, paths)
  for (const item of rest) yield asRecord(item, ++number)
}

/**
 * The first line is an object by itself and more follows; or it is broken, and the second is one by itself. A line that
 * ends in an open mark begins a document that is laid out over lines. Null while that cannot be told.
 */
function isObjectALine(text: string): boolean | null {
  const start = text.trimStart()
  if (start !== '' && !start.startsWith('{')) return false
  const [first = '', second] = lines(start, 2)
  if (second === undefined || second.trim() === '') return null
  if (jsonOrNull(first) !== null) return true
  if (/[[{,]\s*$/.test(first)) return false
  return second.endsWith('\n') ? jsonOrNull(second) !== null : null
}

/** The first lines, each with its end; the last may go on. */
function lines(text: string, count: number): string[] {
  const found: string[] = []
  let at = 0
  while (found.length < count && at < text.length) {
    const end = text.indexOf('\n', at) + 1 || text.length
    found.push(text.slice(at, end))
    at = end
  }
  return found
}

function refuseLarge(text: string, isALine: boolean): void {
  if (text.length <= LARGEST_DOCUMENT) return
  if (isALine) throw new Problem('file.too_large', 'one of its lines is longer than 64 MiB')
  throw new Problem('file.too_large', 'it is one JSON document of more than 64 MiB: bring it as one ad a line (NDJSON)')
}

/** Each line is an ad, or a page of ads as the API answers; one that is not JSON is a record of its own, unreadable. */
function itemsOfLines(text: string, paths?: ItemPaths): string[] {
  const all = text.split('\n').filter((line) => line.trim() !== '')
  return all.flatMap((line) => {
    const document = jsonOrNull(line)
    return document === null ? [line] : itemsOf(document, line, paths)
  })
}

function asRecord(item: string, number: number): RawRecord | UnreadableRecord {
  const raw = Buffer.from(item.trim(), 'latin1')
  const fail = (code: 'record.malformed' | 'record.unreadable_text', message: string): UnreadableRecord => {
    return { number, raw, problem: new Problem(code, message) }
  }
  const overlong = overlongRecord(number, raw)
  if (overlong !== null) return overlong
  if (!isUtf8(raw)) return fail('record.unreadable_text', 'the record is not UTF-8')
  const value = jsonOrNull(withIdsAsText(raw.toString('utf8')))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail('record.malformed', 'the record is not a JSON object')
  }
  const trouble = unstorable(value)
  return trouble === null
    ? { number, raw, value: value as Record<string, unknown> }
    : fail('record.unreadable_text', trouble)
}
