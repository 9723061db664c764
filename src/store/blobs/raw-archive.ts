import { createReadStream } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { Problem } from '../../domain/errors.ts'
import type { Sha256 } from '../../domain/ids.ts'
import type { IncomingContent, IncomingFile, KeptContent, RawArchive } from '../../ports/raw-archive.ts'
import { type BlobFiles, blobFiles, type WrittenBlob } from './blob-files.ts'
import { cutTokens } from './tokens.ts'
import { type PackedContent, unpack } from './unpack.ts'
import { refuseSecretsWithin } from './workbook.ts'

/** Files of this machine under `folder`, which is private: what is public of a record its source's manifest says. */
export function fileRawArchive(folder: string): RawArchive {
  const blobs = blobFiles(folder)
  return {
    receive: (path, name) => receive(blobs, path, name ?? basename(path)),
    open: (blob, member) => openKept(blobs, blob, member),
    check: (blob) => blobs.check(blob),
  }
}

async function receive(blobs: BlobFiles, path: string, name: string): Promise<IncomingFile> {
  await access(path, constants.R_OK).catch((cause) => {
    throw new Problem('file.missing', 'it is not there, or may not be read: check the path', { cause })
  })
  const packed = await unpack(path)
  return {
    contents: packed.map((content) => incoming(name, content)),
    keep: () => keep(blobs, { path, name }, packed),
  }
}

function incoming(name: string, { member, bytes }: PackedContent): IncomingContent {
  return {
    name: member === null ? name : `${name}!${member}`,
    member,
    open: async () => Readable.from(cutTokens(bytes(), () => undefined)),
  }
}

/**
 * Reads everything once before a byte is kept: what is damaged at its end is not kept at all. What is kept stays, even if
 * its load then fails: another process may be loading the same bytes, and the next try finds them here.
 */
async function keep(
  blobs: BlobFiles,
  { path, name }: { readonly path: string; readonly name: string },
  packed: readonly PackedContent[],
): Promise<readonly KeptContent[]> {
  const tokens: number[] = []
  for (const content of packed) {
    if (mayBeWorkbook(content)) await refuseSecretsWithin(content.bytes())
    tokens.push(await countTokens(content))
  }
  if (tokens.every((count) => count === 0)) {
    const whole = await blobs.write(createReadStream(path))
    const inside = await unpack(blobs.pathOf(whole.blob), null) // once, for all members
    return inside.map((content) => keptAs(whole, content, 0, incoming(name, content).name))
  }
  const contents: KeptContent[] = []
  for (const [index, content] of packed.entries()) {
    const clean = await blobs.write(cutTokens(content.bytes(), () => undefined))
    const plain = { member: null, bytes: () => createReadStream(blobs.pathOf(clean.blob)) }
    contents.push(keptAs(clean, plain, tokens[index] ?? 0, incoming(name, content).name))
  }
  return contents
}

/** Members of any other name that are zips were refused already. */
function mayBeWorkbook({ member }: PackedContent): boolean {
  return member === null || /\.xlsx$/i.test(member)
}

async function countTokens(content: PackedContent): Promise<number> {
  let count = 0
  for await (const _chunk of cutTokens(content.bytes(), () => count++)) {
    // only counted
  }
  return count
}

function keptAs({ blob, bytes }: WrittenBlob, content: PackedContent, cutTokens: number, name: string): KeptContent {
  const open = async () => Readable.from(content.bytes())
  return { name, member: content.member, blob, blobBytes: bytes, cutTokens, open }
}

async function openKept(blobs: BlobFiles, blob: Sha256, member: string | null): Promise<Readable> {
  const path = blobs.pathOf(blob)
  await access(path).catch((cause) => {
    const message = `The kept file ${blob} is missing from the archive's folder. Restore it from a backup.`
    throw new Problem('file.missing', message, { cause })
  })
  const [content] = await unpack(path, member)
  if (content === undefined) throw new Problem('file.missing', `The kept archive ${blob} has no member “${member}”.`)
  return Readable.from(content.bytes())
}
