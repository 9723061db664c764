import { setTimeout as wait } from 'node:timers/promises'
import { Problem } from '../src/domain/errors.ts'
import type { IndexingDeps } from '../src/pipeline/indexing/deps.ts'
import { backOff, searchIndexer } from '../src/pipeline/indexing/index-search.ts'
import type { Lead } from '../src/ports/search-outbox.ts'

/** How often changes are looked for, and whether the process that indexes is still there. */
const LOOK_MS = 500
const LEAD_MS = 2_000

/**
 * Brings the outside index after the archive for as long as the process lives, or until another does it: one process of all
 * that are on a database. An engine that is away is asked again ever more seldom, up to a minute; nothing is lost meanwhile.
 */
export function startIndexer(deps: IndexingDeps): AsyncDisposable {
  const stopping = new AbortController()
  const ended = leadAndIndex(deps, stopping.signal)
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await ended
    },
  }
}

async function leadAndIndex(deps: IndexingDeps, signal: AbortSignal): Promise<void> {
  const trouble = onceATime(deps.log)
  while (!signal.aborted) {
    try {
      const lead = await deps.outbox.lead()
      if (lead === null) {
        await pause(LEAD_MS, signal)
        continue
      }
      try {
        await indexWhileLeading(deps, lead, signal, trouble)
      } finally {
        await lead[Symbol.asyncDispose]()
      }
    } catch (error) {
      trouble.met(`indexing stopped: ${wordsOf(error)}; it goes on as soon as the database is back`)
      await pause(LEAD_MS, signal)
    }
  }
}

async function indexWhileLeading(
  deps: IndexingDeps,
  lead: Lead,
  signal: AbortSignal,
  trouble: ReturnType<typeof onceATime>,
): Promise<void> {
  const indexer = searchIndexer(deps)
  let failures = 0
  while (!signal.aborted && (failures === 0 || (await lead.isHeld()))) {
    try {
      const step = await indexer.step(lead)
      if (failures > 0) trouble.over('Elasticsearch is back: the index goes on from where it was')
      failures = 0
      if (step === 'idle') await pause(LOOK_MS, signal)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'search.unavailable') throw error
      trouble.met(`${wordsOf(error)} Searches are answered by PostgreSQL meanwhile.`)
      await deps.outbox.note(error.message)
      await pause(backOff(failures++) * 1_000, signal)
    }
  }
}

/** One line when trouble begins and one when it is over, instead of one for each try. */
function onceATime(log: IndexingDeps['log']) {
  let last: string | null = null
  return {
    met: (line: string) => {
      if (line !== last) log(line)
      last = line
    },
    over: (line: string) => {
      if (last !== null) log(line)
      last = null
    },
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined)
}
