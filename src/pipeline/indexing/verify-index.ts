import { Problem } from '../../domain/errors.ts'
import type { SearchPoint } from '../../ports/search-engine.ts'
import { compareIndex, countOf, type Differences } from './compare-index.ts'
import { BATCH, type IndexingDeps } from './deps.ts'
import { repairIndex } from './repair-index.ts'

export interface Verified {
  readonly index: string
  readonly revision: number
  readonly ads: number
  readonly missing: number
  readonly stale: number
  readonly extra: number
  readonly altered: number
  /** How many of them the engine refused again. */
  readonly refused: number
}

/** How many documents are not as the archive has them. */
export function differencesOf({ missing, stale, extra, altered }: Record<keyof Differences, number>): number {
  return missing + stale + extra + altered
}

export interface VerifyOptions {
  readonly isRepairing: boolean
  readonly signal: AbortSignal
  readonly onProgress: (ads: number) => void
}

const NOT_INDEXED = 'There is no index to verify: it is being built, or Elasticsearch was not to be had. See /sources.'

/**
 * Compares what is searched with the archive, document by document and letter by letter: each part as of the newest moment
 * that is searched, for while changes go on no moment is kept for as long as this takes.
 * @throws {Problem} `search.unavailable`; `import.stopped`
 */
export async function verifyIndex(
  deps: Pick<IndexingDeps, 'outbox' | 'engine'>,
  { isRepairing, signal, onProgress }: VerifyOptions,
): Promise<Verified> {
  const { index } = await searched(deps)
  const found = { missing: 0, stale: 0, extra: 0, altered: 0 }
  let [ads, refused, revision] = [0, 0, 0]
  for (let from: string | null = '0'; from !== null; ) {
    if (signal.aborted) throw new Problem('import.stopped', 'The index was verified in part only: start it again.')
    const point = await searched(deps)
    if (point.index !== index)
      throw new Problem('search.unavailable', `${index} is not searched any more: start it again.`)
    const compared = await comparePart(deps, point, from)
    if (compared === null) continue
    add(found, compared.differences)
    if (isRepairing && countOf(compared.differences) > 0) {
      refused += await repairIndex(deps, index, compared.differences)
    }
    ads += compared.ads
    onProgress(ads)
    from = compared.next
    revision = point.revision
  }
  if (isRepairing && differencesOf(found) > 0) await showRepaired(deps)
  return { index, revision, ads, ...found, refused }
}

async function searched({ outbox }: Pick<IndexingDeps, 'outbox'>): Promise<SearchPoint> {
  const point = await outbox.point(null)
  if (point === null) throw new Problem('search.unavailable', NOT_INDEXED)
  return point
}

/** Null where the moment is not kept any more: there is a newer one, or none. */
async function comparePart(deps: Pick<IndexingDeps, 'outbox' | 'engine'>, point: SearchPoint, from: string) {
  try {
    return await compareIndex(deps, point, { from, most: BATCH, withBody: true })
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.details['pointLost'] !== true) throw problem
    await deps.outbox.losePoint(point.pit)
    return null
  }
}

/** The indexer opens a new one for the same revision where there is none, and that shows what was repaired. */
async function showRepaired({ outbox }: Pick<IndexingDeps, 'outbox'>): Promise<void> {
  await outbox.losePoint((await searched({ outbox })).pit)
}

function add(sum: Record<keyof Differences, number>, { missing, stale, extra, altered }: Differences): void {
  sum.missing += missing.length
  sum.stale += stale.length
  sum.extra += extra.length
  sum.altered += altered.length
}
