import { shortHash } from '../../domain/short-hash.ts'
import type { Crawling, Page, Position, Verdict } from '../../ports/crawling.ts'
import { ATTEMPT, begunAnew, movedOn } from './stretch.ts'
import { type WalkState, withError, withRemarks } from './walk-state.ts'

/** What comes of a verdict: where the walk stands then, what is kept, and what is to be done before the next request. */
export interface Obeyed {
  readonly state: WalkState
  readonly kept: readonly string[]
  readonly act: Act
}

export type Act =
  | { readonly do: 'go_on'; readonly pauseMs: number }
  /** We were told to, or something must pass by itself; `isOurs`: nothing is amiss, we only want to be sure. */
  | { readonly do: 'wait'; readonly ms: number; readonly why: string; readonly isTold: boolean; readonly isOurs?: true }
  | { readonly do: 'close'; readonly ms: number; readonly why: string }
  | { readonly do: 'renew_token'; readonly why: string }
  | { readonly do: 'give_up'; readonly why: string; readonly todo: string }

/** In a row; then the stretch is left, and the pass is not whole. */
const MOST_RETRIES = 5
const MOST_TENTATIVE = 2
const MOST_LOSSES = 5
/** Told to wait so often in a row, we leave it for this run. */
const MOST_THROTTLES = 3
const LEAST_CLOSED_MS = 600_000
const TENTATIVE_MS = 60_000
const FIRST_WAIT_MS = 30_000
const LONGEST_BACK_OFF_MS = 240_000
const GROWTH = 1.19
const SHRINKAGE = 0.71

/** Pure. The queue of `state` is not empty. */
export function obey(crawling: Crawling, state: WalkState, verdict: Verdict): Obeyed {
  const at = state.queue[0] as Position
  switch (verdict.is) {
    case 'page':
      return page(crawling, state, verdict)
    case 'reduce':
      return reduce(crawling, withError(state, verdict.what), verdict.pauseMs ?? 0)
    case 'transient':
      return transient(crawling, withError(state, verdict.what), verdict)
    case 'throttled':
      return throttled(withError(state, verdict.what), verdict)
    case 'closed':
      return nothingKept(withError(state, verdict.what), { do: 'close', ms: verdict.waitMs, why: verdict.what })
    case 'expired':
      return nothingKept(withError(state, verdict.what), { do: 'renew_token', why: verdict.what })
    case 'refused':
      return nothingKept(
        { ...withError(state, verdict.what), isStuck: true },
        { do: 'give_up', why: verdict.what, todo: verdict.todo },
      )
    case 'lost_place':
      return lostPlace(crawling, withError(state, verdict.what), at)
    case 'instead':
      return nothingKept(
        movedOn({ ...withRemarks(withError(state, verdict.what), [verdict.what]), ...ATTEMPT }, [
          ...verdict.positions,
          ...rest(state),
        ]),
        GO_ON,
      )
    case 'skip':
      return skip(withRemarks(withError(state, verdict.what), [verdict.what]), verdict.kept ?? [])
  }
}

const GO_ON: Act = { do: 'go_on', pauseMs: 0 }

function rest({ queue }: WalkState): readonly Position[] {
  return queue.slice(1)
}

function nothingKept(state: WalkState, act: Act): Obeyed {
  return { state, kept: [], act }
}

function page(crawling: Crawling, state: WalkState, told: Page): Obeyed {
  if (told.isTentativeEnd === true && state.retries < MOST_TENTATIVE) {
    const again = withError({ ...state, retries: state.retries + 1 }, 'an end that may be none')
    return nothingKept(again, {
      do: 'wait',
      ms: TENTATIVE_MS,
      why: 'an end that may be none',
      isTold: false,
      isOurs: true,
    })
  }
  const answered: WalkState = {
    ...withRemarks(state, told.remarks ?? []),
    ...ATTEMPT,
    isStuck: false,
    pageSize: grown(crawling, state.pageSize),
    seen: [...state.seen, positionHash(state.queue[0] as Position)],
    pages: state.pages + 1,
    stretchPages: state.stretchPages + 1,
    stretchRecords: state.stretchRecords + told.records,
    records: state.records + told.records,
    isWhole: state.isWhole && told.isCutShort !== true,
    counts: [...state.counts, ...(told.counts ?? [])],
  }
  const next = movedOn(answered, [...told.next, ...rest(state)])
  return { state: next, kept: told.kept, act: { do: 'go_on', pauseMs: told.pauseMs ?? 0 } }
}

/** A hash of few digits: of some thousands, two alike would only end a stretch early, and the pass would say so. */
export function positionHash(at: Position): string {
  return shortHash(JSON.stringify(at))
}

function grown({ pageSize: sizes }: Crawling, size: number | null): number | null {
  return sizes === null || size === null ? null : Math.min(sizes.most, Math.ceil(size * GROWTH))
}

function shrunk({ pageSize: sizes }: Crawling, size: number | null, by: number): number | null {
  return sizes === null || size === null ? null : Math.max(sizes.least, Math.floor(size * by))
}

/** Half of it; what is too much even so is asked for in parts. */
function reduce(crawling: Crawling, state: WalkState, pauseMs: number): Obeyed {
  const pageSize = shrunk(crawling, state.pageSize, 0.5)
  const act: Act = { do: 'go_on', pauseMs }
  if (pageSize !== state.pageSize) return nothingKept({ ...state, pageSize }, act)
  const parts = crawling.split(crawling.restart(state.queue[0] as Position), 2)
  if (parts === null) return transient(crawling, state, { what: 'too much at once', waitMs: FIRST_WAIT_MS })
  return nothingKept(begunAnew(state, parts), act)
}

interface Passing {
  readonly what: string
  readonly waitMs: number
  readonly most?: number
}

function transient(crawling: Crawling, state: WalkState, { what, waitMs, most = MOST_RETRIES }: Passing): Obeyed {
  if (state.retries >= most) return leave(crawling, state, `${what}, ${most + 1} times in a row`)
  const again = { ...state, retries: state.retries + 1, pageSize: shrunk(crawling, state.pageSize, SHRINKAGE) }
  return nothingKept(again, { do: 'wait', ms: waitMs, why: what, isTold: false })
}

/** The rest of the unit is walked through all the same. */
function leave(crawling: Crawling, state: WalkState, why: string): Obeyed {
  const kept = crawling.leaving?.(state.queue[0] as Position) ?? []
  const records = state.records + kept.length
  const left = { ...withRemarks(state, [`left: ${why}`]), ...ATTEMPT, isWhole: false, records }
  return { state: movedOn(left, rest(state)), kept, act: GO_ON }
}

/** A stretch that leads in a circle. */
export function leaveLoop(crawling: Crawling, state: WalkState): Obeyed {
  const what = 'the same page again and again'
  return leave(crawling, withError(state, what), what)
}

function throttled(
  state: WalkState,
  { what, waitMs }: { readonly what: string; readonly waitMs: number | null },
): Obeyed {
  const throttles = state.throttles + 1
  const ms = waitMs ?? Math.min(FIRST_WAIT_MS * 2 ** (throttles - 1), LONGEST_BACK_OFF_MS)
  const next = { ...state, throttles }
  if (throttles >= MOST_THROTTLES)
    return nothingKept(next, { do: 'close', ms: Math.max(ms, LEAST_CLOSED_MS), why: what })
  return nothingKept(next, { do: 'wait', ms, why: what, isTold: true })
}

/** From the beginning of the stretch, in two parts where it can be cut: shorter walks end before their cursor dies. */
function lostPlace(crawling: Crawling, state: WalkState, at: Position): Obeyed {
  const diedAfter = Math.min(state.diedAfter ?? Number.POSITIVE_INFINITY, Math.max(1, state.stretchPages))
  const known = { ...state, diedAfter, losses: state.losses + 1 }
  if (known.losses > MOST_LOSSES) return leave(crawling, known, 'its cursor died again and again')
  const start = crawling.restart(at)
  return nothingKept(begunAnew(known, crawling.split(start, 2) ?? [start]), GO_ON)
}

function skip(state: WalkState, kept: readonly string[]): Obeyed {
  const next = { ...state, ...ATTEMPT, isWhole: false, records: state.records + kept.length }
  return { state: movedOn(next, rest(state)), kept, act: GO_ON }
}
