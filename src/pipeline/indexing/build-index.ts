import type { IndexedAd, SearchPoint } from '../../ports/search-engine.ts'
import type { KnownIndex } from '../../ports/search-outbox.ts'
import { compareIndex, countOf, type Differences } from './compare-index.ts'
import { BATCH, type IndexingDeps } from './deps.ts'
import { repairIndex } from './repair-index.ts'
import { writeAll } from './write-ads.ts'

/** So many batches are copied before changes are looked for again, and so many versions compared. */
const BATCHES_A_STEP = 40
const VERSIONS_A_STEP = 20_000
/** So many requests are with the engine at once: while it works on one, the next is made. */
const IN_FLIGHT = 2

/**
 * Copies ads as they stood at a revision, from where the last step ended. What changes meanwhile is written to all indexes,
 * and the newer version wins whichever comes first.
 */
export async function copyStep(deps: IndexingDeps, { name, copiedTo }: KnownIndex, revision: number): Promise<void> {
  const { outbox } = deps
  const writing: Promise<unknown>[] = []
  let [last, isCopied] = [copiedTo, false]
  try {
    for await (const ads of batches(deps, copiedTo, revision)) {
      if (writing.length >= IN_FLIGHT) await writing.shift()
      writing.push(heardLater(writeAll(deps, name, ads)))
      last = ads.at(-1)?.id ?? last
      isCopied = ads.length < BATCH
    }
    await Promise.all(writing)
  } finally {
    await Promise.allSettled(writing)
  }
  await outbox.advance(name, { copiedTo: last, isCopied })
}

/** The batches of a step; while one is used, the next is read. The last one of all is not full. */
async function* batches(
  { outbox }: IndexingDeps,
  from: string,
  revision: number,
): AsyncGenerator<readonly IndexedAd[]> {
  let next = outbox.adsAfter(from, revision, BATCH)
  try {
    for (let left = BATCHES_A_STEP; left > 0; left--) {
      const ads = await next
      const last = ads.at(-1)
      const isLast = last === undefined || ads.length < BATCH || left === 1
      if (!isLast) next = heardLater(outbox.adsAfter(last.id, revision, BATCH))
      yield ads
      if (isLast) return
    }
  } finally {
    await next.catch(() => undefined)
  }
}

/** It is awaited later, and may fail before. */
function heardLater<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined)
  return promise
}

/**
 * Compares a part of an index that is filled with the archive, and repairs it. The revision is one up to which all changes
 * are written and no later one is. @returns whether all parts are as they should be
 */
export async function checkStep(
  deps: IndexingDeps,
  { name, checkedTo }: KnownIndex,
  revision: number,
): Promise<boolean> {
  const { engine, outbox, log } = deps
  const point: SearchPoint = { index: name, revision, pit: await engine.open(name) }
  try {
    const range = { from: checkedTo, most: VERSIONS_A_STEP, withBody: false }
    const { differences, next } = await compareIndex(deps, point, range)
    const open = await withoutRefused(deps, name, differences)
    if (countOf(open) > 0) {
      log(`index ${name}: ${countOf(open)} of its ads are not as the archive has them, and are written again`)
      await repairIndex(deps, name, open)
      return false
    }
    if (next !== null) await outbox.advance(name, { checkedTo: next })
    return next === null
  } finally {
    await engine.close(point.pit)
  }
}

/** What the engine has refused is known to be missing. */
async function withoutRefused({ outbox }: IndexingDeps, name: string, found: Differences): Promise<Differences> {
  if (found.missing.length === 0) return found
  const letters = await outbox.deadLetters(100_000)
  const refused = new Set(letters.filter(({ index }) => index === name).map(({ id }) => id))
  return { ...found, missing: found.missing.filter((id) => !refused.has(id)) }
}
