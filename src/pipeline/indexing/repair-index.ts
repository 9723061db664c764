import { Problem } from '../../domain/errors.ts'
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
  return rewrite(deps, index, [...missing, ...stale, ...altered, ...extra])
}

/**
 * The engine forgets a version that was dropped, by whomever, when its clock, which it reads now and then, has gone on. What it
 * calls stale is read and sent again until then: a newer version than the archive's newest it cannot rightly have.
 */
const TRIES = 50
const CLOCK_MS = 100

async function rewrite(
  deps: Pick<IndexingDeps, 'outbox' | 'engine'>,
  index: string,
  ids: readonly string[],
): Promise<number> {
  const { outbox } = deps
  let refused = 0
  let left = ids
  for (let tries = 0; tries < TRIES; tries++) {
    const ads = await outbox.adsOf(left, await outbox.newestRevision())
    const written = await writeAll(deps, index, ads, true)
    left = written.stale
    const isLeft = new Set(left)
    await outbox.revive(
      index,
      written.taken.filter((id) => !isLeft.has(id)),
    )
    refused += written.refused
    if (left.length === 0) return refused
    await new Promise((resolve) => setTimeout(resolve, CLOCK_MS))
  }
  throw new Problem('search.unavailable', `Elasticsearch keeps versions in ${index} that were dropped.`)
}
