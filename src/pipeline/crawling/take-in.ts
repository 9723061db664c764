import { passName } from '../../domain/pass-name.ts'
import { refuseStopped } from '../../domain/stopped.ts'
import type { WorkUnit } from '../../ports/crawling.ts'
import type { Source } from '../../ports/source.ts'
import type { Spool } from '../../ports/spools.ts'
import { type Added, type CollectedDeps, NOTHING_ADDED, withOutcome } from '../import-collected.ts'
import { importFile } from '../import-file.ts'
import type { WalkState } from './walk-state.ts'

interface Taken {
  readonly source: Source
  readonly signal: AbortSignal
  readonly onProgress: (what: string) => void
  readonly unit: WorkUnit
  readonly walked: WalkState
  readonly spool: Spool
  readonly isWhole: boolean
}

/**
 * Imports what a pass brought, as a file whose name tells what it is of. Doing so again changes nothing.
 * @throws {Problem} `import.stopped`; `file.…` where what it brought cannot be read as the source’s
 */
export async function takeIn(deps: CollectedDeps, { unit, walked, spool, isWhole, ...pull }: Taken): Promise<Added> {
  if (spool.size() === 0) return NOTHING_ADDED
  const { source, signal, onProgress } = pull
  const name = passName({ source: source.manifest.id, unit: unit.key, at: walked.at, isWhole })
  const own = {
    ...deps,
    onProgress: (what: string, done: number) => {
      onProgress(`${what}: ${done} records read`)
      refuseStopped(signal)
    },
  }
  let added = NOTHING_ADDED
  for await (const outcome of importFile(own, { source, path: spool.path, name, observedOn: null })) {
    if ('problem' in outcome) throw outcome.problem
    added = withOutcome(added, outcome)
  }
  return { ...added, bytes: spool.size() }
}
