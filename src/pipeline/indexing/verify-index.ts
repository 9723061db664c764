import { Problem } from '../../domain/errors.ts'
import { compareIndex, countOf, type Differences } from './compare-index.ts'
import { BATCH, type IndexingDeps, POINT_SECONDS } from './deps.ts'
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

export interface VerifyOptions {
  readonly isRepairing: boolean
  readonly signal: AbortSignal
  readonly onProgress: (ads: number) => void
}

const NOT_INDEXED = 'There is no index to verify: it is being built, or Elasticsearch was not to be had. See /sources.'

/**
 * Compares what is searched with the archive, document by document and letter by letter, as of the moment that is searched.
 * @throws {Problem} `search.unavailable`; `import.stopped`
 */
export async function verifyIndex(
  deps: Pick<IndexingDeps, 'outbox' | 'engine'>,
  { isRepairing, signal, onProgress }: VerifyOptions,
): Promise<Verified> {
  const point = await deps.outbox.point(null)
  if (point === null) throw new Problem('search.unavailable', NOT_INDEXED)
  await deps.outbox.publish(point, POINT_SECONDS)
  const found = { missing: 0, stale: 0, extra: 0, altered: 0 }
  let [ads, refused] = [0, 0]
  for (let from: string | null = '0'; from !== null; ) {
    if (signal.aborted) throw new Problem('import.stopped', 'The index was verified in part only: start it again.')
    const compared = await compareIndex(deps, point, { from, most: BATCH, withBody: true })
    add(found, compared.differences)
    if (isRepairing && countOf(compared.differences) > 0) {
      refused += await repairIndex(deps, point.index, compared.differences)
    }
    ads += compared.ads
    onProgress(ads)
    from = compared.next
  }
  return { index: point.index, revision: point.revision, ads, ...found, refused }
}

function add(sum: Record<keyof Differences, number>, { missing, stale, extra, altered }: Differences): void {
  sum.missing += missing.length
  sum.stale += stale.length
  sum.extra += extra.length
  sum.altered += altered.length
}
