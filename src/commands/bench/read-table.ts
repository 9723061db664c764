import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { BrokenCsv, type CsvRecord, csvRecords } from '../../csv-records.ts'
import { Problem } from '../../domain/errors.ts'

/** A CSV of questions or answers, read as a whole. Columns that were not asked for are dropped while reading. */
export interface Table {
  /** The file's name without its folder, for messages and for `run.json`. */
  readonly file: string
  /** Of the bytes as they lie there, compressed or not; hex. */
  readonly sha256: string
  /** Those asked for that are there. */
  readonly columns: ReadonlySet<string>
  readonly rows: readonly TableRow[]
}

export interface TableRow {
  /** Where the row begins; the header stands on line 1. */
  readonly line: number
  /** 1 is the first row behind the header. */
  readonly number: number
  /** The cell as published; empty where the file has no such column. */
  cell(column: string): string
}

export interface WantedColumns {
  readonly required: readonly string[]
  readonly optional?: readonly string[]
}

/**
 * Reads a CSV (RFC 4180, UTF-8, a header; plain or gzip, told by its first bytes).
 * @throws {Problem} `file.missing`, `file.unreadable`, and with file, line and column `record.malformed`, `record.unreadable_text`.
 */
export async function readTable(path: string, { required, optional = [] }: WantedColumns): Promise<Table> {
  const file = basename(path)
  const bytes = await bytesOf(path)
  const [header, ...records] = recordsOf(file, textOf(file, unpacked(file, bytes)))
  if (header === undefined) throw malformed(file, { line: 1 }, 'there is no header')
  const places = placesOf(file, header.cells, { required, optional })
  const rows = records.map(({ cells, line }, index): TableRow => {
    if (cells.length !== header.cells.length) {
      throw malformed(file, { line }, `the row has ${cells.length} cells, the header ${header.cells.length}`)
    }
    const wanted = new Map([...places].map(([column, place]) => [column, cells[place] ?? '']))
    return { line, number: index + 1, cell: (column) => wanted.get(column) ?? '' }
  })
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), columns: new Set(places.keys()), rows }
}

export interface Place {
  readonly line: number
  readonly column?: string
}

/** Bad input, with where it stands. */
export function malformed(file: string, { line, column }: Place, reason: string): Problem {
  const where = column === undefined ? `line ${line}` : `line ${line}, column ${column}`
  return new Problem('record.malformed', `${file}, ${where}: ${reason}`, { details: { file, line, column } })
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    const isMissing = 'code' in cause && cause.code === 'ENOENT'
    const message = isMissing ? `there is no file ${path}` : `${path} cannot be read: ${cause.message}`
    throw new Problem(isMissing ? 'file.missing' : 'file.unreadable', message, { cause })
  }
}

function unpacked(file: string, bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes)
  } catch (cause) {
    throw new Problem('file.unreadable', `${file}: the gzip is damaged or breaks off`, { cause })
  }
}

function textOf(file: string, bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start)
    if (!isUtf8(bytes.subarray(start, end < 0 ? bytes.length : end))) break
    start = end + 1
  }
  const message = `${file}, line ${line}: the text is not UTF-8`
  throw new Problem('record.unreadable_text', message, { details: { file, line } })
}

function recordsOf(file: string, text: string): readonly CsvRecord[] {
  try {
    return csvRecords(text)
  } catch (problem) {
    if (!(problem instanceof BrokenCsv)) throw problem
    throw malformed(file, { line: problem.line }, `the quoting is broken (${problem.code})`)
  }
}

function placesOf(file: string, header: readonly string[], { required, optional = [] }: WantedColumns) {
  const places = new Map<string, number>()
  for (const column of [...required, ...optional]) {
    const place = header.indexOf(column)
    if (place < 0) continue
    if (header.lastIndexOf(column) !== place)
      throw malformed(file, { line: 1, column }, 'the column stands there twice')
    places.set(column, place)
  }
  const missing = required.find((column) => !places.has(column))
  if (missing !== undefined) throw malformed(file, { line: 1, column: missing }, 'the column is missing')
  return places
}
