import type { IndexedAd, SearchPoint } from '../../ports/search-engine.ts'
import type { KnownIndex } from '../../ports/search-outbox.ts'
import { compareIndex, countOf, type Differences } from './compare-index.ts'
import { BATCH, type IndexingDeps } from './deps.ts'
import { repairIndex } from './repair-index.ts'
import { writeAll } from './write-ads.ts'

/** So many batches are copied before changes are looked for again, and so many versions compared. */
const BATCHES_A_STEP = 8
const VERSIONS_A_STEP = 20_000

/**
 * Copies ads as they stood at a revision, from where the last step ended. What changes meanwhile is written to all indexes,
 * and the newer version wins whichever comes first. While one batch is written, the next is read.
 */
export async function copyStep(deps: IndexingDeps, { name, copiedTo }: KnownIndex, revision: number): Promise<void> {
  const { outbox } = deps
  const read = (from: string) => outbox.adsAfter(from, revision, BATCH)
  let next = read(copiedTo)
  let before: Promise<unknown> = Promise.resolve()
  let last = copiedTo
  try {
    for (let batch = 0; batch < BATCHES_A_STEP; batch++) {
      const ads: readonly IndexedAd[] = await next
      last = ads.at(-1)?.id ?? last
      const isLast = ads.length < BATCH
      if (!isLast && batch < BATCHES_A_STEP - 1) next = heardLater(read(last))
      await before
      before = heardLater(writeAll(deps, name, ads))
      if (!isLast) continue
      await before
      await outbox.advance(name, { copiedTo: last, isCopied: true })
      return
    }
  } finally {
    await Promise.allSettled([next, before])
  }
  await before
  await outbox.advance(name, { copiedTo: last })
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
