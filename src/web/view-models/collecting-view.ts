import { freshness } from '../../domain/freshness.ts'
import type { CollectingStatus } from '../../ports/collecting-status.ts'
import type { RunRecord } from '../../ports/run-log.ts'
import type { Manifest } from '../../ports/source.ts'
import { counted } from '../format.ts'
import { runsUrl } from '../runs-request.ts'
import { visibleName } from '../visible-text.ts'
import { countsText, isTrouble, momentText, OUTCOMES, type ProgressView, progressOf, runningText } from './run-words.ts'

export interface CollectingView {
  readonly rows: readonly CollectingRowView[]
  /** What an operator may do about what is not pulled; null where all is. */
  readonly advice: { readonly command: string; readonly size: string; readonly setting: string } | null
}

export interface CollectingRowView {
  readonly name: string
  /** The page of its runs. */
  readonly href: string
  /** `late`: the last good pull is older than one and a half times the interval. */
  readonly mark: 'late' | 'trouble' | 'running' | null
  readonly state: string
  /** The sentence of a run that ended otherwise than well. */
  readonly message: string | null
  readonly progress: ProgressView | null
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
    href: runsUrl(source),
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

function lastText(last: RunRecord | null, isLate: boolean, everyHours: number): string {
  const late = isLate ? ` Late: a pull is due every ${counted(everyHours, 'hour')}.` : ''
  if (last === null || last.outcome === null) return `No run yet.${late}`
  const at = last.finishedAt === null ? '' : `${momentText(last.finishedAt)}: `
  return `${at}${OUTCOMES[last.outcome]}.${countsText(last.counts)}${late}`
}
