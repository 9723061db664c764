import type { Instant } from '../../domain/calendar.ts'
import type { RunCounts, RunOutcome, RunProgress, RunRecord } from '../../ports/run-log.ts'
import { counted, countText } from '../format.ts'
import { instantText } from '../format-date.ts'
import { visibleName } from '../visible-text.ts'

/** How far a run is, in words and as a bar. */
export interface ProgressView {
  readonly text: string
  readonly done: number
  readonly total: number
}

export const OUTCOMES: Readonly<Record<RunOutcome, string>> = {
  done: 'brought something new',
  unchanged: 'nothing new, as the source said',
  suspect: 'in doubt: the answer is not believed',
  failed: 'failed',
  deferred: 'put off: it goes on later, from where it got to',
  stopped: 'stopped by us; it goes on with the next run',
  lost: 'cut off; it goes on with the next run',
}

export function isTrouble(run: RunRecord | null): boolean {
  return run?.outcome === 'suspect' || run?.outcome === 'failed'
}

const COUNTED = ['loaded', 'changed', 'quarantined'] as const
const WORDS = { loaded: 'new', changed: 'changed', quarantined: 'quarantined' } as const

/** ` 5,100 records: 40 new, 310 changed.`; empty where nothing came of it. */
export function countsText(counts: RunCounts): string {
  const parts = COUNTED.filter((name) => (counts[name] ?? 0) > 0).map(
    (name) => `${countText(counts[name] ?? 0)} ${WORDS[name]}`,
  )
  return parts.length === 0 ? '' : ` ${counted(counts['rows'] ?? 0, 'record')}: ${parts.join(', ')}.`
}

export function runningText({ startedAt, progress }: RunRecord): string {
  const what = progress === null ? '' : ` ${visibleName(progress.what)}`
  return `Running since ${momentText(startedAt)}:${progress === null ? ' begun' : what}.`
}

export function progressOf({ progress }: RunRecord): ProgressView | null {
  if (progress === null) return null
  const { done, total } = progress
  // A bar of nothing at all would say that it is full.
  return { text: progressText(progress), done, total: Math.max(1, total ?? done) }
}

function progressText({ done, total, unit }: RunProgress): string {
  switch (unit) {
    case 'records':
      return counted(done, 'record')
    case 'parts':
      return total === null ? counted(done, 'part') : `${countText(done)} of ${counted(total, 'part')}`
    case 'bytes':
      return total === null ? megabytes(done) : `${megabytes(done)} of ${megabytes(total)}`
  }
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Runs are moments: also one at midnight has its time. */
export function momentText(moment: Instant): string {
  const text = instantText(moment)
  return text.endsWith('UTC') ? text : `${text}, 00:00 UTC`
}
