/** The Castagnoli polynomial, reversed: node's own `crc32` is of another. */
const POLYNOMIAL = 0x82f63b78

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = (sum & 1) === 1 ? (sum >>> 1) ^ POLYNOMIAL : sum >>> 1
  return sum >>> 0
})

/** CRC32C as Google Cloud Storage writes it: base64 of four bytes, the highest first. */
export function crc32c(bytes: Uint8Array): string {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8)
  const packed = Buffer.alloc(4)
  packed.writeUInt32BE((sum ^ 0xffffffff) >>> 0)
  return packed.toString('base64')
}
