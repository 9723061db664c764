import type { Sha256 } from '../domain/ids.ts'

/** A record of a kept file. */
export interface RecordPointer {
  readonly fileName: string
  /** Of the kept bytes of the file, or of the archive that holds it. */
  readonly blob: Sha256
  /** Path within the archive; null for a file of its own. */
  readonly member: string | null
  readonly recordNumber: number
  /** Name and version of the wire format that read it: `snap-csv/1`. */
  readonly parser: string
}
