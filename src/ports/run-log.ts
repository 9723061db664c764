import type { Instant } from '../domain/calendar.ts'

/** `collect-snap`. */
export type JobName = string

/**
 * `done`: it brought something; `unchanged`: the source said that nothing is new; `suspect`: it answered what cannot be
 * believed; `deferred`: it asked us to wait longer than a run may last; `stopped`: we were asked to stop; `lost`: its process
 * died.
 */
export type RunOutcome = 'done' | 'unchanged' | 'suspect' | 'failed' | 'deferred' | 'stopped' | 'lost'

/** Numbers about a run, by name: `files`, `rows`, `loaded`, `changed`, `unchanged`, `quarantined`, `bytes`. */
export type RunCounts = Readonly<Record<string, number>>

export interface RunProgress {
  /** What is at work: the name of a file, a part of an API. */
  readonly what: string
  readonly done: number
  readonly total: number | null
  readonly unit: 'bytes' | 'records' | 'parts'
}

export type RunTrigger = 'tick' | 'catch-up' | 'hand'

export interface RunRecord {
  readonly id: number
  readonly job: JobName
  readonly trigger: RunTrigger
  /** The tick it answers; null by hand. */
  readonly dueAt: Instant | null
  readonly startedAt: Instant
  readonly finishedAt: Instant | null
  /** Null while it runs. */
  readonly outcome: RunOutcome | null
  /** One sentence: what happened, and for a failure what to do. */
  readonly message: string | null
  readonly counts: RunCounts
  /** Of a running one. */
  readonly progress: RunProgress | null
}

/** A run that this process holds. */
export interface OpenRun {
  readonly id: number
  /** Aborted when the lease was lost: another process may be at work. */
  readonly lost: AbortSignal
  /** Kept for the pages; written at most once a second, whatever the number of calls. Throws nothing. */
  readonly report: (progress: RunProgress) => void
  /** The first call counts; nothing is written by a run that lost its lease. Throws when the database cannot be reached. */
  readonly finish: (outcome: RunOutcome, message: string | null, counts: RunCounts) => Promise<void>
}

export interface JobState {
  readonly job: JobName
  /** Null where the job is not scheduled in any process. */
  readonly nextDueAt: Instant | null
  readonly running: RunRecord | null
  /** The last one that ended, whatever its outcome. */
  readonly last: RunRecord | null
  /** When a run last ended as `done` or `unchanged`. */
  readonly lastGoodAt: Instant | null
}

/** A tick of a schedule, and the one that follows the moment at which it is answered. */
export interface Tick {
  readonly dueAt: Instant
  readonly nextDueAt: Instant
}

/**
 * Which jobs ran, run and will run. Held in the database, so that all processes agree. The moments of ticks come from the
 * caller; how long a lease lasts is the database's to say.
 */
export interface RunLog {
  /**
   * Keeps when the job is due next, unless an earlier tick is still to be answered; marks a run whose process died as
   * `lost`. @returns the earliest tick up to `now` that no run answers, or null
   */
  readonly plan: (job: JobName, nextDueAt: Instant, now: Instant) => Promise<Instant | null>
  /**
   * Takes the job's lease and its tick together, so that a process that dies takes neither with it. `tick` is null by hand.
   * The run answers every tick up to its start. A tick is given back by a run that was stopped, and by one whose process
   * died unless it was a catch-up: else a job that kills its process would do so at every start.
   * @returns null while another run of the job holds its lease, and when the tick has been answered
   */
  readonly begin: (job: JobName, trigger: RunTrigger, tick: Tick | null) => Promise<OpenRun | null>
  /**
   * A job that some process schedules falls due at that moment, which has come, unless it is due earlier anyhow: the next
   * look of the scheduler finds a missed tick. @returns false where no process schedules it
   */
  readonly dueNow: (job: JobName, at: Instant) => Promise<boolean>
  /** By name. A run whose process died reads as `lost`. */
  readonly states: () => Promise<readonly JobState[]>
  /** Newest first, at most `most`; the newest 1,000 of a job are kept. */
  readonly runs: (job: JobName, most: number) => Promise<readonly RunRecord[]>
}
