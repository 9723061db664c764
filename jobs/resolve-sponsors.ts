import { Problem } from '../src/domain/errors.ts'
import type { SponsorResolver } from '../src/ports/sponsors.ts'
import type { Job, JobResult } from './job.ts'
import { type RunDeps, runOnce } from './run-once.ts'

export const RESOLVE_JOB = 'resolve-sponsors'

/** Every night, when the libraries of the day are in: all mentions, as a set. */
const SCHEDULE = '20 3 * * *'

/** Puts all mentions into sponsors. */
export function resolveSponsorsJob(resolver: SponsorResolver): Job {
  return { name: RESOLVE_JOB, schedule: SCHEDULE, run: (run, signal) => all(resolver, run, signal) }
}

/** More news than this share of what is known is thought of as a whole: one by one, it would take longer. */
const MOST_NEW = 0.02
const MANY_NEW = 500

/** After a load: what is new alone where that is little, else everything. The same job, so that the two never meet. */
export function attributeJob(resolver: SponsorResolver): Job {
  return {
    name: RESOLVE_JOB,
    schedule: SCHEDULE,
    run: async (run, signal) => {
      const { placed, unplaced } = await resolver.counts()
      if (unplaced === 0) return { outcome: 'unchanged', message: null, counts: {} }
      const isMuch = unplaced > MANY_NEW || unplaced > placed * MOST_NEW
      return isMuch ? all(resolver, run, signal) : told(await resolver.attributeNew(signal))
    },
  }
}

async function all(resolver: SponsorResolver, run: Parameters<Job['run']>[0], signal: AbortSignal): Promise<JobResult> {
  const { placed, unplaced } = await resolver.counts()
  run.report({ what: 'who is behind the ads', done: 0, total: placed + unplaced, unit: 'records' })
  return told(await resolver.resolve(signal))
}

function told({
  mentions,
  sponsors,
  merged,
  split,
  queued,
}: Awaited<ReturnType<SponsorResolver['resolve']>>): JobResult {
  return { outcome: 'done', message: null, counts: { mentions, sponsors, merged, split, queued } }
}

/** Whoever is at it already sees what is new, or the next run does. How it ended stands in the run log. */
export async function runUnlessRunning(job: Job, deps: RunDeps): Promise<void> {
  try {
    await runOnce(job, deps)
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.code !== 'job.running') throw problem
  }
}
