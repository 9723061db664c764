import { Counter, Gauge, type Registry } from 'prom-client'
import type { Archive } from '../ports/archive.ts'
import type { IndexLag, SearchIndexStatus } from '../ports/search-outbox.ts'
import { within } from '../web/within.ts'

export interface SearchMetricsDeps {
  /** How the outside index stands; null: none is set. */
  readonly searchIndex: () => Promise<Pick<SearchIndexStatus, 'lag'> | null>
  readonly now: () => Date
}

export type CountSearches = (archive: Archive) => Archive

const PATIENCE_MS = 2_000

/** The same archive, whose searches are counted when they are answered. */
export function searchCounter(registry: Registry): CountSearches {
  const searches = new Counter({
    name: 'paidfor_searches_total',
    help: 'Searches that this process has answered, by who found the ads, and why no index did that is set',
    labelNames: ['engine', 'absence'],
    registers: [registry],
  })
  const counted = (archive: Archive): Archive => ({
    ...archive,
    search: async (query, after, size) => {
      const result = await archive.search(query, after, size)
      searches.inc({ engine: result.engine, absence: result.absence ?? 'none' })
      return result
    },
    asOf: (moment) => counted(archive.asOf(moment)),
  })
  return counted
}

/** Gauges of the outside index, as the archive knows it at that moment; none where no index is set, or nobody can tell. */
export function indexMetrics(registry: Registry, deps: SearchMetricsDeps): { refresh: () => Promise<void> } {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `paidfor_search_index_${name}`, help, registers: [registry] })
  const gauges = {
    ready: gauge('ready', '1 while there is a revision that can be searched in it'),
    waiting: gauge('waiting', 'Ads with changes that are not yet in it'),
    oldest: gauge('oldest_waiting_seconds', 'Seconds since the oldest of them was loaded; 0: none waits'),
    behind: gauge('revisions_behind', 'Revisions of the archive that are newer than what can be searched in it'),
    refused: gauge('dead_letters', 'Ads that it will not take'),
    troubled: gauge('troubled', '1 from when bringing it up to date failed until it has worked again'),
  }
  const set = ({ searchable, newest, waiting, oldestAt, deadLetters, trouble }: IndexLag) => {
    gauges.ready.set(searchable === null ? 0 : 1)
    gauges.waiting.set(waiting)
    gauges.oldest.set(oldestAt === null ? 0 : Math.max(0, (deps.now().getTime() - Date.parse(oldestAt)) / 1_000))
    if (searchable !== null) gauges.behind.set(Math.max(0, newest - searchable))
    gauges.refused.set(deadLetters)
    gauges.troubled.set(trouble === null ? 0 : 1)
  }
  return {
    refresh: async () => {
      const status = await within(PATIENCE_MS, deps.searchIndex(), null)
      for (const each of Object.values(gauges)) each.remove()
      if (status !== null) set(status.lag)
    },
  }
}
