import type { Manifest } from '../../ports/source.ts'
import type { FileStatus, Hold, SeriesStatus, SourceStatus } from '../../ports/source-status.ts'
import { counted, countText } from '../format.ts'
import { dayText, instantText } from '../format-date.ts'
import { searchUrl } from '../search-url.ts'
import { visibleName } from '../visible-text.ts'
import type { CollectingView } from './collecting-view.ts'
import type { LinkView } from './layout-view.ts'
import type { SearchIndexView } from './search-index-view.ts'

export interface SourcesView {
  readonly lead: string
  readonly exports: readonly LinkView[]
  readonly collecting: CollectingView
  /** Null where no index outside the archive is set. */
  readonly searchIndex: SearchIndexView | null
  readonly sources: readonly SourceStatusView[]
}

export interface SourceStatusView {
  readonly id: string
  readonly name: string
  readonly facts: readonly { readonly label: string; readonly text: string }[]
  readonly withdrawn: readonly LinkView[]
  readonly missing: readonly LinkView[]
  readonly holds: readonly HoldView[]
  readonly decided: readonly HoldView[]
  readonly series: readonly SeriesView[]
  readonly files: readonly FileView[]
  readonly quarantine: readonly { readonly reason: string; readonly code: string; readonly records: string }[]
}

export interface HoldView {
  readonly sentence: string
  readonly state: string
  /** What a person with a shell types. */
  readonly commands: readonly { readonly command: string; readonly effect: string }[]
}

export interface SeriesView {
  readonly name: string
  readonly files: string
  readonly days: string
  readonly missing: string
  readonly withdrawn: string
  readonly gaps: string
  readonly gapDays: readonly string[]
}

export interface FileView {
  readonly name: string
  readonly format: string
  readonly observed: string
  readonly imported: string
  readonly counts: readonly string[]
  readonly drift: readonly string[]
}

export function sourcesView(
  statuses: readonly SourceStatus[],
  { collecting, searchIndex }: Pick<SourcesView, 'collecting' | 'searchIndex'>,
  manifests: readonly Manifest[],
): SourcesView {
  const waiting = statuses.flatMap(({ holds }) => holds).filter(({ status }) => status === 'held').length
  return {
    lead:
      waiting === 0
        ? 'No file waits for a decision.'
        : `${counted(waiting, 'file waits', 'files wait')} for a person’s decision.`,
    exports: ['csv', 'json'].map((format) => ({ text: format.toUpperCase(), href: `/sources?format=${format}` })),
    collecting,
    searchIndex,
    sources: statuses.map((status) => sourceView(status, manifests)),
  }
}

function sourceView(status: SourceStatus, manifests: readonly Manifest[]): SourceStatusView {
  const { source, series, holds, lastFiles, quarantine } = status
  return {
    id: source,
    name: manifests.find(({ id }) => id === source)?.name ?? source,
    facts: factsOf(status),
    missing: listingLinks(status, 'missing', 'missing from the newest file'),
    withdrawn: listingLinks(status, 'withdrawn', 'withdrawn'),
    holds: holds.filter(({ status: state }) => state === 'held').map(holdView),
    decided: holds.filter(({ status: state }) => state !== 'held').map(holdView),
    series: series.map(seriesView),
    files: lastFiles.map(fileView),
    quarantine: quarantine.map(({ reason, code, records }) => ({
      reason: visibleName(reason),
      code,
      records: countText(records),
    })),
  }
}

function factsOf({ ads, statements, advertisers, files, lastObservedOn }: SourceStatus): SourceStatusView['facts'] {
  return [
    { label: 'Ads', text: countText(ads) },
    { label: 'Statements of totals', text: countText(statements) },
    { label: 'Advertisers', text: countText(advertisers) },
    { label: 'Files', text: countText(files) },
    { label: 'Newest file', text: lastObservedOn === null ? 'none yet' : dayText(lastObservedOn) },
  ]
}

/** Ads are shown by a search; advertisers who are absent from a list of advertisers, by no search. */
function listingLinks({ source, series }: SourceStatus, listed: 'missing' | 'withdrawn', words: string): LinkView[] {
  const sum = (of: 'ads' | 'advertisers') =>
    series.filter((each) => each.of === of).reduce((all, each) => all + each[listed], 0)
  const [ads, advertisers] = [sum('ads'), sum('advertisers')]
  return [
    ...(ads === 0 ? [] : [{ text: `${counted(ads, 'ad')} ${words}`, href: searchUrl({ platform: source, listed }) }]),
    ...(advertisers === 0
      ? []
      : [{ text: `${counted(advertisers, 'advertiser')} ${words}`, href: '/about#withdrawals' }]),
  ]
}

const STATES = { held: 'waits for a decision', accepted: 'accepted', rejected: 'rejected' } as const

function holdView({ id, fileName, observedOn, series, of, listed, absent, status, decidedAt }: Hold): HoldView {
  const decided = decidedAt === null ? '' : ` on ${instantText(decidedAt)}`
  return {
    sentence: `Hold ${id}: ${visibleName(fileName)} of ${dayText(observedOn)} (series ${visibleName(series)}) lacks ${countText(absent)} of the ${countText(listed)} ${of} that earlier files listed.`,
    state: `${STATES[status]}${decided}`,
    commands:
      status === 'held'
        ? [
            { command: `paidfor holds accept ${id}`, effect: `the file is right: what it lacks counts as missing` },
            { command: `paidfor holds reject ${id}`, effect: 'the file is faulty: by it, nothing is missing' },
          ]
        : [],
  }
}

function seriesView(series: SeriesStatus): SeriesView {
  const { name, files, firstDay, lastDay, missingDays, missingDayCount, missing, withdrawn } = series
  const isCut = missingDays.length < missingDayCount
  return {
    name: visibleName(name),
    files: countText(files),
    days: firstDay === lastDay ? dayText(firstDay) : `${dayText(firstDay)} – ${dayText(lastDay)}`,
    missing: countText(missing),
    withdrawn: countText(withdrawn),
    gaps:
      missingDayCount === 0
        ? 'none'
        : `${counted(missingDayCount, 'day')}${isCut ? `, the newest ${missingDays.length} of them` : ''}`,
    gapDays: missingDays.map(dayText),
  }
}

function fileView(file: FileStatus): FileView {
  const { name, format, observedOn, importedAt, rows, loaded, changed, unchanged, quarantined, drift } = file
  return {
    name: visibleName(name),
    format,
    observed: dayText(observedOn),
    imported: instantText(importedAt),
    counts: [rows, loaded, changed, unchanged, quarantined].map(countText),
    drift: drift.map(visibleName),
  }
}
