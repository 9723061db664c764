import type { IndexStanding } from '../../ports/search-engine.ts'
import type { KnownIndex } from '../../ports/search-outbox.ts'
import type { IndexingDeps } from './deps.ts'

/** A retired index is kept in step for a day, to go back to. */
const RETIRED_MS = 86_400_000

/** Indexes that are gone, or not as they should be, are built anew from the archive; those that are over are removed. */
export async function lookAfterIndexes(deps: IndexingDeps): Promise<void> {
  const { engine, outbox, newName } = deps
  const archive = await outbox.archiveName()
  for (const index of await outbox.indexes()) await lookAfter(deps, index, archive)
  const left = await outbox.indexes()
  const isSearched = left.some(({ state }) => state === 'live')
  const building = left.find(({ state }) => state === 'building')
  const begun = building ?? (isSearched ? undefined : await outbox.begin(newName()))
  if (begun !== undefined) await engine.create(begun.name, archive)
}

async function lookAfter(
  { engine, outbox, log, now }: IndexingDeps,
  index: KnownIndex,
  archive: string,
): Promise<void> {
  const isOver = index.retiredAt !== null && now() - Date.parse(index.retiredAt) >= RETIRED_MS
  const standing = await engine.standing(index.name, archive)
  if (!isOver && isAsItShouldBe(index, standing)) {
    if (index.state === 'live' && !standing.isServed) await engine.serve(index.name)
    return
  }
  if (!isOver) {
    log(`index ${index.name} is ${standing.exists ? 'not as it should be' : 'gone'}: it is built anew from the archive`)
  }
  if (standing.exists) await engine.remove(index.name)
  await outbox.forget(index.name)
}

/** One that has only been begun need not be there yet. */
function isAsItShouldBe({ state, copiedTo, isCopied }: KnownIndex, { exists, isSound }: IndexStanding): boolean {
  return exists ? isSound : state === 'building' && copiedTo === '0' && !isCopied
}
