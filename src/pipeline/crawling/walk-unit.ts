import { instantOf } from '../../domain/calendar.ts'
import { Problem } from '../../domain/errors.ts'
import type { CrawlLog, UnitRecord } from '../../ports/crawl-log.ts'
import type { JsonValue, WorkUnit } from '../../ports/crawling.ts'
import type { Spool, Spools } from '../../ports/spools.ts'
import type { Added, CollectedDeps, Pull } from '../import-collected.ts'
import { believe, recordOf } from './believe.ts'
import { takeIn } from './take-in.ts'
import { type WalkEnd, type Walking, walk } from './walk.ts'
import { newWalk, type WalkState, walkLeft, withRemarks } from './walk-state.ts'

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
}

interface UnitExpected extends UnitBefore {
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
  { unit, before, alike }: UnitExpected,
): Promise<UnitWalked | { readonly end: WalkEnd }> {
  const spool = await deps.spools.open(walking.source, unit.key)
  const show = (state: WalkState) => onProgress(`${unit.key}: page ${state.pages}, ads so far: ${state.records}`)
  const begun = walkLeft(spool.state, walking.clock.now()) ?? (await firstState(walking, unit, before ?? alike))
  show(begun)
  const end = await walk(walking, { spool, begun, onPage: show })
  if (end.is !== 'done') return { end }
  return finish(deps, { pull, walking, onProgress }, { unit, before, spool, walked: end.state })
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
  return newWalk({ unit, at: instantOf(clock.now()), queue, pageSize: crawling.pageSize?.start ?? null })
}

interface Done extends UnitBefore {
  readonly spool: Spool
  readonly walked: WalkState
}

/** Ends a pass that an earlier run left and nobody will go on with: what it brought is taken in, and proves no absence. */
export async function endLeft(
  deps: UnitDeps,
  going: Going,
  {
    walked,
    before,
    why,
  }: { readonly walked: WalkState; readonly before: UnitRecord | undefined; readonly why: string },
): Promise<UnitWalked | { readonly end: WalkEnd }> {
  const { unit } = walked
  const spool = await deps.spools.open(going.walking.source, unit.key)
  const ended = { ...withRemarks(walked, [why]), isWhole: false }
  return finish(deps, going, { unit, before, spool, walked: ended })
}

/** What is known of the unit is kept behind its import, and before its lines are forgotten: in between, it is imported again. */
async function finish(deps: UnitDeps, going: Going, done: Done): Promise<UnitWalked | { readonly end: WalkEnd }> {
  const { unit, before, spool, walked } = done
  const { source, crawlLog, crawling } = going.walking
  const belief = believe(walked, before, crawling.emptyIsUnknown)
  const added = await imported(deps, going, done, belief.state === 'whole')
  if ('end' in added) return added
  const record = recordOf(unit, walked, belief, before)
  await crawlLog.remember(source, unit.key, record)
  await crawlLog.change(source, { credential: 'good', ...(await newlyDead(going.walking, walked)) })
  await spool.forget()
  const gap = belief.state === 'part' ? `${unit.key}: ${walked.remarks.join(', ') || 'it ended early'}` : null
  const doubt = belief.doubt === null ? null : `${unit.key}: ${belief.doubt}`
  return { added, requests: walked.requests, doubt, gap, record }
}

/** The fewest pages after which a cursor died, where one did. */
async function newlyDead({ crawlLog, source }: Walking, { diedAfter }: WalkState): Promise<{ diesAfter?: number }> {
  if (diedAfter === null) return {}
  const { diesAfter } = await crawlLog.standing(source)
  return { diesAfter: Math.min(diesAfter ?? diedAfter, diedAfter) }
}

/** What cannot be imported stays where it is, for a person to look at. */
async function imported(
  deps: UnitDeps,
  { pull: { source, signal }, onProgress }: Going,
  { unit, spool, walked }: Done,
  isWhole: boolean,
): Promise<Added | { readonly end: WalkEnd }> {
  try {
    return await takeIn(deps, { source, signal, onProgress, unit, walked, spool, isWhole })
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.code === 'import.stopped') throw problem
    await spool.append([], { ...walked, isStuck: true } as unknown as JsonValue)
    const why = `what it brought cannot be imported: ${problem.message}`
    return { end: { is: 'refused', why, todo: 'What was told is kept; an update of Paidfor may read it.' } }
  }
}
