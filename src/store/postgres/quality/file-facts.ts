import type { DataSource } from 'typeorm'
import { calendarDate } from '../../../domain/calendar.ts'
import { type SourceId, sourceId } from '../../../domain/ids.ts'
import type { CountryCode } from '../../../domain/place.ts'
import type { MissingDay, SourceDays, TroubledDay } from '../../../domain/source-days.ts'
import { type At, wasThere } from '../as-of.ts'

/** What the files of a source tell about its days. */
export type FileFacts = Omit<SourceDays, 'pulls'>

/** The one country of which a series tells; null: it may tell of any. */
export type CountryOfSeries = (source: SourceId, series: string) => CountryCode | null

/** Of every source that holds files, by source: from the rows of files alone. */
export async function fileFacts(
  dataSource: DataSource,
  countryOfSeries: CountryOfSeries,
  at: At,
): Promise<Map<string, FileFacts>> {
  const [newest, missing, troubled] = await Promise.all([
    dataSource.query(newestSql(at)) as Promise<NewestRow[]>,
    dataSource.query(missingSql(at)) as Promise<MissingRow[]>,
    dataSource.query(troubledSql(at)) as Promise<TroubledRow[]>,
  ])
  const facts = newest.map(({ source, day }): [string, FileFacts] => [
    source,
    {
      newest: calendarDate(day),
      missing: missing.filter((row) => row.source === source).map((row) => missingDay(row, countryOfSeries)),
      troubled: troubled.filter((row) => row.source === source).map(troubledDay),
    },
  ])
  return new Map(facts)
}

interface NewestRow {
  readonly source: string
  readonly day: string
}

const newestSql = (at: At) => `
SELECT file.source, max(file.observed_on)::text AS day FROM source_file file
WHERE ${wasThere('file.id', at)} GROUP BY file.source`

interface MissingRow {
  readonly source: string
  readonly day: string
  readonly series: readonly string[]
  readonly has_file: boolean
}

/** Days without a file count where files come daily: more than half of the days from the first to the last have one. */
const missingSql = (at: At) => `
WITH known AS (
  SELECT DISTINCT file.source, file.series, file.observed_on FROM source_file file -- source_file_standing
  WHERE file.series_kind = 'standing' AND ${wasThere('file.id', at)}
), daily AS (
  SELECT known.source, known.series FROM known GROUP BY 1, 2
  HAVING 2 * count(*) > max(known.observed_on) - min(known.observed_on) + 1
), step AS (
  SELECT known.source, known.series, known.observed_on,
    lead(known.observed_on) OVER (PARTITION BY known.source, known.series ORDER BY known.observed_on) AS next_on
  FROM known JOIN daily ON daily.source = known.source AND daily.series = known.series
), missing AS (
  SELECT step.source, day::date AS day, array_agg(step.series ORDER BY step.series) AS series
  FROM step CROSS JOIN LATERAL generate_series(step.observed_on + 1, step.next_on - 1, interval '1 day') day
  WHERE step.next_on > step.observed_on + 1 GROUP BY 1, 2
)
SELECT missing.source, missing.day::text, missing.series, EXISTS (
  SELECT FROM source_file file -- source_file_by_day
  WHERE file.observed_on = missing.day AND file.source = missing.source AND ${wasThere('file.id', at)}
) AS has_file
FROM missing ORDER BY 1, 2`

/** A list of many series is cut: their number says enough. */
const MOST_SERIES = 3

function missingDay({ source, day, series, has_file }: MissingRow, countryOfSeries: CountryOfSeries): MissingDay {
  const more = series.length - MOST_SERIES
  const named = series.slice(0, MOST_SERIES)
  return {
    day: calendarDate(day),
    series: more > 0 ? [...named, `${more} more series`] : named,
    countries: countriesOf(series.map((name) => countryOfSeries(sourceId(source), name))),
    hasFile: has_file,
  }
}

function countriesOf(codes: readonly (CountryCode | null)[]): readonly CountryCode[] | null {
  const known = codes.filter((code) => code !== null)
  return known.length < codes.length ? null : [...new Set(known)].sort()
}

interface TroubledRow {
  readonly source: string
  readonly day: string
  readonly quarantined: number
  readonly drift: readonly string[] | null
  readonly is_held: boolean
}

const troubledSql = (at: At) => `
WITH stood AS (
  SELECT DISTINCT ON (problem.file_id) problem.file_id, problem.quarantined, problem.is_held
  FROM file_problem problem -- file_problem_pkey
  ${at === null ? '' : `WHERE problem.from_revision <= ${at}`}
  ORDER BY problem.file_id, problem.from_revision DESC
), trouble AS (
  SELECT stood.file_id, stood.quarantined, stood.is_held FROM stood WHERE stood.quarantined > 0 OR stood.is_held
  UNION ALL
  SELECT file.id, 0, false FROM source_file file WHERE file.drift <> '[]' -- source_file_drifted
)
SELECT file.source, file.observed_on::text AS day, sum(trouble.quarantined)::int AS quarantined,
  array_agg(DISTINCT words.drift) FILTER (WHERE words.drift IS NOT NULL) AS drift, bool_or(trouble.is_held) AS is_held
FROM trouble JOIN source_file file ON file.id = trouble.file_id
LEFT JOIN LATERAL (
  SELECT jsonb_array_elements_text(file.drift) AS drift WHERE trouble.quarantined = 0 AND NOT trouble.is_held
) words ON true
WHERE ${wasThere('file.id', at)}
GROUP BY 1, 2 ORDER BY 1, 2`

function troubledDay({ day, quarantined, drift, is_held }: TroubledRow): TroubledDay {
  return { day: calendarDate(day), quarantined, drift: drift ?? [], isHeld: is_held }
}
