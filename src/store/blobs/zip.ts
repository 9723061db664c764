import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise } from 'yauzl'
import { Problem } from '../../domain/errors.ts'

export interface ZipMember {
  readonly name: string
  readonly packedBytes: number
  /** As declared; reading fails where it is not so. */
  readonly plainBytes: number
  readonly bytes: () => AsyncIterable<Buffer>
}

/** A world zip of Meta's report holds a few hundred; archives of 2,000 are normal. */
const MOST_MEMBERS = 2_000
const MOST_ENTRIES = 10_000
const FILE_TYPE_MASK = 0o170000
const SYMBOLIC_LINK = 0o120000

/** The files in a zip, without folders and the Finder's shadows. @throws {Problem} `file.unreadable`, `file.too_large` */
export async function zipMembers(path: string): Promise<readonly ZipMember[]> {
  const zip = await openPromise(path, { strictFileNames: true }).catch(unreadable)
  if (zip.entryCount > MOST_ENTRIES) {
    zip.close()
    throw tooMany(zip.entryCount)
  }
  const members: ZipMember[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || /(^|\/)(__MACOSX\/|\.DS_Store$)/.test(entry.fileName)) continue
      refuseOdd(entry)
      if (members.some(({ name }) => name === entry.fileName)) throw refusal(entry, 'is in it twice')
      const bytes = () => memberBytes(path, entry)
      members.push({
        name: entry.fileName,
        packedBytes: entry.compressedSize,
        plainBytes: entry.uncompressedSize,
        bytes,
      })
    }
    await refuseUncounted(path, Number(zip.readEntryCursor))
  } catch (cause) {
    return unreadable(cause)
  }
  if (members.length > MOST_MEMBERS) throw tooMany(members.length)
  if (members.length === 0) throw new Problem('file.unreadable', 'the zip holds no file: get it again')
  return members
}

const ENTRY_MAGIC = '504b0102'

/** Where a damaged count ends the list of members too early, another entry follows: they would be lost without a word. */
async function refuseUncounted(path: string, end: number): Promise<void> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, end)
    if (buffer.subarray(0, bytesRead).toString('hex') === ENTRY_MAGIC) throw new Error('it holds more than it counts')
  } finally {
    await file.close()
  }
}

function tooMany(count: number): Problem {
  return new Problem('file.too_large', `it holds ${count} files; at most ${MOST_MEMBERS} are taken`)
}

function refusal({ fileName }: Entry, what: string): Problem {
  return new Problem('file.unreadable', `its member “${fileName}” ${what}: it is refused`)
}

function refuseOdd(entry: Entry): void {
  if (entry.isEncrypted()) throw refusal(entry, 'is encrypted')
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE_MASK
  if (type === SYMBOLIC_LINK) throw refusal(entry, 'is a symbolic link')
  if (/\.(zip|gz|7z|rar|tar|xz|bz2)$/i.test(entry.fileName)) throw refusal(entry, 'is an archive within the archive')
}

/** The library checks sizes; the checksum is ours to check, since a torn file must show no row; and so is the name. */
async function* memberBytes(path: string, entry: Entry): AsyncGenerator<Buffer> {
  const zip = await openPromise(path, { autoClose: false }).catch(unreadable)
  let checksum = 0
  try {
    const own = await zip.readLocalFileHeaderPromise(entry)
    if (!entry.fileNameRaw.equals(own.fileName)) throw new Error('another name')
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) {
      if (checksum === 0 && isArchive(chunk) && !/\.xlsx$/i.test(entry.fileName)) {
        throw refusal(entry, 'is an archive within the archive')
      }
      checksum = crc32(chunk, checksum)
      yield chunk
    }
    if (checksum !== entry.crc32) throw new Error('wrong checksum')
  } catch (cause) {
    unreadable(cause, entry)
  } finally {
    zip.close()
  }
}

/** Whatever its name says: what is packed twice is not looked through for secrets, workbooks apart. */
function isArchive(start: Buffer): boolean {
  return ['1f8b', '504b'].includes(start.subarray(0, 2).toString('hex')) && start.length > 3
}

function unreadable(cause: unknown, entry?: Entry): never {
  if (cause instanceof Problem) throw cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  const where = entry === undefined ? '' : `in its member “${entry.fileName}”: `
  throw new Problem('file.unreadable', `it is a damaged or cut zip file (${where}${reason}): get it again`, { cause })
}
