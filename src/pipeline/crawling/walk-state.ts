import { type Instant, instantOf } from '../../domain/calendar.ts'
import type { JsonValue, Position, PublishedCount, WorkUnit } from '../../ports/crawling.ts'

/** Where a pass over a unit stands: what lies beside its lines, and is gone on with after any interruption. No secrets. */
export interface WalkState {
  readonly format: typeof FORMAT
  /** Of which unit, as it was when the pass began. */
  readonly unit: WorkUnit
  /** When the pass began. */
  readonly at: Instant
  /** When it was last gone on with. */
  readonly lastAt: Instant
  /** What is still to be asked, in this order; empty: the pass is done. */
  readonly queue: readonly Position[]
  /** Rows asked for at once; null where the platform decides. */
  readonly pageSize: number | null
  /** Hashes of the positions of this stretch that were answered: one that comes again is a loop. */
  readonly seen: readonly string[]
  readonly pages: number
  /** Of the stretch at work. */
  readonly stretchPages: number
  readonly stretchRecords: number
  /** How many places at the end of the queue come after the stretch at work. */
  readonly behind: number
  readonly requests: number
  readonly records: number
  readonly isWhole: boolean
  /** A person must do something first: others are walked before it. */
  readonly isStuck: boolean
  /** In a row, at the position at work. */
  readonly retries: number
  readonly throttles: number
  /** How often the stretch at work began anew. */
  readonly losses: number
  /** The fewest pages after which a cursor died in this pass. */
  readonly diedAfter: number | null
  readonly errors: Readonly<Record<string, number>>
  readonly remarks: readonly string[]
  readonly counts: readonly PublishedCount[]
}

const FORMAT = 'paidfor-walk-1'

interface Start {
  readonly unit: WorkUnit
  readonly at: Instant
  readonly queue: readonly Position[]
  readonly pageSize: number | null
}

export function newWalk({ unit, at, queue, pageSize }: Start): WalkState {
  const counters = {
    pages: 0,
    stretchPages: 0,
    stretchRecords: 0,
    behind: queue.length - 1,
    requests: 0,
    records: 0,
    retries: 0,
    throttles: 0,
    losses: 0,
  }
  const told = { errors: {}, remarks: [], counts: [] }
  return {
    format: FORMAT,
    unit,
    at,
    lastAt: at,
    queue,
    pageSize,
    seen: [],
    isWhole: true,
    isStuck: false,
    diedAfter: null,
    ...counters,
    ...told,
  }
}

/** One that an earlier run left; null: none, or none that can be gone on with. A clock that was ahead is set back to now. */
export function walkLeft(state: JsonValue | null, now: Date): WalkState | null {
  const known = Object(state) as Partial<WalkState>
  if (known.format !== FORMAT || !isSound(known)) return null
  const [at, lastAt] = [notAhead(known.at, now), notAhead(known.lastAt, now)]
  return { ...(known as WalkState), at, lastAt }
}

function notAhead(text: string | undefined, now: Date): Instant {
  const moment = Date.parse(text ?? '')
  return Number.isNaN(moment) || moment > now.getTime() ? instantOf(now) : (text as Instant)
}

const COUNTERS = [
  'pages',
  'stretchPages',
  'stretchRecords',
  'behind',
  'requests',
  'records',
  'retries',
  'throttles',
  'losses',
] as const

function isSound(known: Partial<WalkState>): boolean {
  const areCounts = COUNTERS.every((name) => isCount(known[name]))
  const areLists = [known.seen, known.remarks, known.counts].every((each) => Array.isArray(each))
  const arePositions = Array.isArray(known.queue) && known.queue.every((each) => Object(each) === each)
  const isSized = known.pageSize === null || (isCount(known.pageSize) && known.pageSize > 0)
  return areCounts && areLists && arePositions && isSized && typeof known.unit?.key === 'string'
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

/** Distinct ones, and not more than a page of the site shows. */
const MOST_TOLD = 20

export function withRemarks(state: WalkState, remarks: readonly string[]): WalkState {
  return remarks.length === 0
    ? state
    : { ...state, remarks: [...new Set([...state.remarks, ...remarks])].slice(0, MOST_TOLD) }
}

export function withError(state: WalkState, what: string): WalkState {
  const key = what.slice(0, 120)
  const isNew = state.errors[key] === undefined
  if (isNew && Object.keys(state.errors).length >= MOST_TOLD) return state
  return { ...state, errors: { ...state.errors, [key]: (state.errors[key] ?? 0) + 1 } }
}
