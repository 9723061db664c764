import { join } from 'node:path'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { daysLater } from '../../src/domain/days.ts'
import { httpApi } from '../../src/fetch/http-api.ts'
import { spoolFiles } from '../../src/fetch/spool-files.ts'
import type { CollectReport } from '../../src/pipeline/collect.ts'
import { type CrawlDeps, crawl } from '../../src/pipeline/crawling/crawl.ts'
import type { ApiCalls } from '../../src/ports/api-calls.ts'
import type { CrawlLog } from '../../src/ports/crawl-log.ts'
import type { Source } from '../../src/ports/source.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { postgresCrawlLog } from '../../src/store/postgres/crawl-log.ts'
import { type VirtualClock, virtualClock } from '../fetch/virtual-clock.ts'
import { openTestArchive, type TestArchive } from './archive.ts'

export interface Crawled {
  readonly archive: TestArchive
  readonly deps: CrawlDeps
  readonly sandbox: Sandbox
  readonly crawlLog: CrawlLog
  /** Waits pass at once, and are written down in `slept`. */
  readonly clock: VirtualClock
  readonly slept: readonly number[]
  readonly settings: Record<string, string | undefined>
  /** One run of the source. */
  readonly crawl: (changes?: CrawlChanges) => Promise<CollectReport>
  /** One run of another source of the same name. */
  readonly crawlAs: (other: Source) => Promise<CollectReport>
  /** Moves the sandbox and the clock to noon of that day. */
  readonly setDay: (day: string) => void
  /** Ids of the ads of the source that the archive holds, in order. */
  readonly adIds: () => Promise<string[]>
  readonly close: () => Promise<void>
}

interface CrawlOptions {
  readonly day: string
  readonly switches?: readonly string[]
  /** Over those that the sandbox hands out. */
  readonly settings?: Readonly<Record<string, string | undefined>>
  /** How many days back older periods are filled in; 28 where not given. */
  readonly daysBack?: number
  /** From that day on, whatever the day. */
  readonly from?: string
  /** Stands before the requests: to count them, to cut them, to stop the run. */
  readonly around?: (api: ApiCalls) => ApiCalls
  /** Where it lies, in place of the sandbox. */
  readonly address?: string
  readonly clock?: VirtualClock
}

interface CrawlChanges {
  readonly signal?: AbortSignal
  readonly onProgress?: (what: string) => void
  readonly callsPerDay?: number
}

/** The real use case, requests, store and kept files, asking a sandbox on this machine. */
export async function openCrawling(source: Source, options: CrawlOptions): Promise<Crawled> {
  const { day, switches = [], daysBack = 28, around = (api) => api } = options
  const clock = options.clock ?? virtualClock(`${day}T12:00:00Z`)
  const archive = await openTestArchive()
  const sandbox = await startSandbox({ day: day as CalendarDate, switches, now: () => clock.now() })
  const crawlLog = postgresCrawlLog(archive.database)
  const settings: Record<string, string | undefined> = { ...sandbox.settings, ...options.settings }
  const address = options.address ?? sandbox.apiAddresses[source.manifest.id] ?? sandbox.url
  const today = () => clock.now().toISOString().slice(0, 10) as CalendarDate
  const known = archive.importDeps.sources.filter(({ manifest }) => manifest.id !== source.manifest.id)
  const deps = {
    ...archive.importDeps,
    sources: [...known, source],
    today,
    api: around(httpApi({ userAgent: 'paidfor-test', operatorAddresses: [sandbox.url, address], clock })),
    spools: spoolFiles(join(archive.folder, 'passes')),
    crawlLog,
    clock,
    random: () => 0.5,
  }
  const runOf = (crawledSource: Source, { signal, onProgress, callsPerDay }: CrawlChanges = {}) =>
    crawl(deps, {
      source: crawledSource,
      address,
      settings: (name) => settings[name] ?? null,
      from: (options.from ?? daysLater(today(), -daysBack)) as CalendarDate,
      callsPerDay: callsPerDay ?? null,
      signal: signal ?? new AbortController().signal,
      onProgress: ({ what }) => onProgress?.(what),
    })
  return {
    archive,
    deps,
    sandbox,
    crawlLog,
    clock,
    slept: clock.slept,
    settings,
    crawl: (changes) => runOf(source, changes),
    crawlAs: (other) => runOf(other),
    setDay: (other) => {
      sandbox.setDay(other as CalendarDate)
      clock.advance(Date.parse(`${other}T12:00:00Z`) - clock.now().getTime())
    },
    adIds: async () => {
      const rows: { ad_id: string }[] = await archive.database.query(
        'SELECT ad_id FROM disclosure WHERE source = $1 ORDER BY ad_id',
        [source.manifest.id],
      )
      return rows.map((row) => row.ad_id)
    },
    close: async () => {
      await sandbox[Symbol.asyncDispose]()
      await archive.close()
    },
  }
}
