import { type FileHandle, open } from 'node:fs/promises'

const MEMBER = 'PK\x03\x04'
const EMPTY = 'PK\x05\x06'
const DIRECTORY = 'PK\x01\x02'
const END = Buffer.from('PK\x05\x06', 'latin1')
const END_BYTES = 22
const LONGEST_COMMENT = 65_535
const LOCATOR = 'PK\x06\x07'
const LOCATOR_BYTES = 20
const END64_BYTES = 56
const IN_END64 = 0xffffffff

/** Why these first bytes (four at least) are no zip's, behind “it answered with”; null: they are. */
export function startTrouble(start: Buffer): string | null {
  const magic = start.toString('latin1', 0, 4)
  if (magic === MEMBER) return null
  if (magic === EMPTY) return 'an empty zip'
  const text = start.toString('latin1', 0, 512).replace(/^(ï»¿|\s)+/, '')
  if (/^<(!doctype|html|head|body)\b/i.test(text)) return 'a web page'
  if (/^[{[]/.test(text)) return 'JSON'
  return 'something that does not begin as a zip does'
}

/** Why the file is no whole zip, behind “it answered with”, with the offset; null: its directory is all there. */
export async function zipTrouble(path: string): Promise<string | null> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const start = await bytesAt(file, 0, 512)
    return startTrouble(start) ?? (await endTrouble(file, size))
  } finally {
    await file.close()
  }
}

async function endTrouble(file: FileHandle, size: number): Promise<string | null> {
  const tailFrom = Math.max(0, size - END_BYTES - LONGEST_COMMENT)
  const tail = await bytesAt(file, tailFrom, size - tailFrom)
  const at = endRecord(tail)
  if (at === null) return `a zip that is cut: it stops at byte ${size}, without its list of members`
  const [from, to] = await directory(file, tail, { at, tailFrom })
  const isThere = from < to && to <= tailFrom + at && (await bytesAt(file, from, 4)).toString('latin1') === DIRECTORY
  return isThere ? null : `a zip with a gap: its list of members is not at byte ${from}, where it says`
}

/** Where in the tail the record begins that ends, with its comment, where the file ends. */
function endRecord(tail: Buffer): number | null {
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    const isOne = tail.subarray(at, at + 4).equals(END)
    if (isOne && at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length) return at
  }
  return null
}

interface EndAt {
  readonly at: number
  readonly tailFrom: number
}

/** First byte of the list of members, and the byte behind it. */
async function directory(file: FileHandle, tail: Buffer, { at, tailFrom }: EndAt): Promise<readonly [number, number]> {
  const bytes = tail.readUInt32LE(at + 12)
  const from = tail.readUInt32LE(at + 16)
  if (bytes !== IN_END64 && from !== IN_END64) return [from, from + bytes]
  const locator = await bytesAt(file, tailFrom + at - LOCATOR_BYTES, LOCATOR_BYTES)
  if (locator.length < LOCATOR_BYTES || locator.toString('latin1', 0, 4) !== LOCATOR) return [from, from]
  const end64 = await bytesAt(file, Number(locator.readBigUInt64LE(8)), END64_BYTES)
  if (end64.length < END64_BYTES) return [from, from]
  const from64 = Number(end64.readBigUInt64LE(48))
  return [from64, from64 + Number(end64.readBigUInt64LE(40))]
}

/** Fewer where the file ends; none at a place that is none. */
async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (position < 0 || !Number.isSafeInteger(position)) return Buffer.alloc(0)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
