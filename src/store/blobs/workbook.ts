import { fromBufferPromise } from 'yauzl'
import { Problem } from '../../domain/errors.ts'
import { cutTokens } from './tokens.ts'

/** A workbook (.xlsx) is a zip of such parts: it is one content, and no archive of several. */
export function isWorkbook(members: readonly { readonly name: string }[]): boolean {
  const names = new Set(members.map(({ name }) => name))
  return names.has('[Content_Types].xml') && names.has('xl/workbook.xml')
}

const ZIP = 'PK\x03\x04'
const MOST_BYTES = 64 * 1024 ** 2
const MOST_PLAIN_BYTES = 2 * 1024 ** 3

/**
 * Packed as its parts are, no access token can be cut out of a workbook: one that holds any is refused. Of other contents
 * only the first bytes are read.
 * @throws {Problem} `file.unreadable`, `file.too_large`
 */
export async function refuseSecretsWithin(content: AsyncIterable<Buffer>): Promise<void> {
  const packed = await zipWithin(content)
  if (packed === null) return
  try {
    for await (const _part of cutTokens(partsOf(packed), refuse)) {
      // only looked through
    }
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem('file.unreadable', 'it is a damaged or cut workbook: get it again', { cause })
  }
}

function refuse(): never {
  const message =
    'it is a workbook that holds access tokens, which must not be kept: save its sheet as CSV, and bring that'
  throw new Problem('file.unreadable', message)
}

/** Null: it is no zip. */
async function zipWithin(content: AsyncIterable<Buffer>): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MOST_BYTES) throw new Problem('file.too_large', 'it is a workbook of more than 64 MiB')
    if (size - chunk.length < ZIP.length && size >= ZIP.length && !isZip(chunks)) return null
  }
  return size < ZIP.length ? null : Buffer.concat(chunks)
}

function isZip(start: readonly Buffer[]): boolean {
  return Buffer.concat(start).toString('latin1', 0, ZIP.length) === ZIP
}

async function* partsOf(packed: Buffer): AsyncGenerator<Buffer> {
  const zip = await fromBufferPromise(packed)
  let size = 0
  for await (const entry of zip.eachEntry()) {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      size += chunk.length
      if (size > MOST_PLAIN_BYTES)
        throw new Problem('file.too_large', 'it is a workbook that unpacks to more than 2 GiB')
      yield chunk
    }
  }
}
