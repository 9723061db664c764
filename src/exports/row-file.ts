import type { ReleaseRow } from '../ports/releases.ts'
import type { Written } from './written-file.ts'

/** A file of rows in one format. */
export interface RowFile {
  readonly add: (rows: readonly ReleaseRow[]) => Promise<void>
  readonly finish: () => Promise<Written>
  readonly abandon: () => Promise<void>
}
