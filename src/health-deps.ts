import { collectingStatuses } from '../jobs/collecting-statuses.ts'
import type { OpenArchive } from './app.ts'
import type { Config } from './config.ts'
import { sources } from './sources/registry.ts'
import type { HealthDeps } from './web/routes/health.ts'

/** What probes ask of a process. */
export function healthDeps({ archive, runLog }: OpenArchive, { collect }: Config, stopping: AbortSignal): HealthDeps {
  return {
    askDatabase: () => archive.isEmpty(),
    collecting: () => collectingStatuses(runLog, sources, collect),
    newestRecords: async () => {
      const totals = (await archive.summary()).sources
      return new Map(totals.flatMap(({ source, lastObservedAt: at }) => (at === null ? [] : [[source, at] as const])))
    },
    stopping,
    now: () => new Date(),
  }
}
