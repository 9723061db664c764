import type { AsOf } from '../src/domain/moment.ts'
import { momentToRelease, type ReleaseDeps, release } from '../src/pipeline/release.ts'
import type { OpenRun, RunProgress } from '../src/ports/run-log.ts'
import type { Job, JobResult } from './job.ts'

/** Monday morning, when the files of the week have been read; or every morning. */
const SCHEDULES = { weekly: '30 4 * * 1', daily: '30 4 * * *' } as const

export const RELEASE_JOB = 'release'

/** Makes a release of the newest moment, unless there is one. */
export function releaseJob(deps: ReleaseDeps, often: keyof typeof SCHEDULES): Job {
  return {
    name: RELEASE_JOB,
    schedule: SCHEDULES[often],
    run: async (run, signal) => {
      const moment = await momentToRelease(deps)
      return moment === null ? NOTHING_NEW : made(deps, { moment }, { run, signal })
    },
  }
}

const NOTHING_NEW: JobResult = {
  outcome: 'unchanged',
  message: 'There is nothing newer than the newest release.',
  counts: {},
}

/** The same by hand, of any moment; one that is there is looked through. @param asOf null: the newest moment */
export function releaseByHand(deps: ReleaseDeps, asOf: AsOf | null, show: (progress: RunProgress) => void): Job {
  return {
    name: RELEASE_JOB,
    schedule: SCHEDULES.weekly,
    run: (run, signal) => made(deps, asOf, { run, signal, show }),
  }
}

interface Running {
  readonly run: OpenRun
  readonly signal: AbortSignal
  readonly show?: (progress: RunProgress) => void
}

async function made(deps: ReleaseDeps, asOf: AsOf | null, { run, signal, show }: Running): Promise<JobResult> {
  const onRows = (what: string, done: number) => {
    const progress = { what, done, total: null, unit: 'records' } as const
    run.report(progress)
    show?.(progress)
  }
  const { manifest, isNew } = await release(deps, { asOf, signal, onRows })
  const { id, totals, files } = manifest
  const counts = {
    rows: totals.reduce((sum, { rows }) => sum + rows, 0),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files: files.length,
  }
  const message = isNew ? `Release ${id} was made.` : `Release ${id} is there, and all of its files are whole.`
  return { outcome: isNew ? 'done' : 'unchanged', message, counts }
}
