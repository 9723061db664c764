import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Problem } from '../../../domain/errors.ts'

/** The parts of a workbook, by their path in it: `xl/workbook.xml`. */
export interface WorkbookParts {
  readonly names: readonly string[]
  /** Decompressed. @throws {Problem} `file.unreadable`, `file.too_large`; also where there is no such part */
  readonly part: (name: string) => AsyncIterable<Buffer>
}

/** A zip is read from its end, so it is held as a whole; what it unpacks to is not. */
const MOST_BYTES = 64 * 1024 ** 2
const MOST_PLAIN_BYTES = 2 * 1024 ** 3
const MOST_PARTS = 2_000

/** @throws {Problem} `file.unreadable`, `file.too_large` */
export async function workbookParts(content: AsyncIterable<Buffer>): Promise<WorkbookParts> {
  const zip = await fromBufferPromise(await whole(content), { autoClose: false }).catch(unreadable)
  if (zip.entryCount > MOST_PARTS) throw new Problem('file.too_large', `it is a workbook of ${zip.entryCount} parts`)
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  } catch (cause) {
    return unreadable(cause)
  }
  return { names: [...entries.keys()], part: (name) => partBytes(zip, name, entries.get(name)) }
}

async function whole(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    if (size > MOST_BYTES) {
      const message = 'it is a workbook of more than 64 MiB: save its sheet as CSV, and bring that'
      throw new Problem('file.too_large', message)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function* partBytes(zip: ZipFile, name: string, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (entry === undefined) throw new Problem('file.unreadable', `it is no workbook: it holds no ${name}`)
  let checksum = 0
  let size = 0
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      size += chunk.length
      if (size > MOST_PLAIN_BYTES) throw new Problem('file.too_large', `its ${name} unpacks to more than 2 GiB`)
      checksum = crc32(chunk, checksum)
      yield chunk
    }
    if (checksum !== entry.crc32) throw new Error(`${name} has another checksum`)
  } catch (cause) {
    unreadable(cause)
  }
}

function unreadable(cause: unknown): never {
  if (cause instanceof Problem) throw cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  throw new Problem('file.unreadable', `it is a damaged or cut workbook (${reason}): get it again`, { cause })
}
