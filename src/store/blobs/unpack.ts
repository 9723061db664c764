import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { Problem } from '../../domain/errors.ts'
import { isWorkbook } from './workbook.ts'
import { type ZipMember, zipMembers } from './zip.ts'

/** A content within a file: the file itself, or a member of the archive that it is. */
export interface PackedContent {
  readonly member: string | null
  /** Decompressed, as received. Throws Problem `file.unreadable` or `file.too_large`. */
  readonly bytes: () => AsyncIterable<Buffer>
}

/** Limits on real bytes, not on what an archive says of itself. */
const MOST_BYTES = 20 * 1024 ** 3
const MOST_RATIO = 200
/** A small file may well shrink two hundredfold. */
const RATIO_COUNTS_FROM = 64 * 1024 ** 2

/** A local header, or the end of a zip without members. */
const ZIP_MAGICS = ['504b0304', '504b0506']

/** What a file holds: plain, gzip or zip, told by its first bytes; a workbook is a zip and is left as it is. @throws {Problem} `file.unreadable` */
export async function unpack(path: string, onlyMember: string | null = null): Promise<readonly PackedContent[]> {
  const magic = await firstBytes(path)
  if (magic[0] === 0x1f && magic[1] === 0x8b) {
    return [{ member: null, bytes: () => guarded(gunzip(path), magic.size) }]
  }
  const isZip = ZIP_MAGICS.includes(magic.toString('hex'))
  if (!isZip && /\.(zip|gz)$/i.test(path) && onlyMember === null) {
    throw new Problem('file.unreadable', noArchive(magic.size))
  }
  if (magic.length === 0) throw new Problem('file.unreadable', 'it is empty: get it again')
  if (!isZip) return [{ member: null, bytes: () => createReadStream(path) }]
  const members = await zipMembers(path)
  if (isWorkbook(members)) return [{ member: null, bytes: () => createReadStream(path) }]
  const sum = (size: (member: ZipMember) => number) => members.reduce((total, member) => total + size(member), 0)
  refuseBomb(
    sum(({ plainBytes }) => plainBytes),
    sum(({ packedBytes }) => packedBytes),
  )
  return members
    .filter((member) => onlyMember === null || member.name === onlyMember)
    .map((member) => ({ member: member.name, bytes: () => guarded(member.bytes(), member.packedBytes) }))
}

/** Platforms answer some requests with a “zip” of a byte or two. Below this, an answer holds nothing. */
const EMPTY_BELOW_BYTES = 100

function noArchive(size: number): string {
  if (size >= EMPTY_BELOW_BYTES) return 'it is not the archive that its name says: get it again'
  const told = size === 1 ? '1 byte' : `${size} bytes`
  return `it is ${told}, an empty answer and not the archive that its name says: get it again; what is held stays`
}

async function firstBytes(path: string): Promise<Buffer & { size: number }> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return Object.assign(buffer.subarray(0, bytesRead), { size })
  } finally {
    await file.close()
  }
}

async function* gunzip(path: string): AsyncGenerator<Buffer> {
  const packed = createReadStream(path)
  const plain = createGunzip()
  packed.on('error', (error) => plain.destroy(error))
  try {
    yield* packed.pipe(plain)
  } catch (cause) {
    throw new Problem('file.unreadable', 'it is a damaged or cut gzip file: get it again', { cause })
  } finally {
    packed.destroy()
    plain.destroy()
  }
}

async function* guarded(content: AsyncIterable<Buffer>, packedBytes: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    refuseBomb(size, packedBytes)
    yield chunk
  }
}

function refuseBomb(size: number, packedBytes: number): void {
  const isBomb = size > RATIO_COUNTS_FROM && size > packedBytes * MOST_RATIO
  if (!isBomb && size <= MOST_BYTES) return
  throw new Problem('file.too_large', `it unpacks to far more than it should (over ${size} bytes): it is refused`)
}
