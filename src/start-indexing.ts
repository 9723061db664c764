import { startIndexer } from '../jobs/indexer.ts'
import type { OpenArchive } from './app.ts'
import type { Config } from './config.ts'
import { Problem } from './domain/errors.ts'

/**
 * Says which engine answers searches.
 * @throws {Problem} `search.unsupported`: what is set is not one that we can speak with. One that is away is no failure.
 */
export async function announceEngine({ indexing }: OpenArchive, log: (line: string) => void): Promise<void> {
  if (indexing === null) return
  try {
    log(`Searches are answered by Elasticsearch ${await indexing.engine.version()}.`)
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.code !== 'search.unavailable') throw problem
    log(`${problem.message} Searches are answered by PostgreSQL until it does.`)
  }
}

/** Starts what keeps the outside index in step. Where none is set any more, nothing is noted for it from here on. */
export async function startIndexing(
  { indexing, outbox }: OpenArchive,
  { role }: Pick<Config, 'role'>,
  log: (line: string) => void,
): Promise<AsyncDisposable[]> {
  if (role === 'web') return []
  if (indexing !== null) return [startIndexer({ ...indexing, log })]
  if ((await outbox.indexes()).length > 0) {
    log('ELASTICSEARCH_URL is not set any more: its index is forgotten, and would be built anew.')
    await outbox.forgetAll()
  }
  return []
}
