import { dayOf } from '../domain/calendar.ts'
import { cell, csvHeader, csvRow } from '../domain/csv.ts'
import type { CollectingStatus } from '../ports/collecting-status.ts'
import type { RunRecord } from '../ports/run-log.ts'
import type { SearchIndexStatus } from '../ports/search-outbox.ts'
import type { SourceStatus } from '../ports/source-status.ts'
import type { Json } from './disclosure-json.ts'
import { runJson } from './run-json.ts'
import { indexState } from './view-models/search-index-view.ts'

interface Row {
  readonly source: string
  /** `pull`, `search_index`, `source`, `file`, `series`, `missing_day`, `hold` or `quarantine`. */
  readonly row: string
  readonly name?: string
  readonly day?: string | null
  readonly lastDay?: string
  readonly status?: string
  readonly note?: string
  readonly counts?: Partial<Record<(typeof COUNTS)[number], number>>
}

const COUNTS = [
  ...(['ads', 'statements', 'advertisers', 'files', 'records', 'loaded', 'changed', 'unchanged'] as const),
  ...(['quarantined', 'missing', 'withdrawn', 'listed', 'absent'] as const),
]

interface Told {
  readonly statuses: readonly SourceStatus[]
  readonly pulls: readonly CollectingStatus[]
  readonly index: SearchIndexStatus | null
}

/** Everything the page says, one fact a line: which kind it is stands in the second column. */
export function sourcesCsv({ statuses, pulls, index }: Told): string {
  return (
    csvHeader(['source', 'row', 'name', 'day', 'last_day', 'status', ...COUNTS, 'note']) +
    [...pulls.flatMap(pullRows), ...indexRows(index), ...statuses.flatMap(rowsOf)].map(csvLine).join('')
  )
}

export function sourcesJson({ statuses, pulls, index }: Told): Json {
  return {
    collecting: pulls.map(pullJson),
    searchIndex: index === null ? null : indexJson(index),
    sources: statuses.map((status) => ({
      ...status,
      lastFiles: status.lastFiles.map((file) => ({ ...file, drift: [...file.drift] })),
      series: status.series.map((each) => ({ ...each, missingDays: [...each.missingDays] })),
      quarantine: status.quarantine.map((each) => ({ ...each })),
      holds: status.holds.map((hold) => ({ ...hold })),
    })),
    complete: true,
  }
}

/** The last run that ended, and the one that is at work. */
function pullRows({ source, state }: CollectingStatus): Row[] {
  return [state?.running ?? null, state?.last ?? null].flatMap((run) =>
    run === null
      ? []
      : [
          {
            source,
            row: 'pull',
            name: run.job,
            day: dayOf(run.startedAt),
            status: run.outcome ?? 'running',
            note: run.message ?? '',
            counts: countsOf(run),
          },
        ],
  )
}

/** It is of no source; what waits and what was refused are ads. */
function indexRows(index: SearchIndexStatus | null): Row[] {
  if (index === null) return []
  const { engine, lag } = index
  const searched = lag.searchable === null ? 'nothing is searched' : `searched up to revision ${lag.searchable}`
  return [
    {
      source: '',
      row: 'search_index',
      name: engine ?? '',
      day: lag.workedAt === null ? null : dayOf(lag.workedAt),
      status: indexState(lag),
      note: `${searched}; the archive is at ${lag.newest}; ads that wait and ads that were refused are counted`,
      counts: { ads: lag.waiting, quarantined: lag.deadLetters },
    },
  ]
}

function indexJson({ engine, lag }: SearchIndexStatus): Json {
  const { searchable, newest, waiting, oldestAt, deadLetters, workedAt, trouble } = lag
  return {
    engine,
    state: indexState(lag),
    searchableRevision: searchable,
    newestRevision: newest,
    waiting,
    oldestWaitingAt: oldestAt,
    refused: deadLetters,
    workedAt,
    isInTrouble: trouble !== null, // its words name machines
  }
}

function countsOf({ counts }: RunRecord): Row['counts'] & object {
  const { files = 0, rows = 0, loaded = 0, changed = 0, unchanged = 0, quarantined = 0 } = counts
  return { files, records: rows, loaded, changed, unchanged, quarantined }
}

function pullJson({ state, ...status }: CollectingStatus): Json {
  return {
    ...status,
    nextDueAt: state?.nextDueAt ?? null,
    lastGoodAt: state?.lastGoodAt ?? null,
    running: runJson(state?.running ?? null),
    last: runJson(state?.last ?? null),
  }
}

function rowsOf(status: SourceStatus): Row[] {
  const { source, ads, statements, advertisers, files, lastObservedOn } = status
  return [
    { source, row: 'source', day: lastObservedOn, counts: { ads, statements, advertisers, files } },
    ...status.lastFiles.map(({ name, observedOn, format, drift, rows, ...counts }) => ({
      source,
      row: 'file',
      name,
      day: observedOn,
      note: [format, ...drift].join(' | '),
      counts: { records: rows, ...counts },
    })),
    ...status.series.flatMap(({ name, firstDay, lastDay, missingDays, ...counts }) => [
      { source, row: 'series', name, day: firstDay, lastDay, counts },
      ...missingDays.map((day) => ({ source, row: 'missing_day', name, day })),
    ]),
    ...status.holds.map((hold) => ({
      source,
      row: 'hold',
      name: hold.fileName,
      day: hold.observedOn,
      status: hold.status,
      note: `hold ${hold.id} of ${hold.of} in series ${hold.series}`,
      counts: { listed: hold.listed, absent: hold.absent },
    })),
    ...status.quarantine.map(({ code, reason, records }) => ({
      source,
      row: 'quarantine',
      name: code,
      note: reason,
      counts: { records },
    })),
  ]
}

function csvLine({ source, row, name, day, lastDay, status, note, counts = {} }: Row): string {
  return csvRow([
    cell('text', source),
    cell('text', row),
    cell('text', name),
    cell('date', day),
    cell('date', lastDay),
    cell('text', status),
    ...COUNTS.map((count) => cell('number', counts[count] === undefined ? null : String(counts[count]))),
    cell('text', note),
  ])
}
