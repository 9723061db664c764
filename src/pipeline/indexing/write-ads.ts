import { Problem } from '../../domain/errors.ts'
import type { IndexedAd, WriteOutcome } from '../../ports/search-engine.ts'
import type { IndexingDeps } from './deps.ts'

/** What became of ads that were to be written, over all indexes. */
export interface Written {
  /** In every index, or refused by it for good. */
  readonly done: readonly string[]
  /** Not taken by some index now. */
  readonly later: readonly string[]
  readonly refused: number
  /** What each index has now, by its name: as it was sent, or newer. */
  readonly taken: ReadonlyMap<string, readonly string[]>
  /** What some index says it has in a newer version than was sent, or in the same. */
  readonly stale: readonly string[]
  /** Indexes that the engine does not have. */
  readonly lost: ReadonlySet<string>
  readonly reason: string | null
}

/** Writes ads to indexes; what an index will never take is buried with the reason, and the others go on. */
export async function writeAds(
  { engine, outbox }: Pick<IndexingDeps, 'engine' | 'outbox'>,
  indexes: readonly string[],
  ads: readonly IndexedAd[],
  isRepair = false,
): Promise<Written> {
  const outcomes = ads.length === 0 || indexes.length === 0 ? [] : await engine.write(indexes, ads, isRepair)
  const revisions = new Map(ads.map(({ id, revision }) => [id, revision]))
  const refused = outcomes.filter((each) => each.kind === 'refused')
  if (refused.length > 0) {
    await outbox.bury(refused.map(({ index, id, reason }) => ({ index, id, reason, revision: revisions.get(id) ?? 0 })))
  }
  const open = outcomes.filter((each) => each.kind === 'later' || each.kind === 'lost')
  const later = new Set(open.map(({ id }) => id))
  return {
    done: ads.map(({ id }) => id).filter((id) => !later.has(id)),
    later: [...later],
    refused: refused.length,
    taken: takenOf(outcomes),
    stale: outcomes.filter(({ kind }) => kind === 'stale').map(({ id }) => id),
    lost: new Set(open.filter(({ kind }) => kind === 'lost').map(({ index }) => index)),
    reason: reasonOf(open[0]),
  }
}

/**
 * The same where nothing may be left for later: what is put off is sent again, as long as some of it is taken.
 * @throws {Problem} `search.unavailable`
 */
export async function writeAll(
  deps: Pick<IndexingDeps, 'engine' | 'outbox'>,
  index: string,
  ads: readonly IndexedAd[],
  isRepair = false,
): Promise<{ readonly taken: readonly string[]; readonly stale: readonly string[]; readonly refused: number }> {
  const [taken, stale]: [string[], string[]] = [[], []]
  let refused = 0
  for (let left = ads; ; ) {
    const written = await writeAds(deps, [index], left, isRepair)
    taken.push(...(written.taken.get(index) ?? []))
    stale.push(...written.stale)
    refused += written.refused
    if (written.later.length === 0) return { taken, stale, refused }
    if (written.later.length === left.length) {
      throw new Problem('search.unavailable', `Elasticsearch took not all of ${index}: ${written.reason}.`)
    }
    const later = new Set(written.later)
    left = left.filter(({ id }) => later.has(id))
  }
}

function takenOf(outcomes: readonly WriteOutcome[]): Map<string, string[]> {
  const taken = new Map<string, string[]>()
  for (const { index, id, kind } of outcomes) {
    if (kind !== 'written' && kind !== 'stale') continue
    const ids = taken.get(index)
    if (ids === undefined) taken.set(index, [id])
    else ids.push(id)
  }
  return taken
}

function reasonOf(outcome: WriteOutcome | undefined): string | null {
  return outcome !== undefined && 'reason' in outcome ? outcome.reason : null
}
