import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

export interface Written {
  readonly bytes: number
  readonly sha256: string
}

/** A file that is written once, from its first byte to its last. */
export interface WrittenFile {
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** It is on the disk when this settles. */
  readonly finish: () => Promise<Written>
  /** Gives the file up where it stands; after `finish`, nothing. */
  readonly abandon: () => Promise<void>
}

export async function writeNew(path: string): Promise<WrittenFile> {
  const file = await open(path, 'wx')
  const hash = createHash('sha256')
  let bytes = 0
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    await file.close()
  }
  return {
    write: async (chunk) => {
      hash.update(chunk)
      bytes += chunk.byteLength
      await file.writeFile(chunk)
    },
    finish: async () => {
      await file.sync()
      await close()
      return { bytes, sha256: hash.digest('hex') }
    },
    abandon: close,
  }
}

export async function writeText(path: string, text: string): Promise<Written> {
  const file = await writeNew(path)
  try {
    await file.write(Buffer.from(text))
    return await file.finish()
  } finally {
    await file.abandon()
  }
}
