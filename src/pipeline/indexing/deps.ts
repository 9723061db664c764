import type { SearchEngine } from '../../ports/search-engine.ts'
import type { SearchOutbox } from '../../ports/search-outbox.ts'

/** What indexing needs: the archive's notes, the engine, and names for new indexes. */
export interface IndexingDeps {
  readonly outbox: SearchOutbox
  readonly engine: SearchEngine
  /** A name that no index has had yet. */
  readonly newName: () => string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A line for the operator. */
  readonly log: (line: string) => void
}

/** So many ads are read and written at once. */
export const BATCH = 500

/** A point in time outlives the last search in it, and its own making, by so much. */
export const POINT_SECONDS = 1_800
