import type { Readable } from 'node:stream'
import type { Sha256 } from '../domain/ids.ts'

/** One content of a file that someone brought: the file itself, or a member of the archive that it is. */
export interface IncomingContent {
  /** Base name of the file; `x.zip!folder/a.csv` for a member. */
  readonly name: string
  /** Path within the archive; null for a file of its own. */
  readonly member: string | null
  /** The content, decompressed, with access tokens cut out. @throws {Problem} `file.unreadable`, `file.too_large` */
  readonly open: () => Promise<Readable>
}

export interface KeptContent extends IncomingContent {
  readonly blob: Sha256
  readonly blobBytes: number
  /** How many access tokens were cut out of it before hashing. */
  readonly cutTokens: number
}

/** A file on its way in: looked into, not kept yet. */
export interface IncomingFile {
  readonly contents: readonly IncomingContent[]
  /**
   * Keeps the bytes as they came, fsynced, under their SHA-256; content that holds access tokens is kept without them.
   * Keeping known bytes again changes nothing.
   */
  readonly keep: () => Promise<readonly KeptContent[]>
}

/** Where files live, byte for byte, by their SHA-256. Append-only and private. */
export interface RawArchive {
  /**
   * @param name under which it is kept; its base name where none is given
   * @throws {Problem} `file.missing`, `file.unreadable`, `file.too_large` naming the file, and what to do.
   */
  readonly receive: (path: string, name?: string) => Promise<IncomingFile>
  /** The content of a kept file, decompressed. @throws {Problem} `file.missing` */
  readonly open: (blob: Sha256, member: string | null) => Promise<Readable>
  /** Whether the kept bytes still are what their name says, read anew. */
  readonly check: (blob: Sha256) => Promise<'sound' | 'missing' | 'damaged'>
}
