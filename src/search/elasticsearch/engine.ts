import type { SearchEngine } from '../../ports/search-engine.ts'
import { server } from './client.ts'
import { bodyOf } from './document.ts'
import { documents } from './documents.ts'
import { find } from './find.ts'
import { close, create, indexes, open, remove, serve, standing } from './indexes.ts'
import type { ElasticsearchSettings, EngineOptions } from './settings.ts'
import { version } from './version.ts'
import { drop, write } from './write.ts'

const GREET_MS = 5_000

/** Nothing is loaded for it, nor asked of it, before the first call; a site asks for the version when it starts. */
export function elasticsearchEngine(
  settings: ElasticsearchSettings,
  { findMs = 1_500, requestMs = 60_000, pointSeconds = 3_600 }: EngineOptions = {},
): SearchEngine {
  const greetMs = Math.min(requestMs, GREET_MS)
  const pages = server(settings, { ms: findMs, retries: 0 })
  const others = server(settings, { ms: requestMs, retries: settings.nodes.length - 1 })
  // A start waits for these two.
  const greetings = server(settings, { ms: greetMs, retries: settings.nodes.length - 1 })
  const anyProduct = server(settings, { ms: greetMs, retries: 0, isAnyProduct: true })
  return {
    find: (query, page, point) => find(pages, { query, page, point }, findMs),
    version: () => version(greetings, anyProduct),
    create: (index, archive) => create(others, settings, index, archive),
    standing: (index, archive) => standing(others, settings, index, archive),
    serve: (index) => serve(others, settings, index),
    remove: (index) => remove(others, settings, index),
    indexes: () => indexes(others, settings),
    write: (indexes, ads, isRepair = false) => write(others, { indexes, ads, isRepair }),
    drop: (index, ids) => drop(others, index, ids),
    open: (index) => open(others, index, pointSeconds),
    close: (pit) => close(others, pit),
    documents: (pit, range) => documents(others, pit, range),
    bodyOf,
  }
}
