import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { Problem } from '../../domain/errors.ts'
import type { UnreadableRecord } from '../../ports/record-reader.ts'
import type { RawRecord } from '../../ports/source.ts'

/** One JSON document is read whole; a larger one comes as a JSON object a line, which streams. */
const LARGEST_DOCUMENT = 64 * 1024 * 1024

/**
 * The ads of a JSON content: an answer with `data`, an array, one ad, or one ad a line. Record 1 is the first ad.
 * @throws {Problem} `file.unreadable` when it is no JSON, `file.too_large`
 */
export async function* readJson(content: AsyncIterable<Buffer>): AsyncGenerator<RawRecord | UnreadableRecord> {
  const source = content[Symbol.asyncIterator]()
  const start = await firstBytes(source)
  const whole = joined(start, source)
  if (isObjectALine(start.toString('utf8'))) yield* readLines(whole)
  else yield* readDocument(whole)
}

async function firstBytes(source: AsyncIterator<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for (let size = 0; size < 65_536; ) {
    const { value, done } = await source.next()
    if (done) break
    chunks.push(value)
    size += value.length
  }
  return Buffer.concat(chunks)
}

async function* joined(start: Buffer, source: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield start
  yield* { [Symbol.asyncIterator]: () => source }
}

/** The first line is an object by itself, and another line follows. */
function isObjectALine(start: string): boolean {
  const [first = '', second = ''] = start.split('\n', 2)
  return second.trim().startsWith('{') && parseOrNull(first) !== null
}

async function* readLines(content: AsyncIterable<Buffer>): AsyncGenerator<RawRecord | UnreadableRecord> {
  let number = 0
  for await (const line of createInterface({ input: Readable.from(content), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    number++
    yield asRecord(parseOrNull(line), number, line)
  }
}

async function* readDocument(content: AsyncIterable<Buffer>): AsyncGenerator<RawRecord | UnreadableRecord> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    if (size > LARGEST_DOCUMENT) {
      throw new Problem(
        'file.too_large',
        'it is one JSON document of more than 64 MiB: bring it as one ad a line (NDJSON)',
      )
    }
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\ufeff/, '')
  const document = parseOrNull(text)
  if (document === null) throw new Problem('file.unreadable', 'it is not complete JSON: get it again')
  for (const [index, item] of itemsOf(document).entries()) yield asRecord(item, index + 1, JSON.stringify(item))
}

function itemsOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document
  const data = (document as { data?: unknown }).data
  return Array.isArray(data) ? data : [document]
}

function asRecord(item: unknown, number: number, text: string): RawRecord | UnreadableRecord {
  const raw = Buffer.from(text)
  if (typeof item === 'object' && item !== null && !Array.isArray(item) && !/\\u0000|\0/.test(text)) {
    return { number, raw, value: item as Record<string, unknown> }
  }
  const message = item === null ? 'the line is not JSON' : 'it is not a JSON object of clean text'
  return { number, raw, problem: new Problem('record.malformed', message) }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
