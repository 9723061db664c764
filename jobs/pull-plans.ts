import { pullFacts } from '../src/pipeline/pull-facts.ts'
import type { PullPlan } from '../src/ports/quality.ts'
import type { Source } from '../src/ports/source.ts'
import { collectJobName } from './collect.ts'

/** How the sources that lie at a public address are pulled. @param scheduled names of those that are pulled by themselves */
export function pullPlans(sources: readonly Source[], scheduled: readonly string[]): readonly PullPlan[] {
  return sources.flatMap((source) => {
    const { manifest } = source
    const facts = pullFacts(source)
    if (facts === null) return []
    const isScheduled = scheduled.includes(manifest.id)
    return [{ source: manifest.id, job: collectJobName(source), everyHours: facts.everyHours, isScheduled }]
  })
}
