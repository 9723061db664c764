import { randomBytes } from 'node:crypto'
import type { SearchQuery } from '../../../src/domain/search.ts'
import type { StemsOf } from '../../../src/domain/search-terms.ts'
import type { IndexedAd, SearchEngine, SearchPoint, WriteOutcome } from '../../../src/ports/search-engine.ts'
import { elasticsearchEngine } from '../../../src/search/elasticsearch/engine.ts'
import type { ElasticsearchSettings, EngineOptions } from '../../../src/search/elasticsearch/settings.ts'
import { type After, NO_STEMS } from './an-ad.ts'

export const ARCHIVE = 'archive-of-tests'

/** An engine with names of its own on the run's server, and an index in it. */
export interface TestEngine {
  readonly engine: SearchEngine
  readonly settings: ElasticsearchSettings
  readonly index: string
  /** What the server says to a request that is not of the adapter. */
  readonly raw: (method: string, path: string, body?: object) => Promise<{ status: number; body: unknown }>
  readonly write: (ads: readonly IndexedAd[], isRepair?: boolean) => Promise<readonly WriteOutcome[]>
  /** Everything that is written so far, for searches. */
  readonly point: () => Promise<SearchPoint>
  /** Ids of the hits, from a point in time of its own unless one is given. */
  readonly found: (
    query: SearchQuery,
    more?: { after?: After; size?: number; point?: SearchPoint; stemsOf?: StemsOf },
  ) => Promise<string[]>
  readonly close: () => Promise<void>
}

export function settingsFor(url: string, given: Partial<ElasticsearchSettings> = {}): ElasticsearchSettings {
  const index = `t${randomBytes(6).toString('hex')}`
  return { nodes: [url], auth: null, caFile: null, index, shards: 1, replicas: 0, ...given }
}

export async function openEngine(
  url: string,
  given: Partial<ElasticsearchSettings> = {},
  options: EngineOptions = {},
): Promise<TestEngine> {
  const settings = settingsFor(url, given)
  // Under the load of a whole run, a page may take longer than a person would wait.
  const engine = elasticsearchEngine(settings, { findMs: 30_000, ...options })
  const index = `${settings.index}-ads-1`
  await engine.create(index, ARCHIVE)
  const pits: string[] = []
  const point = async () => {
    const pit = await engine.open(index)
    pits.push(pit)
    return { index, revision: 1, pit }
  }
  return {
    engine,
    settings,
    index,
    raw: (method, path, body) => askServer(url, { method, path, body }),
    write: (ads, isRepair) => engine.write([index], ads, isRepair),
    point,
    found: async (query, { after = null, size = 100, point: at, stemsOf = NO_STEMS } = {}) => {
      const { hits } = await engine.find(query, { after, size, stemsOf }, at ?? (await point()))
      return hits.map(({ id }) => id)
    },
    close: async () => {
      for (const pit of pits) await engine.close(pit)
      for (const each of await engine.indexes()) await engine.remove(each)
      await askServer(url, { method: 'DELETE', path: `/_index_template/${settings.index}-ads` })
    },
  }
}

async function askServer(
  url: string,
  { method, path, body }: { method: string; path: string; body?: object | undefined },
) {
  const response = await fetch(url + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return { status: response.status, body: await response.json() }
}
