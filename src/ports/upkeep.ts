import type { SourceId } from '../domain/ids.ts'
import type { SourceFile } from './disclosure-store.ts'
import type { Hold } from './source-status.ts'

/** A record that could not be understood, in words. */
export interface QuarantineEntry {
  readonly source: SourceId
  readonly fileName: string
  readonly recordNumber: number
  readonly code: string
  readonly reason: string
  readonly bytes: number
}

export interface KeptBlob {
  readonly sha256: string
  readonly bytes: number
}

/** What an operator does to an archive beside importing. */
export interface Upkeep {
  readonly holds: () => Promise<readonly Hold[]>
  /** Accepted: the absences count. Rejected: they prove nothing. @throws {Problem} `hold.unknown`, `hold.decided` */
  readonly decideHold: (id: number, decision: 'accepted' | 'rejected') => Promise<Hold>
  /** Loaded files of a source, or of all, the oldest first; with `onlyQuarantined`, those that hold such records. */
  readonly loadedFiles: (source: SourceId | null, onlyQuarantined: boolean) => Promise<readonly SourceFile[]>
  /** By source and reason with counts, and the first records of each: at most `most`. */
  readonly quarantined: (source: SourceId | null, most: number) => AsyncIterable<QuarantineEntry>
  /** Every blob that a loaded file needs. */
  readonly blobs: () => AsyncIterable<KeptBlob>
}
