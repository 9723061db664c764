import { type CollectDeps, collect, collectingOf } from '../src/pipeline/collect.ts'
import type { JobName, RunProgress } from '../src/ports/run-log.ts'
import type { Source } from '../src/ports/source.ts'
import type { Job } from './job.ts'

export interface CollectJob {
  readonly deps: CollectDeps
  readonly source: Source
  /** The operator's own address; null: where the source says it lies. */
  readonly address: string | null
  /** By hand, every file is asked for, also those whose time has not come. */
  readonly isByHand: boolean
  /** Shows how far it is, beside what the run log keeps. */
  readonly show?: (progress: RunProgress) => void
}

/** Pulls one source from its public address. @throws {Problem} `request.invalid` for a source that lies at none */
export function collectJob({ deps, source, address, isByHand, show }: CollectJob): Job {
  const { schedule, address: usual } = collectingOf(source)
  return {
    name: collectJobName(source),
    schedule,
    run: (run, signal) =>
      collect(deps, {
        source,
        address: address ?? usual,
        hint: `set COLLECT_${source.manifest.id.toUpperCase()}_URL to where it lies now`,
        isByHand,
        signal,
        onProgress: (progress) => {
          run.report(progress)
          show?.(progress)
        },
      }),
  }
}

/** `collect-snap` */
export function collectJobName({ manifest }: Source): JobName {
  return `collect-${manifest.id}`
}
