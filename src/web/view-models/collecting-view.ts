import type { Instant } from '../../domain/calendar.ts'
import { freshness } from '../../domain/freshness.ts'
import type { CollectingStatus } from '../../ports/collecting-status.ts'
import type { RunCounts, RunOutcome, RunRecord } from '../../ports/run-log.ts'
import type { Manifest } from '../../ports/source.ts'
import { counted, countText } from '../format.ts'
import { instantText } from '../format-date.ts'
import { visibleName } from '../visible-text.ts'

export interface CollectingView {
  readonly rows: readonly CollectingRowView[]
  /** What an operator may do about what is not pulled; null where all is. */
  readonly advice: { readonly command: string; readonly size: string; readonly setting: string } | null
}

export interface CollectingRowView {
  readonly name: string
  /** `late`: the last good pull is older than one and a half times the interval. */
  readonly mark: 'late' | 'trouble' | 'running' | null
  readonly state: string
  /** The sentence of a run that ended otherwise than well. */
  readonly message: string | null
  readonly progress: { readonly text: string; readonly done: number; readonly total: number } | null
  readonly lastGood: string
  readonly next: string
}

/** @param now the moment at which the page is asked for */
export function collectingView(
  statuses: readonly CollectingStatus[],
  manifests: readonly Manifest[],
  now: Date,
): CollectingView {
  const shown = statuses.filter(({ isScheduled, state }) => isScheduled || state !== null)
  const off = statuses.filter(({ isScheduled }) => !isScheduled)
  return { rows: shown.map((status) => rowView(status, manifests, now)), advice: adviceOn(off) }
}

function adviceOn(off: readonly CollectingStatus[]): CollectingView['advice'] {
  const [first] = off
  if (first === undefined) return null
  const names = off.map(({ source }) => source).join(',')
  return { command: `npx paidfor collect ${first.source}`, size: first.size, setting: `COLLECT=${names}` }
}

function rowView(status: CollectingStatus, manifests: readonly Manifest[], now: Date): CollectingRowView {
  const { source, state, everyHours, isScheduled } = status
  const { lastGoodAt = null, last = null, running = null } = state ?? {}
  const isLate = isScheduled && freshness({ lastGoodAt, everyHours, now }).isStale
  return {
    name: manifests.find(({ id }) => id === source)?.name ?? source,
    mark: running !== null ? 'running' : isTrouble(last) ? 'trouble' : isLate ? 'late' : null,
    lastGood: lastGoodAt === null ? 'never yet' : momentText(lastGoodAt),
    next: nextText(status),
    ...(running === null ? restingView(last, isLate, everyHours) : runningView(running)),
  }
}

function nextText({ isScheduled, state }: CollectingStatus): string {
  if (!isScheduled) return 'by hand only'
  return state?.nextDueAt == null ? 'not known' : momentText(state.nextDueAt)
}

type RunView = Pick<CollectingRowView, 'state' | 'message' | 'progress'>

function restingView(last: RunRecord | null, isLate: boolean, everyHours: number): RunView {
  const message = last?.message == null ? null : visibleName(last.message)
  return { state: lastText(last, isLate, everyHours), message, progress: null }
}

function runningView(run: RunRecord): RunView {
  return { state: runningText(run), message: null, progress: progressOf(run) }
}

const OUTCOMES: Readonly<Record<RunOutcome, string>> = {
  done: 'brought something new',
  unchanged: 'nothing new, as the source said',
  suspect: 'in doubt: the answer is not believed',
  failed: 'failed',
  deferred: 'put off: the source asked us to wait',
  stopped: 'stopped by us; it goes on with the next run',
  lost: 'cut off; it goes on with the next run',
}

function isTrouble(last: RunRecord | null): boolean {
  return last?.outcome === 'suspect' || last?.outcome === 'failed'
}

function lastText(last: RunRecord | null, isLate: boolean, everyHours: number): string {
  const late = isLate ? ` Late: a pull is due every ${counted(everyHours, 'hour')}.` : ''
  if (last === null || last.outcome === null) return `No run yet.${late}`
  const at = last.finishedAt === null ? '' : `${momentText(last.finishedAt)}: `
  return `${at}${OUTCOMES[last.outcome]}.${countsText(last.counts)}${late}`
}

const COUNTED = ['loaded', 'changed', 'quarantined'] as const
const WORDS = { loaded: 'new', changed: 'changed', quarantined: 'quarantined' } as const

function countsText(counts: RunCounts): string {
  const parts = COUNTED.filter((name) => (counts[name] ?? 0) > 0).map(
    (name) => `${countText(counts[name] ?? 0)} ${WORDS[name]}`,
  )
  return parts.length === 0 ? '' : ` ${counted(counts['rows'] ?? 0, 'record')}: ${parts.join(', ')}.`
}

function runningText({ startedAt, progress }: RunRecord): string {
  const what = progress === null ? '' : ` ${visibleName(progress.what)}`
  return `Running since ${momentText(startedAt)}:${progress === null ? ' begun' : what}.`
}

function progressOf({ progress }: RunRecord): CollectingRowView['progress'] {
  if (progress === null) return null
  const { done, total, unit } = progress
  const text =
    unit === 'records'
      ? counted(done, 'record')
      : total === null
        ? megabytes(done)
        : `${megabytes(done)} of ${megabytes(total)}`
  return { text, done, total: total ?? Math.max(1, done) }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Runs are moments: also one at midnight has its time. */
function momentText(moment: Instant): string {
  const text = instantText(moment)
  return text.endsWith('UTC') ? text : `${text}, 00:00 UTC`
}
