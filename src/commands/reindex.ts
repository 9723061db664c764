import { setTimeout as wait } from 'node:timers/promises'
import { startIndexer } from '../../jobs/indexer.ts'
import { countText } from '../count-text.ts'
import { Problem } from '../domain/errors.ts'
import type { IndexingDeps } from '../pipeline/indexing/deps.ts'
import type { KnownIndex } from '../ports/search-outbox.ts'

const LOOK_MS = 1_000

/**
 * Builds the index anew behind the one that is searched, and waits until it takes its place. A process that serves does the
 * work where there is one; else this one does. Stopped half-way, the next start or call goes on from there.
 */
export async function reindex(deps: IndexingDeps, signal: AbortSignal, say: (line: string) => void): Promise<void> {
  const { outbox, newName } = deps
  const { name } = await outbox.begin(newName())
  say(`building ${name}`)
  await using _worker = startIndexer(deps)
  let told = ''
  for (;;) {
    const index = (await outbox.indexes()).find((each) => each.name === name)
    if (index === undefined)
      throw new Problem('search.unavailable', `${name} is gone from Elasticsearch. Start it again.`)
    if (index.state !== 'building') break
    if (signal.aborted)
      throw new Problem('import.stopped', `${name} is built in part: \`reindex\`, or a start, goes on.`)
    const line = progressOf(index)
    if (line !== told) say(line)
    told = line
    await wait(LOOK_MS, undefined, { signal }).catch(() => undefined)
  }
  say(`${name} is searched from now on; the index before it is kept for a day: \`reindex --back\``)
}

function progressOf({ name, copiedTo, isCopied, checkedTo }: KnownIndex): string {
  return isCopied
    ? `${name}: compared with the archive up to ad ${countText(Number(checkedTo))}`
    : `${name}: copied up to ad ${countText(Number(copiedTo))}`
}

/** Searches the index of before again: it has been kept in step. */
export async function goBack({ engine, outbox }: IndexingDeps, say: (line: string) => void): Promise<void> {
  const indexes = await outbox.indexes()
  const before = indexes.findLast(({ state }) => state === 'retired')
  if (before === undefined)
    throw new Problem('request.gone', 'There is no index to go back to: it is kept for a day only.')
  // Searches follow what is noted; the alias, which the indexer holds to it, comes after.
  await outbox.promote(before.name, null)
  await engine.serve(before.name)
  say(`${before.name} is searched again`)
}
