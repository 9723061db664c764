import { instant } from '../../domain/calendar.ts'
import type { CrawlLog, UnitRecord } from '../../ports/crawl-log.ts'
import type { WorkUnit } from '../../ports/crawling.ts'
import type { Spool, Spools } from '../../ports/spools.ts'
import type { Added, CollectedDeps, Pull } from '../import-collected.ts'
import { believe, recordOf } from './believe.ts'
import { takeIn } from './take-in.ts'
import { type WalkEnd, type Walking, walk } from './walk.ts'
import { newWalk, type WalkState, walkLeft } from './walk-state.ts'

export interface UnitDeps extends CollectedDeps {
  readonly spools: Spools
  readonly crawlLog: CrawlLog
}

interface Going {
  readonly pull: Pull
  readonly walking: Walking
  readonly onProgress: (what: string) => void
}

interface UnitBefore {
  readonly unit: WorkUnit
  readonly before: UnitRecord | undefined
  /** The last pass over another unit of the same country: as much is expected where this one was never walked. */
  readonly alike: UnitRecord | undefined
}

/** What a pass that came to its end brought. */
export interface UnitWalked {
  readonly added: Added
  readonly requests: number
  /** Why it is not believed; null: it is. */
  readonly doubt: string | null
  /** What was left out; null: nothing. */
  readonly gap: string | null
  readonly record: UnitRecord
}

/** Goes on with the pass that an earlier run left, or begins one; imports it when it is done. */
export async function walkUnit(
  deps: UnitDeps,
  { pull, walking, onProgress }: Going,
  { unit, before, alike }: UnitBefore,
): Promise<UnitWalked | { readonly end: WalkEnd }> {
  const spool = await deps.spools.open(walking.source, unit.key)
  const show = (state: WalkState) => onProgress(`${unit.key}: page ${state.pages}, ads so far: ${state.records}`)
  const begun = walkLeft(spool.state, walking.clock.now()) ?? (await firstState(walking, unit, before ?? alike))
  show(begun)
  const end = await walk(walking, { spool, begun, onPage: show })
  if (end.is !== 'done') return { end }
  return finish(deps, { pull, walking, onProgress }, { unit, before, alike, spool, walked: end.state })
}

/** Of stretches short enough to end before a cursor dies. Source: reliability I-10. */
const MOST_ADS_A_STRETCH = 2_000

async function firstState(walking: Walking, unit: WorkUnit, expected: UnitRecord | undefined): Promise<WalkState> {
  const { crawling, crawlLog, source, clock } = walking
  const { diesAfter } = await crawlLog.standing(source)
  const byAds = (expected?.records ?? 0) / MOST_ADS_A_STRETCH
  const byPages = diesAfter === null ? 0 : (expected?.pages ?? 0) / Math.max(1, diesAfter / 2)
  const parts = Math.ceil(Math.max(byAds, byPages, 1))
  const queue = (parts > 1 ? crawling.split(unit.begin, parts) : null) ?? [unit.begin]
  return newWalk({ unit, at: instant(clock.now().toISOString()), queue, pageSize: crawling.pageSize?.start ?? null })
}

interface Done extends UnitBefore {
  readonly spool: Spool
  readonly walked: WalkState
}

/** What is known of the unit is kept behind its import, and before its lines are forgotten: in between, it is imported again. */
async function finish(deps: UnitDeps, { pull, walking, onProgress }: Going, done: Done): Promise<UnitWalked> {
  const { unit, before, spool, walked } = done
  const { source, crawlLog, crawling } = walking
  const belief = believe(walked, before, crawling.emptyIsUnknown)
  const added = await takeIn(deps, {
    source: pull.source,
    signal: pull.signal,
    onProgress,
    unit,
    walked,
    spool,
    isWhole: belief.state === 'whole',
  })
  const record = recordOf(unit, walked, belief, before)
  await crawlLog.remember(source, unit.key, record)
  const { diesAfter } = await crawlLog.standing(source)
  const died = walked.diedAfter === null ? {} : { diesAfter: Math.min(diesAfter ?? walked.diedAfter, walked.diedAfter) }
  await crawlLog.change(source, { credential: 'good', ...died })
  await spool.forget()
  const gap = belief.state === 'part' ? `${unit.key}: ${walked.remarks.join(', ') || 'it ended early'}` : null
  const doubt = belief.doubt === null ? null : `${unit.key}: ${belief.doubt}`
  return { added, requests: walked.requests, doubt, gap, record }
}
