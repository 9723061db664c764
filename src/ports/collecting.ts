import type { CalendarDate, Instant } from '../domain/calendar.ts'
import type { SourceId } from '../domain/ids.ts'

/** A source that lies at a public address, and how it is pulled. */
export interface Collecting {
  /** Where it lies unless the operator says otherwise; parts in braces are filled in: `https://…/{year}/PoliticalAds.zip`. */
  readonly address: string
  /** When it is asked, as cron has it, in UTC. */
  readonly schedule: string
  /** Hours between two ticks of the schedule; older than one and a half times that, the source counts as stale. */
  readonly everyHours: number
  /** About how much a first collection fetches, for people: “about 15 MB”. */
  readonly size: string
  /** Which files there are on a day; those that change most come first. */
  readonly files: (address: string, today: CalendarDate) => readonly RemoteFile[]
  /**
   * Where the address is that of a page with links: the files that it links to, newest first. A run takes the first that is
   * there and that we do not know, and looks no further.
   */
  readonly filesIn?: (page: string, address: string, today: CalendarDate) => readonly RemoteFile[]
}

export interface RemoteFile {
  /** Within the source, for ever: `2026`, `bundle`. */
  readonly key: string
  readonly url: string
  /** Under which it is kept and imported; it tells the moment of publication, so that later names sort behind. */
  readonly nameAt: (published: Instant) => string
  /** True where 404 is no failure, as long as the file was never there: a year that has begun without ads. */
  readonly mayBeAbsent: boolean
  /** It is not asked for again within so many hours of the last good answer. */
  readonly everyHours: number
  /** A file of fewer bytes is no such file, whatever it says. */
  readonly leastBytes: number
}

/** What tells one issue of a file at an address from the next, as the server said it. */
export interface Validators {
  readonly etag: string | null
  /** As in the header. */
  readonly lastModified: string | null
  readonly bytes: number | null
}

export interface DownloadRequest {
  readonly url: string
  readonly leastBytes: number
  readonly mayBeAbsent: boolean
  /** Names the half-fetched file between attempts: lower-case letters, digits, hyphens. */
  readonly partName: string
  /** Of the issue that we have; null: none. */
  readonly known: Validators | null
  /** What a person can do when the address has moved, as it ends a message: “set COLLECT_SNAP_URL to where it lies now”. */
  readonly hint?: string
  /** Aborted: the blocks that are whole stay, and the call ends with Problem `import.stopped`. */
  readonly signal: AbortSignal
  /** `total` is null while the server has not said it. */
  readonly onProgress: (doneBytes: number, totalBytes: number | null) => void
}

export type Download =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'fetched'
      /** Stays where it is, and is offered again, until `forget` is called. */
      readonly path: string
      readonly validators: Validators
      /** When the server says it was made, else when the fetching began. Never in the future. */
      readonly publishedAt: Instant
    }

/** Fetches public files block by block, so that any interruption costs one block at most. */
export interface Downloads {
  /**
   * @throws {Problem} `collect.suspect` an answer that is no such file (HTML, one byte, cut, wrong sum): nothing is kept;
   * `collect.unreachable` after all tries; `collect.deferred` the server asks for a longer wait than a run may last
   * (`retryAfter` in seconds); `collect.refused` a redirect or an address that must not be followed; `import.stopped`
   */
  readonly fetch: (request: DownloadRequest) => Promise<Download>
  /** Throws nothing when there is nothing to forget. */
  readonly forget: (partName: string) => Promise<void>
}

/** The last good answer about a file at an address. */
export interface KnownFile {
  readonly validators: Validators
  readonly checkedAt: Instant
  /** When it last brought something new. */
  readonly changedAt: Instant
  /** Records that its last issue held. */
  readonly records: number
}

export interface KnownFiles {
  readonly known: (source: SourceId, key: string) => Promise<KnownFile | null>
  readonly remember: (source: SourceId, key: string, file: KnownFile) => Promise<void>
}
