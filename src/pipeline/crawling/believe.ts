import type { UnitRecord, UnitState } from '../../ports/crawl-log.ts'
import type { WorkUnit } from '../../ports/crawling.ts'
import type { WalkState } from './walk-state.ts'

/** How far a pass is believed. */
export interface Belief {
  readonly state: UnitState
  /** Why it is not; null: it is. */
  readonly doubt: string | null
}

/** Below this share of what it usually tells, a source is not believed. Source: reliability I-19. */
const LEAST_SHARE = 0.5
/** Saying the same so often in a row, it is believed after all: sources do shrink. */
const BELIEVED_AFTER = 3

/** “Nothing new” is believed only where the source really said so. */
export function believe(walk: WalkState, before: UnitRecord | undefined, isEmptyUnknown: boolean): Belief {
  if (walk.records === 0 && isEmptyUnknown)
    return { state: 'unknown', doubt: 'it told of no ad, which may mean nothing' }
  const usual = median(before?.recent ?? [])
  const isFarLess = usual > 0 && walk.records < usual * LEAST_SHARE
  if (isFarLess && (before?.doubts ?? 0) + 1 < BELIEVED_AFTER) {
    return { state: 'unknown', doubt: `it told of ${walk.records} ads, where it used to tell of ${usual}` }
  }
  return { state: walk.isWhole ? 'whole' : 'part', doubt: null }
}

const MOST_RECENT = 7

/** What is kept of the pass. */
export function recordOf(unit: WorkUnit, walk: WalkState, belief: Belief, before: UnitRecord | undefined): UnitRecord {
  const isBelieved = belief.doubt === null
  const { records, pages, requests, errors, remarks, at, counts } = walk
  const recent = isBelieved ? [records, ...(before?.recent ?? [])].slice(0, MOST_RECENT) : (before?.recent ?? [])
  return {
    country: unit.country,
    days: unit.days,
    state: belief.state,
    passedAt: at,
    wholeAt: belief.state === 'whole' ? at : (before?.wholeAt ?? null),
    records,
    recent,
    doubts: isBelieved ? 0 : (before?.doubts ?? 0) + 1,
    pages,
    requests,
    errors,
    remarks: belief.doubt === null ? remarks : [belief.doubt, ...remarks],
    counts: isBelieved ? counts : (before?.counts ?? []),
  }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
