import type { Readable } from 'node:stream'
import { Problem } from '../../domain/errors.ts'
import type { RecordReader } from '../../ports/record-reader.ts'
import type { FileHead, HeadMark } from '../../ports/source.ts'
import { cutRecords } from './cut-csv.ts'
import { headerNames, readCsv } from './read-csv.ts'
import { readJson } from './read-json.ts'
import { readLines } from './read-lines.ts'
import { readXlsx, xlsxHeader } from './xlsx/read-xlsx.ts'

export const recordReader: RecordReader = {
  head: readHead,
  records: ({ shape, items }, content) => (shape === 'json' ? readJson(content, items) : READERS[shape](content)),
}

const READERS = { csv: readCsv, 'csv-lines': readLines, xlsx: readXlsx } as const

/** How much of a file is looked at to tell what it is. */
const HEAD_BYTES = 65_536

async function readHead(content: Readable): Promise<FileHead> {
  const chunks = content[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>
  try {
    const start = await startOf(chunks)
    return isZip(start) ? { shape: 'xlsx', header: await xlsxHeader(goingOn(start, chunks)) } : await textHead(start)
  } finally {
    content.destroy()
  }
}

/** A content that is a zip is a workbook: archives were unpacked before. */
function isZip(start: Buffer): boolean {
  return start.subarray(0, 4).toString('latin1') === 'PK\x03\x04'
}

async function textHead(start: Buffer): Promise<FileHead> {
  if (start.length === 0) throw new Problem('file.unreadable', 'it is empty: get it again')
  if (start[0] === 0xff || start[0] === 0xfe) {
    throw new Problem('file.unreadable', 'it is not UTF-8 (it looks like UTF-16): save it as UTF-8')
  }
  const text = start
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/^<(?:!doctype html|html)\b/i.test(text)) {
    const message = 'it is a web page, not a file of records: perhaps one that asks to log in. Get the file again'
    throw new Problem('file.unreadable', message)
  }
  if (text.startsWith('{') || text.startsWith('[')) return { shape: 'json', start: text.slice(0, 16_384) }
  for await (const record of cutRecords(oneChunk(start))) {
    return { shape: 'csv', header: headerNames(record), marks: marksOf(start, record.raw) }
  }
  throw new Problem('file.unreadable', 'it holds nothing but blanks')
}

function marksOf(start: Buffer, header: string): readonly HeadMark[] {
  return [
    ...(start.subarray(0, 3).toString('hex') === 'efbbbf' ? (['byte_order_mark'] as const) : []),
    ...(header.endsWith('\r\n') ? (['crlf'] as const) : []),
  ]
}

async function startOf(content: AsyncIterator<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  while (size < HEAD_BYTES) {
    const { value, done } = await content.next()
    if (done === true) break
    chunks.push(value)
    size += value.length
  }
  return Buffer.concat(chunks)
}

async function* goingOn(start: Buffer, content: AsyncIterableIterator<Buffer>): AsyncGenerator<Buffer> {
  yield start
  yield* content
}

async function* oneChunk(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk
}
