import { randomBytes } from 'node:crypto'
import type { IndexingDeps } from '../../src/pipeline/indexing/deps.ts'
import { type Indexer, searchIndexer } from '../../src/pipeline/indexing/index-search.ts'
import { searchByEngine } from '../../src/pipeline/indexing/search-by-engine.ts'
import type { Archive } from '../../src/ports/archive.ts'
import type { SearchEngine } from '../../src/ports/search-engine.ts'
import { elasticsearchEngine } from '../../src/search/elasticsearch/engine.ts'
import { newIndexName } from '../../src/search/elasticsearch/names.ts'
import type { EngineOptions } from '../../src/search/elasticsearch/settings.ts'
import { postgresSearchOutbox } from '../../src/store/postgres/outbox/outbox.ts'
import type { TestArchive } from './archive.ts'

/** An archive whose searches are answered by an Elasticsearch, in indexes of its own. */
export interface Indexed {
  readonly archive: Archive
  readonly engine: SearchEngine
  readonly deps: IndexingDeps
  /** What was said to the operator. */
  readonly lines: string[]
  /** Steps of an indexer, until all that is in the archive can be searched. */
  readonly catchUp: (indexer?: Indexer) => Promise<void>
  readonly indexer: () => Indexer
  /** Removes all indexes that were made. */
  readonly close: () => Promise<void>
}

export interface IndexedOptions extends EngineOptions {
  readonly now?: () => number
  /** Of a database that was indexed before: the same names. */
  readonly prefix?: string
  readonly shards?: number
}

export function indexedArchive(
  { archive, database }: Pick<TestArchive, 'archive' | 'database'>,
  url: string,
  {
    now = () => Date.now(),
    prefix = `t-${randomBytes(4).toString('hex')}`,
    shards = 1,
    ...options
  }: IndexedOptions = {},
): Indexed {
  const settings = { nodes: [url], auth: null, caFile: null, index: prefix, shards, replicas: 0 }
  // Under the load of a whole run, a page may take longer than a person would wait.
  const engine = elasticsearchEngine(settings, { findMs: 30_000, ...options })
  const outbox = postgresSearchOutbox(database)
  const lines: string[] = []
  const newName = () => newIndexName(prefix)
  const deps: IndexingDeps = { engine, outbox, newName, now, log: (line) => lines.push(line) }
  const indexer = () => searchIndexer(deps)
  return {
    archive: searchByEngine({ archive, engine, outbox, now }),
    engine,
    deps,
    lines,
    indexer,
    catchUp: (own) => catchUp(deps, own ?? indexer()),
    close: async () => {
      for (const index of await engine.indexes()) await engine.remove(index)
    },
  }
}

/** @throws {Error} when it does not come to an end */
async function catchUp({ outbox }: IndexingDeps, indexer: Indexer): Promise<void> {
  const lead = await outbox.lead()
  if (lead === null) throw new Error('another indexer is at work on this archive')
  try {
    for (let steps = 0; steps < 100_000; steps++) {
      if ((await indexer.step(lead)) === 'worked') continue
      const { searchable, newest, waiting } = await outbox.lag()
      if (searchable === newest && waiting === 0) return
    }
    throw new Error('the index does not catch up with the archive')
  } finally {
    await lead[Symbol.asyncDispose]()
  }
}
