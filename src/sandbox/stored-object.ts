import { createHash } from 'node:crypto'
import { crc32c } from './crc32c.ts'

/** What lies at an address, as Google Cloud Storage keeps it. */
export interface StoredObject {
  readonly bytes: Buffer
  readonly type: string
  /** To the second. */
  readonly lastModified: Date
  /** In its quotes. */
  readonly etag: string
  /** `crc32c=…,md5=…`. */
  readonly hash: string
}

export function storedObject(bytes: Buffer, lastModified: Date, type = 'application/zip'): StoredObject {
  const md5 = createHash('md5').update(bytes).digest()
  const hash = `crc32c=${crc32c(bytes)},md5=${md5.toString('base64')}`
  return { bytes, type, lastModified, etag: `"${md5.toString('hex')}"`, hash }
}
