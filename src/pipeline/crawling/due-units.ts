import type { UnitRecord } from '../../ports/crawl-log.ts'
import type { WorkUnit } from '../../ports/crawling.ts'

/** A tick is never early by more; without it what was walked at yesterday's tick would wait for tomorrow's. */
const SLACK_HOURS = 2

interface Units {
  /** As the source has them, the newest first. */
  readonly units: readonly WorkUnit[]
  /** Those whose pass an earlier run left, and of them those that a person must do something about first. */
  readonly left: readonly WorkUnit[]
  readonly stuck: readonly WorkUnit[]
  readonly known: ReadonlyMap<string, UnitRecord>
  readonly now: Date
}

/**
 * What is walked in a run, in this order: what was left halfway; what still moves; what was never walked; what was left with
 * gaps or in doubt; and what is looked at again after long. Among equals, what was walked longest ago: where a run is cut
 * short each time, the next one goes on with others.
 */
export function dueUnits({ units, left, stuck, known, now }: Units): readonly WorkUnit[] {
  const isLeft = new Set([...left, ...stuck].map(({ key }) => key))
  const due = units.filter((unit) => !isLeft.has(unit.key) && isDue(unit, known.get(unit.key), now))
  const ranked = due
    .map((unit, place) => ({ unit, place, rank: rankOf(unit, known.get(unit.key)), last: lastOf(known.get(unit.key)) }))
    .sort((a, b) => a.rank - b.rank || a.last - b.last || a.place - b.place)
    .map(({ unit }) => unit)
  return [...left, ...ranked, ...stuck]
}

/** A pass that was not whole is tried again at the next tick, however seldom the unit is looked at otherwise. */
function isDue({ everyHours }: WorkUnit, record: UnitRecord | undefined, now: Date): boolean {
  if (record === undefined) return true
  const hours = (now.getTime() - Date.parse(record.passedAt)) / 3_600_000
  // A pass of later than now was noted by a clock that was ahead.
  if (hours < 0) return true
  return hours >= (record.state === 'whole' ? everyHours - SLACK_HOURS : Math.min(everyHours, 24) - SLACK_HOURS)
}

function lastOf(record: UnitRecord | undefined): number {
  return record === undefined ? 0 : Date.parse(record.passedAt)
}

function rankOf({ kind }: WorkUnit, record: UnitRecord | undefined): number {
  if (kind === 'running') return 0
  if (record === undefined) return 1
  return record.state === 'whole' ? 3 : 2
}
