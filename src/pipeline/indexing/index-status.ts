import type { SearchIndexStatus } from '../../ports/search-outbox.ts'
import type { IndexingDeps } from './deps.ts'

export type IndexStatus = () => Promise<SearchIndexStatus | null>

const ASK_EVERY_MS = 10_000

/** How the outside engine stands; null where none is set. Its version is asked once, and nobody waits for the answer. */
export function indexStatus(indexing: Pick<IndexingDeps, 'engine' | 'outbox' | 'now'> | null): IndexStatus {
  if (indexing === null) return async () => null
  const { engine, outbox, now } = indexing
  let version: string | null = null
  let askedAt: number | null = null
  const ask = async () => {
    askedAt = now()
    version = await engine.version().catch(() => null)
  }
  return async () => {
    if (version === null && (askedAt === null || now() - askedAt >= ASK_EVERY_MS)) void ask()
    const lag = await outbox.lag()
    return { engine: version === null ? null : `Elasticsearch ${version}`, lag }
  }
}
