import type { Instant } from './calendar.ts'

/** A source is stale when its last good answer is older than so many of its intervals. */
const INTERVALS = 1.5
const HOUR_MS = 3_600_000

interface FreshnessOf {
  /** When a run last ended well; null: never. */
  readonly lastGoodAt: Instant | null
  /** Hours between two ticks of the schedule, more than 0. */
  readonly everyHours: number
  readonly now: Date
}

export interface Freshness {
  /** Never negative, also where the clock has been set back; null: never collected. */
  readonly ageHours: number | null
  /** What was never collected is stale from the moment it is scheduled. */
  readonly isStale: boolean
}

/**
 * How old the last good answer of a source is, and whether that is too old.
 * @throws {RangeError} on an interval that is none
 */
export function freshness({ lastGoodAt, everyHours, now }: FreshnessOf): Freshness {
  if (!(everyHours > 0)) throw new RangeError(`an interval of ${everyHours} hours is none`)
  if (lastGoodAt === null) return { ageHours: null, isStale: true }
  const ageHours = Math.max(0, (now.getTime() - Date.parse(lastGoodAt)) / HOUR_MS)
  return { ageHours, isStale: ageHours > INTERVALS * everyHours }
}
