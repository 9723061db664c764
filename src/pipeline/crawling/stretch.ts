import type { Position } from '../../ports/crawling.ts'
import type { WalkState } from './walk-state.ts'

/**
 * A stretch is what one place of the queue led to: the pages of a list, and the calls about each ad on them. It ends when
 * nothing of it is left before what was to come anyway.
 */
export function movedOn(state: WalkState, queue: readonly Position[]): WalkState {
  if (queue.length > state.behind) return { ...state, queue }
  return { ...state, ...ATTEMPT, ...NOTHING_YET, losses: 0, queue, behind: Math.max(0, queue.length - 1) }
}

/** From its beginning, in these parts: what it brought so far is told again. */
export function begunAnew(state: WalkState, parts: readonly Position[]): WalkState {
  const queue = [...parts, ...state.queue.slice(state.queue.length - state.behind)]
  const records = state.records - state.stretchRecords
  return { ...state, ...ATTEMPT, ...NOTHING_YET, queue, records, behind: queue.length - 1 }
}

/** Of a position at which nothing was tried yet. */
export const ATTEMPT = { retries: 0, throttles: 0 } as const

const NOTHING_YET = { seen: [], stretchPages: 0, stretchRecords: 0 } as const
