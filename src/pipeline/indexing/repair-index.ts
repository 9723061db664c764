import type { Differences } from './compare-index.ts'
import type { IndexingDeps } from './deps.ts'
import { writeAll } from './write-ads.ts'

/**
 * Makes an index say of these ads what the archive says now. What it has and the archive has not is taken away; so is what is
 * of another version, for an older one never takes the place of a newer. What was dropped while it arrived is written again.
 * @returns how many the engine refused
 */
export async function repairIndex(
  deps: Pick<IndexingDeps, 'outbox' | 'engine'>,
  index: string,
  { missing, stale, extra, altered }: Differences,
): Promise<number> {
  const { outbox, engine } = deps
  const newest = await outbox.newestRevision()
  const there = new Set((await outbox.adsOf(extra, newest)).map(({ id }) => id))
  const gone = extra.filter((id) => !there.has(id))
  if (gone.length + stale.length > 0) {
    await engine.drop(index, [...gone, ...stale])
    await engine.close(await engine.open(index)) // a version that was dropped is forgotten when it is out of sight
  }
  const after = await outbox.newestRevision()
  const ads = await outbox.adsOf([...missing, ...stale, ...altered, ...extra], after)
  const { taken, refused } = await writeAll(deps, index, ads, true)
  await outbox.revive(index, taken)
  return refused
}
