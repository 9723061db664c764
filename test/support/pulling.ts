import { join } from 'node:path'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { httpApi } from '../../src/fetch/http-api.ts'
import { httpDownloads } from '../../src/fetch/http-downloads.ts'
import { type CollectReport, collect } from '../../src/pipeline/collect.ts'
import type { KnownFiles } from '../../src/ports/collecting.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { postgresKnownFiles } from '../../src/store/postgres/known-files.ts'
import { virtualClock } from '../fetch/virtual-clock.ts'
import { openTestArchive, type TestArchive } from './archive.ts'

export interface Pulling {
  readonly archive: TestArchive
  readonly sandbox: Sandbox
  readonly knownFiles: KnownFiles
  /** Milliseconds that were waited, by a clock that passes at once. */
  readonly slept: readonly number[]
  /** One run of a source, as by hand, on a day of the sandbox. */
  readonly pull: (source: 'snap' | 'google' | 'x', changes?: PullChanges) => Promise<CollectReport>
  readonly close: () => Promise<void>
}

interface PullChanges {
  readonly day?: string
  /** On schedule only what is due is asked for. */
  readonly isByHand?: boolean
  readonly signal?: AbortSignal
  readonly onBlock?: (doneBytes: number) => void
  readonly onRecord?: () => void
  readonly now?: string
  /** Another place than the sandbox’s own. */
  readonly address?: string
}

/** Small enough for the sandbox's files to have several. */
export const BLOCK_BYTES = 8_192

/** The real use case, downloads, store and kept files, pulling from a sandbox on this machine. */
export async function openPulling(day: string, switches: readonly string[] = []): Promise<Pulling> {
  const archive = await openTestArchive()
  const sandbox = await startSandbox({ day: day as CalendarDate, switches, latencyMs: 1, bytesPerSecond: 2_000_000 })
  const clock = virtualClock()
  const knownFiles = postgresKnownFiles(archive.database)
  const asker = { userAgent: 'paidfor-test', operatorAddresses: [sandbox.url], clock }
  const downloads = httpDownloads({ ...asker, folder: join(archive.folder, 'fetching'), blockBytes: BLOCK_BYTES })
  const api = httpApi(asker)
  return {
    archive,
    sandbox,
    knownFiles,
    slept: clock.slept,
    pull: (name, { day: other, isByHand = true, signal, onBlock, onRecord, now, address } = {}) => {
      if (other !== undefined) sandbox.setDay(other as CalendarDate)
      const source = archive.importDeps.sources.find(({ manifest }) => manifest.id === name)
      if (source === undefined) throw new Error(`no source ${name}`)
      const moment = () => new Date(now ?? '2026-11-25T12:00:00Z')
      const deps = { ...archive.importDeps, downloads, api, clock, knownFiles, now: moment }
      return collect(deps, {
        source,
        address: address ?? (name === 'x' ? (sandbox.apiAddresses['x'] ?? '') : sandbox.addresses[name]),
        isByHand,
        signal: signal ?? new AbortController().signal,
        onProgress: ({ unit, done }) => (unit === 'bytes' ? onBlock?.(done) : onRecord?.()),
      })
    },
    close: async () => {
      await sandbox[Symbol.asyncDispose]()
      await archive.close()
    },
  }
}
