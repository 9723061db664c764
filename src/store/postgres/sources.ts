import type { DataSource } from 'typeorm'
import { calendarDate } from '../../domain/calendar.ts'
import { type SourceId, sourceId } from '../../domain/ids.ts'
import type { FileStatus, Hold, SeriesStatus, SourceStatus } from '../../ports/source-status.ts'
import { asInstant, instantOrNull } from './rows/held.ts'

const MOST_DECIDED = 100

/** How every source stands: from the rows of files, of which there are few, and from kept totals. */
export async function sourceStatuses(dataSource: DataSource): Promise<SourceStatus[]> {
  const rows: SourceRow[] = await dataSource.query(SOURCES)
  const allHolds = await holds(dataSource)
  return Promise.all(
    rows.map(async (row) => ({
      source: sourceId(row.source),
      ads: Number(row.ads),
      statements: Number(row.statements),
      advertisers: Number(row.advertisers),
      files: Number(row.files),
      lastObservedOn: calendarDate(row.last_observed_on),
      lastFiles: (await dataSource.query(LAST_FILES, [row.source])).map(fileStatus),
      series: (await dataSource.query(SERIES, [row.source])).map(seriesStatus),
      quarantine: (await dataSource.query(QUARANTINE, [row.source])).map(quarantineReason),
      holds: allHolds.filter(({ source }) => source === row.source),
    })),
  )
}

/** Those that wait first, then what was decided, newest first. */
export async function holds(dataSource: Pick<DataSource, 'query'>): Promise<Hold[]> {
  const rows: HoldRow[] = await dataSource.query(HOLDS, [MOST_DECIDED])
  return rows.map(holdOf)
}

interface SourceRow {
  readonly source: string
  readonly ads: string
  readonly statements: string
  readonly advertisers: string
  readonly files: string
  readonly last_observed_on: string
}

const SOURCES = `
SELECT file.source, count(*) AS files, max(file.observed_on)::text AS last_observed_on,
  coalesce((SELECT total.ads FROM facet_total total WHERE total.facet = 'source' AND total.value = file.source), 0) AS ads,
  coalesce((SELECT sum(period.statements) FROM statement_period period WHERE period.source = file.source), 0) AS statements,
  (SELECT count(*) FROM advertiser WHERE advertiser.platform = platform_of(file.source)) AS advertisers -- advertiser_identity
FROM source_file file GROUP BY file.source ORDER BY file.source`

const LAST_FILES = `
SELECT file.name, file.format, file.observed_on::text, file.imported_at, file.rows, file.loaded, file.changed,
  file.unchanged, file.quarantined, file.drift
FROM source_file file WHERE file.source = $1
ORDER BY file.observed_on DESC, file.imported_at DESC, file.id DESC LIMIT 10`

function fileStatus(row: Record<string, never> & { name: string; observed_on: string; imported_at: Date }): FileStatus {
  const { imported_at: importedAt, observed_on: observedOn, ...counts } = row
  return {
    ...(counts as unknown as FileStatus),
    observedOn: calendarDate(observedOn),
    importedAt: asInstant(importedAt),
  }
}

/** Days without a file are counted only where files come daily: more than half of the days have one. */
const SERIES = `
WITH series AS (
  SELECT file.series AS name, min(file.series_of) AS of, count(*) AS files, min(file.observed_on) AS first_day, max(file.observed_on) AS last_day,
    array_agg(DISTINCT file.observed_on) AS days
  FROM source_file file WHERE file.source = $1 AND file.series IS NOT NULL -- source_file_by_series
  GROUP BY file.series ORDER BY max(file.observed_on) DESC, file.series LIMIT 50
)
SELECT series.name, series.of, series.files::int, series.first_day::text, series.last_day::text,
  (SELECT array_agg(day::date::text ORDER BY day DESC) FROM generate_series(series.first_day, series.last_day, '1 day') day
   WHERE day::date <> ALL (series.days) AND 2 * cardinality(series.days) > series.last_day - series.first_day + 1
  ) AS gaps,
  count(absence.id) FILTER (WHERE absence.withdrawn_file_id IS NULL)::int AS missing,
  count(absence.id) FILTER (WHERE absence.withdrawn_file_id IS NOT NULL)::int AS withdrawn
FROM series
LEFT JOIN absence ON absence.source = $1 AND absence.series = series.name AND absence.restored_file_id IS NULL
GROUP BY 1, 2, 3, 4, 5, 6, series.first_day, series.last_day, series.days
ORDER BY series.last_day DESC, series.name`

interface SeriesRow {
  readonly name: string
  readonly of: SeriesStatus['of']
  readonly files: number
  readonly first_day: string
  readonly last_day: string
  readonly gaps: readonly string[] | null
  readonly missing: number
  readonly withdrawn: number
}

function seriesStatus({ first_day, last_day, gaps, ...row }: SeriesRow): SeriesStatus {
  const days = (gaps ?? []).map(calendarDate)
  return {
    ...row,
    firstDay: calendarDate(first_day),
    lastDay: calendarDate(last_day),
    missingDays: days.slice(0, 60),
    missingDayCount: days.length,
  }
}

const QUARANTINE = `
SELECT record.code, record.reason, count(*)::int AS records
FROM source_file file JOIN quarantined_record record ON record.file_id = file.id
WHERE file.source = $1 AND file.quarantined > 0
GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 50`

function quarantineReason(row: { code: string; reason: string; records: number }): SourceStatus['quarantine'][number] {
  return row
}

interface HoldRow {
  readonly id: string
  readonly source: SourceId
  readonly series: string
  readonly of: Hold['of']
  readonly file_name: string
  readonly observed_on: string
  readonly listed: number
  readonly absent: number
  readonly status: Hold['status']
  readonly decided_at: Date | null
}

const HOLDS = `
SELECT hold.id, hold.source, hold.series, hold.subject AS of, file.name AS file_name, file.observed_on::text, hold.listed,
  hold.absent, hold.status, hold.decided_at
FROM hold JOIN source_file file ON file.id = hold.file_id
ORDER BY hold.status <> 'held', CASE WHEN hold.status <> 'held' THEN hold.decided_at END DESC, file.observed_on, hold.id
LIMIT (SELECT count(*) FROM hold WHERE hold.status = 'held') + $1`

function holdOf({ id, file_name, observed_on, decided_at, source, ...row }: HoldRow): Hold {
  return {
    ...row,
    id: Number(id),
    source: sourceId(source),
    fileName: file_name,
    observedOn: calendarDate(observed_on),
    decidedAt: instantOrNull(decided_at),
  }
}
