import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { refuseStopped } from '../domain/stopped.ts'

export interface Sums {
  readonly md5: string | null
  readonly crc32c: string | null
}

/** Which of the sums that were said (base64) the file does not have: `md5`, `crc32c`; null: none. */
export async function wrongSum(path: string, said: Sums, signal: AbortSignal): Promise<string | null> {
  if (said.md5 === null && said.crc32c === null) return null
  const md5 = said.md5 === null ? null : createHash('md5')
  let crc = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    refuseStopped(signal)
    md5?.update(chunk)
    if (said.crc32c !== null) crc = crc32c(chunk, crc)
  }
  if (md5 !== null && md5.digest('base64') !== said.md5) return 'md5'
  return said.crc32c !== null && asBase64(crc) !== said.crc32c ? 'crc32c' : null
}

/** CRC-32C (Castagnoli), as Cloud Storage says it; goes on from the sum of what came before. Source: RFC 3720, B.4. */
export function crc32c(bytes: Uint8Array, before = 0): number {
  let crc = ~before
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return ~crc >>> 0
}

const REVERSED_POLYNOMIAL = 0x82f63b78

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ REVERSED_POLYNOMIAL : crc >>> 1
  return crc
})

function asBase64(crc: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc)
  return bytes.toString('base64')
}
