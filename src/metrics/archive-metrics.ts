import { Gauge, type Registry } from 'prom-client'
import type { Archive, SourceTotal } from '../ports/archive.ts'
import type { JobState, RunLog } from '../ports/run-log.ts'
import type { Hold } from '../ports/source-status.ts'
import { within } from '../web/within.ts'
import { boundedLabel } from './bounded-label.ts'

export interface ArchiveMetricsDeps {
  readonly archive: Pick<Archive, 'holds' | 'summary'>
  readonly runLog: Pick<RunLog, 'states'>
  /** Of the database's connections. */
  readonly pool: () => { readonly inUse: number; readonly idle: number; readonly waiting: number }
  readonly now: () => Date
}

const PATIENCE_MS = 2_000
const MOST_NAMES = 50

/** Gauges that are true at the moment at which they are asked for: read from the archive, kept nowhere. */
export function archiveMetrics(registry: Registry, deps: ArchiveMetricsDeps): { refresh: () => Promise<void> } {
  const gauges = makeGauges(registry)
  const jobLabel = boundedLabel(MOST_NAMES)
  const sourceLabel = boundedLabel(MOST_NAMES)
  const setJobs = (states: readonly JobState[]) => {
    for (const { job, lastGoodAt, running } of states) {
      gauges.running.set({ job: jobLabel(job) }, running === null ? 0 : 1)
      // Without a good run there is no age: a zero would say that all is well.
      if (lastGoodAt === null) continue
      gauges.age.set({ job: jobLabel(job) }, Math.max(0, (deps.now().getTime() - Date.parse(lastGoodAt)) / 1_000))
    }
  }
  const setHeld = (holds: readonly Hold[], totals: readonly SourceTotal[]) => {
    const waiting = holds.filter(({ status }) => status === 'held')
    gauges.holds.set(waiting.length)
    gauges.absences.set(waiting.reduce((sum, { absent }) => sum + absent, 0))
    for (const { source, quarantined } of totals) gauges.quarantined.set({ source: sourceLabel(source) }, quarantined)
  }
  return {
    refresh: async () => {
      const { inUse, idle, waiting } = deps.pool() // before we ask for connections ourselves
      const told = await within(PATIENCE_MS, readArchive(deps), null)
      gauges.forget()
      gauges.connections.set({ state: 'in_use' }, inUse)
      gauges.connections.set({ state: 'idle' }, idle)
      gauges.waiting.set(waiting)
      gauges.up.set(told === null ? 0 : 1)
      if (told === null) return
      setJobs(told.states)
      setHeld(told.holds, told.totals)
    },
  }
}

async function readArchive({ archive, runLog }: ArchiveMetricsDeps) {
  const [states, holds, summary] = await Promise.all([runLog.states(), archive.holds(), archive.summary()])
  return { states, holds, totals: summary.sources }
}

/** A gauge without a value is left out of the exposition: what is not known is not zero. */
function makeGauges(registry: Registry) {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `paidfor_${name}`, help, labelNames, registers: [registry] })
  const labelled = {
    age: gauge('job_last_good_age_seconds', 'Seconds since a run of the job last ended well', 'job'),
    running: gauge('job_running', '1 while a run of the job is at work, in any process', 'job'),
    quarantined: gauge('quarantined_records', 'Records that could not be understood', 'source'),
    connections: gauge('database_connections', 'Connections of this process to its database', 'state'),
  }
  const single = {
    holds: gauge('holds_waiting', 'Mass disappearances that wait for a person'),
    absences: gauge('held_absences', 'Ads and advertisers whose absence is held by them'),
    waiting: gauge('database_waiting', 'Requests that wait for a connection'),
    up: gauge('database_up', '1 when the database has answered in time'),
  }
  return {
    ...labelled,
    ...single,
    forget: () => {
      for (const each of Object.values(labelled)) each.reset()
      for (const each of Object.values(single)) each.remove()
    },
  }
}
