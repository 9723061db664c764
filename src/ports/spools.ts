import type { JsonValue } from './crawling.ts'

/** What a pass has brought so far, and where it stands; both on the disk, or neither. One call at a time works on it. */
export interface Spool {
  readonly path: string
  /** Of the lines, in bytes. */
  readonly size: () => number
  /** As last written; null: nothing is there, or nothing that may be trusted. */
  readonly state: JsonValue | null
  /** Lines without their ends. On the disk before this returns, together with the state. */
  readonly append: (lines: readonly string[], state: JsonValue) => Promise<void>
  readonly forget: () => Promise<void>
}

/** Where passes lie until they are imported. */
export interface Spools {
  /** @throws {Problem} `folder.unusable` */
  readonly open: (source: string, unit: string) => Promise<Spool>
  /** Units whose passes were left before they were imported, in order. */
  readonly left: (source: string) => Promise<readonly string[]>
}
