import { instantOf } from '../src/domain/calendar.ts'
import type { RunLog } from '../src/ports/run-log.ts'
import type { Job } from './job.ts'

/** So long ago that the scheduler takes it for missed. */
const AGO_MS = 60_000

/** Jobs that never went well are due from the start on: nobody should wait for the night to see that it works. */
export async function dueAtOnce(runLog: RunLog, jobs: readonly Job[], now: Date): Promise<void> {
  const states = await runLog.states()
  const due = instantOf(new Date(now.getTime() - AGO_MS))
  for (const { name } of jobs) {
    const state = states.find(({ job }) => job === name)
    if (state?.lastGoodAt == null) await runLog.plan(name, due, instantOf(now))
  }
}
