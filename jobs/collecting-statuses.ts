import { pullFacts } from '../src/pipeline/pull-facts.ts'
import type { CollectingStatus } from '../src/ports/collecting-status.ts'
import type { RunLog } from '../src/ports/run-log.ts'
import type { Source } from '../src/ports/source.ts'
import { collectJobName } from './collect.ts'

/** How the sources that can be pulled stand. @param scheduled names of those that this installation pulls by itself */
export async function collectingStatuses(
  runLog: RunLog,
  sources: readonly Source[],
  scheduled: readonly string[],
): Promise<readonly CollectingStatus[]> {
  const states = await runLog.states()
  return sources.flatMap((source) => {
    const { manifest } = source
    const facts = pullFacts(source)
    if (facts === null) return []
    const { everyHours, size } = facts
    const state = states.find(({ job }) => job === collectJobName(source)) ?? null
    return [{ source: manifest.id, isScheduled: scheduled.includes(manifest.id), everyHours, size, state }]
  })
}
