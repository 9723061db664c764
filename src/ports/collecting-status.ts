import type { SourceId } from '../domain/ids.ts'
import type { JobState } from './run-log.ts'

/** How the pulling of a source from its public address stands. */
export interface CollectingStatus {
  readonly source: SourceId
  /** Whether this installation pulls it by itself. */
  readonly isScheduled: boolean
  /** Hours between two pulls. */
  readonly everyHours: number
  /** About how much a first one fetches: “about 15 MB”. */
  readonly size: string
  /** Null: it was never pulled, on schedule or by hand. */
  readonly state: JobState | null
}
