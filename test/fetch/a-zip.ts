import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { seeded } from '../support/seeded.ts'

/** A zip of about so many bytes that cannot be packed; the same for the same seed. */
export async function aZip(bytes: number, { seed = 7, isZip64 = false, comment = '' } = {}): Promise<Buffer> {
  const random = seeded(seed)
  const content = Buffer.from(Uint8Array.from({ length: bytes }, () => random() * 256))
  const zip = new ZipFile()
  zip.addBuffer(content, 'PoliticalAds.csv', { compress: false, mtime: new Date(0), forceZip64Format: isZip64 })
  zip.end({ forceZip64Format: isZip64, comment })
  return buffer(zip.outputStream)
}
