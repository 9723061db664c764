import { Problem } from '../../domain/errors.ts'
import type { KnownIndex, Lead, WaitingAd } from '../../ports/search-outbox.ts'
import { checkStep, copyStep } from './build-index.ts'
import { BATCH, type IndexingDeps, POINT_SECONDS } from './deps.ts'
import { lookAfterIndexes } from './look-after-indexes.ts'
import { type Written, writeAds } from './write-ads.ts'

/** How often an idle indexer looks whether its indexes are still there, and opens its point in time anew. */
const LOOK_EVERY_MS = 10_000
const REOPEN_EVERY_MS = 600_000

/** What `step` came to: `worked`: there may be more to do at once. */
export type Step = 'worked' | 'idle'

/** Brings the outside index after the archive, one step at a time; whoever calls it holds the lead. */
export interface Indexer {
  /** @throws {Problem} `search.unavailable`: nothing is lost, the step is taken again. */
  readonly step: (lead: Lead) => Promise<Step>
}

export function searchIndexer(deps: IndexingDeps): Indexer {
  const state: State = { target: null, lookedAt: null, openedAt: null, published: null }
  return {
    step: async (lead) => {
      try {
        return await step(deps, state, lead)
      } catch (problem) {
        state.lookedAt = null
        throw problem
      }
    },
  }
}

/** What an indexer remembers between steps; nothing is lost with it. */
interface State {
  /** The revision that is being indexed; nothing newer is, until all of it can be searched. */
  target: number | null
  lookedAt: number | null
  openedAt: number | null
  published: number | null
}

async function step(deps: IndexingDeps, state: State, lead: Lead): Promise<Step> {
  const { outbox, now } = deps
  if (state.lookedAt === null || now() - state.lookedAt >= LOOK_EVERY_MS) {
    await lookAfterIndexes(deps)
    state.lookedAt = now()
  }
  const indexes = await outbox.indexes()
  state.target ??= await outbox.newestRevision()
  if (await drain(deps, state, indexes, state.target)) return 'worked'
  const building = indexes.find((index) => index.state === 'building')
  const isSettled = !(await outbox.isWaiting(state.target))
  if (isSettled) await publish(deps, state, { indexes, lead, revision: state.target })
  if (building !== undefined && (!building.isCopied || isSettled)) {
    await build(deps, state, { building, lead, revision: state.target })
    if (isSettled) state.target = null
    return 'worked'
  }
  if (!isSettled) return 'idle' // what waits is not due yet
  const isBehind = (await outbox.newestRevision()) > state.target
  state.target = null
  return isBehind ? 'worked' : 'idle'
}

/** Writes changes that are due to every index. @returns whether there were any */
async function drain(
  deps: IndexingDeps,
  state: State,
  indexes: readonly KnownIndex[],
  revision: number,
): Promise<boolean> {
  const { outbox } = deps
  const waiting = await outbox.claim(revision, BATCH)
  if (waiting.length === 0) return false
  const names = indexes.map(({ name }) => name)
  const ads = waiting.flatMap(({ ad }) => ad ?? [])
  const written = await writeAds(deps, names, ads)
  for (const [name, ids] of written.taken) await outbox.revive(name, ids)
  const gone = waiting.filter(({ ad }) => ad === null).map(({ id }) => id)
  await outbox.done([...written.done, ...gone], revision)
  await postpone(deps, waiting, written, revision)
  if (written.lost.size > 0) state.lookedAt = null
  return true
}

/** Half a second, and twice as long each time, up to a minute. */
export function backOff(attempts: number): number {
  return Math.min(60, 0.5 * 2 ** Math.min(attempts, 10))
}

async function postpone(
  { outbox }: IndexingDeps,
  waiting: readonly WaitingAd[],
  { later, reason }: Written,
  revision: number,
): Promise<void> {
  if (later.length === 0) return
  const attempts = new Map(waiting.map((each) => [each.id, each.attempts]))
  const when = later.map((id) => ({ id, seconds: backOff(attempts.get(id) ?? 0) }))
  await outbox.postpone(when, revision)
  await outbox.note(reason)
}

/** All changes up to a revision are written, and none after it: what is opened now shows just that one. */
async function publish(
  { engine, outbox, now }: IndexingDeps,
  state: State,
  { indexes, lead, revision }: { indexes: readonly KnownIndex[]; lead: Lead; revision: number },
): Promise<void> {
  const live = indexes.find((index) => index.state === 'live')
  const isFresh = state.openedAt !== null && now() - state.openedAt < REOPEN_EVERY_MS
  if (live === undefined) return
  if (isFresh && state.published === revision && (await outbox.point(null))?.revision === revision) return
  const pit = await engine.open(live.name)
  await refuseLost(lead)
  const over = await outbox.publish({ index: live.name, revision, pit }, POINT_SECONDS)
  for (const point of over) await engine.close(point.pit).catch(() => undefined)
  state.openedAt = now()
  state.published = revision
  await outbox.note(null)
}

async function build(
  deps: IndexingDeps,
  state: State,
  { building, lead, revision }: { building: KnownIndex; lead: Lead; revision: number },
): Promise<void> {
  const { engine, outbox } = deps
  if (!building.isCopied) {
    await copyStep(deps, building, revision)
    return
  }
  if (!(await checkStep(deps, building, revision))) return
  await engine.serve(building.name)
  const point = { index: building.name, revision, pit: await engine.open(building.name) }
  await refuseLost(lead)
  await outbox.promote(building.name, { point, seconds: POINT_SECONDS })
  deps.log(`index ${building.name} is complete and is searched from now on`)
  state.openedAt = null
}

async function refuseLost(lead: Lead): Promise<void> {
  if (await lead.isHeld()) return
  throw new Problem('search.unavailable', 'The database connection of the indexer was lost.')
}
