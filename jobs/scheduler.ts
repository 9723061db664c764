import { createTask } from 'node-cron'
import { type Instant, instantOf } from '../src/domain/calendar.ts'
import type { OpenRun, RunTrigger } from '../src/ports/run-log.ts'
import type { Job } from './job.ts'
import { type RunDeps, runToEnd } from './run-once.ts'

export interface SchedulerDeps extends Pick<RunDeps, 'runLog' | 'log'> {
  readonly jobs: readonly Job[]
  readonly limits?: SchedulerLimits
}

interface SchedulerLimits {
  /** How long runs are waited for that are asked to stop. */
  readonly stopMs: number
  /** After that, how long noting may take that they did not. */
  readonly noteMs: number
  /** How often ticks are looked for that no run answers. */
  readonly lookEveryMs: number
}

export interface Scheduler {
  /** Settles when no run and no question to the database is under way. */
  readonly idle: () => Promise<void>
  /** No run starts any more, running ones are asked to stop. Takes `stopMs` and `noteMs` at most, whatever the database does. */
  [Symbol.asyncDispose](): Promise<void>
}

const LIMITS: SchedulerLimits = { stopMs: 20_000, noteMs: 4_000, lookEveryMs: 60_000 }

/** Up to here, a process is on time for a tick; from here on, it is missed, and looked for. */
const LATE_MS = 5_000

/** A clock may be set, and a machine may sleep: how long a tick is ahead is reckoned anew this often. */
const LONGEST_WAIT_MS = 60_000

const DEAF = 'It was asked to stop and did not do so in time. The next run goes on where it got to.'

/**
 * Runs jobs at the ticks of their schedules, each tick once among all processes on a database. What no process answered in
 * time is caught up with by one run. Goes on, whatever a job throws and however long the database is away.
 */
export function startScheduler({ jobs, runLog, log, limits = LIMITS }: SchedulerDeps): Scheduler {
  const stopping = new AbortController()
  const work = workUnderWay()
  const deps = { runLog, log: onceAnOutage(log), stop: stopping.signal, work }
  const scheduled = jobs.map((job) => scheduleJob(job, deps))
  const look = () => {
    for (const each of scheduled) work.add(each.look())
  }
  look()
  const timer = setInterval(look, limits.lookEveryMs)
  return {
    idle: work.ended,
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      stopping.abort()
      for (const each of scheduled) each.end()
      await within(limits.stopMs, work.ended())
      const deaf = work.runs().map((run) => run.finish('stopped', DEAF, {}))
      await within(limits.noteMs, Promise.allSettled(deaf))
    },
  }
}

interface ScheduleDeps extends Omit<RunDeps, 'log'> {
  readonly log: ReturnType<typeof onceAnOutage>
  readonly work: ReturnType<typeof workUnderWay>
}

function scheduleJob(job: Job, { runLog, log, stop, work }: ScheduleDeps) {
  const schedule = createTask(job.schedule, () => undefined, { timezone: 'UTC' })
  const nextTick = () => instantOf(schedule.getNextRuns(1)[0] as Date)
  let isLooking = false
  let isRunning = false
  /** Begins the run that answers a tick, where it is ours to answer. */
  const answer = async (trigger: RunTrigger, dueAt: Instant): Promise<void> => {
    const nextDueAt = nextTick()
    const run = stop.aborted ? null : await runLog.begin(job.name, trigger, { dueAt, nextDueAt })
    if (run === null) return
    isRunning = true
    const ended = runToEnd(job, run, { runLog, log: log.line, stop }).then(() => {
      isRunning = false
      return Date.now() < Date.parse(nextDueAt) ? undefined : look() // a tick fell while it ran
    })
    work.add(ended, run)
  }
  const look = async (): Promise<void> => {
    if (stop.aborted || isLooking || isRunning) return
    isLooking = true
    try {
      const missed = await runLog.plan(job.name, nextTick(), instantOf(new Date()))
      if (missed !== null && lateBy(missed) >= LATE_MS) await answer('catch-up', missed)
      log.isBack()
    } catch (error) {
      log.outage(error)
    } finally {
      isLooking = false
    }
  }
  const clock = everyTick(nextTick, (dueAt) => work.add(answer('tick', dueAt).catch(log.outage)))
  const end = () => {
    clock.stop()
    schedule.destroy()
  }
  return { look, end }
}

/**
 * node-cron reads the schedule; the timer is ours. That of node-cron 4.6.0 cuts the milliseconds off a moment by way of the
 * machine's zone, which in the hour that is repeated when summer time ends leads an hour back: it then turns without rest,
 * and lets the ticks of that hour fall, though its schedule is in UTC.
 */
function everyTick(nextTick: () => Instant, onTick: (dueAt: Instant) => unknown): { stop: () => void } {
  let timer: NodeJS.Timeout | undefined
  const wait = (): void => {
    const dueAt = nextTick()
    const fire = () => {
      wait()
      const late = lateBy(dueAt)
      if (late >= 0 && late < LATE_MS) onTick(dueAt)
    }
    timer = setTimeout(fire, Math.min(-lateBy(dueAt), LONGEST_WAIT_MS))
  }
  wait()
  return { stop: () => clearTimeout(timer) }
}

function lateBy(dueAt: Instant): number {
  return Date.now() - Date.parse(dueAt)
}

const OUTAGE = 'The database cannot be reached: jobs that fall due are caught up with when it is back.'

/** One line when the database goes away and one when it is back, instead of one for each question. */
function onceAnOutage(line: RunDeps['log']) {
  let isAway = false
  return {
    line,
    outage: (error: unknown) => {
      if (!isAway) line(OUTAGE, error)
      isAway = true
    },
    isBack: () => {
      if (isAway) line('The database is back: jobs run again.')
      isAway = false
    },
  }
}

/** What must have ended before the process may, and the runs among it. */
function workUnderWay() {
  const all = new Map<Promise<unknown>, OpenRun | null>()
  return {
    add: <Result>(promise: Promise<Result>, run: OpenRun | null = null): Promise<Result> => {
      all.set(promise, run)
      const forget = () => all.delete(promise)
      promise.then(forget, forget)
      return promise
    },
    runs: () => [...all.values()].filter((run) => run !== null),
    ended: async () => {
      while (all.size > 0) await Promise.allSettled(all.keys())
    },
  }
}

async function within(ms: number, ended: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([ended, limit])
  clearTimeout(timer)
}
