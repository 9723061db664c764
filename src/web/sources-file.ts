import { type Cell, csvHeader, csvRow } from '../domain/csv.ts'
import type { SourceStatus } from '../ports/source-status.ts'
import type { Json } from './disclosure-json.ts'

interface Row {
  readonly source: string
  /** `source`, `file`, `series`, `missing_day`, `hold` or `quarantine`. */
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

/** Everything the page says, one fact a line: which kind it is stands in the second column. */
export function sourcesCsv(statuses: readonly SourceStatus[]): string {
  return (
    csvHeader(['source', 'row', 'name', 'day', 'last_day', 'status', ...COUNTS, 'note']) +
    statuses.flatMap(rowsOf).map(csvLine).join('')
  )
}

export function sourcesJson(statuses: readonly SourceStatus[]): Json {
  return {
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

function cell(kind: Cell['kind'], value: string | null | undefined): Cell {
  return { kind, value: value ?? null }
}
