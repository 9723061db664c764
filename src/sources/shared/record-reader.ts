import type { Readable } from 'node:stream'
import { Problem } from '../../domain/errors.ts'
import type { RecordReader } from '../../ports/record-reader.ts'
import type { FileHead, HeadMark } from '../../ports/source.ts'
import { cutRecords } from './cut-csv.ts'
import { headerNames, readCsv } from './read-csv.ts'
import { readJson } from './read-json.ts'
import { readLines } from './read-lines.ts'

export const recordReader: RecordReader = {
  head: readHead,
  records: ({ shape, items }, content) => (shape === 'json' ? readJson(content, items) : READERS[shape](content)),
}

const READERS = { csv: readCsv, 'csv-lines': readLines } as const

/** How much of a file is looked at to tell what it is. */
const HEAD_BYTES = 65_536

async function readHead(content: Readable): Promise<FileHead> {
  const start = await startOf(content)
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

async function startOf(content: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= HEAD_BYTES) break
  }
  return Buffer.concat(chunks)
}

async function* oneChunk(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk
}
