import { collectDefaultMetrics, Registry } from 'prom-client'
import { type ArchiveMetricsDeps, archiveMetrics } from './metrics/archive-metrics.ts'
import { type CountLoads, loadMetrics } from './metrics/load-metrics.ts'
import { type ObserveRequest, requestMetrics } from './metrics/request-metrics.ts'
import { type CountRuns, runMetrics } from './metrics/run-metrics.ts'
import { type CountSearches, indexMetrics, type SearchMetricsDeps, searchCounter } from './metrics/search-metrics.ts'

/**
 * What the process counts, for Prometheus. Labels are names of ours alone (routes, jobs, outcomes, sources), never a word of
 * a reader, a source or an advertiser.
 */
export interface Metrics {
  readonly observeRequest: ObserveRequest
  /** The same run log, whose runs are counted when they end. */
  readonly countRuns: CountRuns
  /** The same stores, whose rows are counted when they are loaded. */
  readonly countLoads: CountLoads
  /** The same archive, whose searches are counted when they are answered. */
  readonly countSearches: CountSearches
  readonly contentType: string
  /** The exposition. Asks the archive, for no longer than two seconds; without it, the rest is told. Throws nothing. */
  readonly text: () => Promise<string>
}

export function createMetrics(deps: ArchiveMetricsDeps & SearchMetricsDeps): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const archive = archiveMetrics(registry, deps)
  const index = indexMetrics(registry, deps)
  return {
    observeRequest: requestMetrics(registry),
    countRuns: runMetrics(registry),
    countLoads: loadMetrics(registry),
    countSearches: searchCounter(registry),
    contentType: registry.contentType,
    text: async () => {
      await Promise.all([archive.refresh(), index.refresh()])
      return registry.metrics()
    },
  }
}
