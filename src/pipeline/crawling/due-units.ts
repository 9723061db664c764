import type { UnitRecord } from '../../ports/crawl-log.ts'
import type { WorkUnit } from '../../ports/crawling.ts'

/** A tick is never early by more; without it what was walked at yesterday's tick would wait for tomorrow's. */
const SLACK_HOURS = 2

/**
 * What is walked in a run, in this order: what still moves; what was never walked; what was left with gaps or in doubt; and
 * what was walked longest ago. Each as the source has them, which is the newest first.
 */
export function dueUnits(
  units: readonly WorkUnit[],
  known: ReadonlyMap<string, UnitRecord>,
  now: Date,
): readonly WorkUnit[] {
  const due = units.filter((unit) => isDue(unit, known.get(unit.key), now))
  return due
    .map((unit, place) => ({ unit, place, rank: rankOf(unit, known.get(unit.key)) }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ unit }) => unit)
}

/** A pass that was not whole is tried again at the next tick, however seldom the unit is looked at otherwise. */
function isDue({ everyHours }: WorkUnit, record: UnitRecord | undefined, now: Date): boolean {
  if (record === undefined) return true
  const hours = (now.getTime() - Date.parse(record.passedAt)) / 3_600_000
  return hours >= (record.state === 'whole' ? everyHours - SLACK_HOURS : Math.min(everyHours, 24) - SLACK_HOURS)
}

function rankOf({ kind }: WorkUnit, record: UnitRecord | undefined): number {
  if (kind === 'running') return 0
  if (record === undefined) return 1
  return record.state === 'whole' ? 3 : 2
}
