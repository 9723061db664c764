import type { DataSource } from 'typeorm'
import { type CalendarDate, calendarDate } from '../../../domain/calendar.ts'
import { touches } from '../../../domain/days.ts'
import { sourceId } from '../../../domain/ids.ts'
import { dayStatus, reasonsOf } from '../../../domain/source-days.ts'
import type { DayOfSource, QualityQuery } from '../../../ports/quality.ts'
import type { AllDays } from './known-days.ts'

/** Days that hold files and are shown where nobody says from when. */
const USUAL_DAYS = 60

const FILE_DAYS = `
SELECT DISTINCT file.observed_on::text AS day FROM source_file file -- source_file_by_day
WHERE ($1::text IS NULL OR file.source = $1) AND ($2::date IS NULL OR file.observed_on >= $2)
  AND ($3::date IS NULL OR file.observed_on <= $3)
ORDER BY 1 DESC LIMIT $4`

/** Days that hold files, or ought to, newest first. */
export async function daysWithFiles(
  dataSource: DataSource,
  query: QualityQuery,
  all: AllDays,
): Promise<CalendarDate[]> {
  const { source, from, to } = query
  const most = from === null ? USUAL_DAYS : null
  const rows: { day: string }[] = await dataSource.query(FILE_DAYS, [source, from, to, most])
  const oldest = rows.length === most ? (rows.at(-1)?.day ?? null) : from
  const bad = [...all].filter(([each]) => source === null || each === source).flatMap(([, known]) => known.bad)
  const days = [...rows, ...bad.filter(({ day }) => touches({ from: day, to: day }, { from: oldest, to }))]
  return [...new Set(days.map(({ day }) => calendarDate(day)))].sort().reverse()
}

const IN_DAYS = `file.observed_on >= $1 AND file.observed_on <= $2 AND ($3::text IS NULL OR file.source = $3)`

const FILES = `
SELECT file.source, file.observed_on::text AS day, count(*)::int AS files, sum(file.rows)::bigint AS rows,
  sum(file.quarantined)::bigint AS quarantined
FROM source_file file -- source_file_by_day
WHERE ${IN_DAYS} GROUP BY 1, 2`

const PLACES = `
SELECT file.source, file.observed_on::text AS day, place.place AS country, sum(place.records)::bigint AS records
FROM source_file file JOIN file_place place ON place.file_id = file.id -- source_file_by_day, file_place_pkey
WHERE ${IN_DAYS} AND ($4::text IS NULL OR place.place = $4) GROUP BY 1, 2, 3 ORDER BY 4 DESC, 3`

const CODES = `
SELECT file.source, file.observed_on::text AS day, record.code, count(*)::int AS records
FROM source_file file JOIN quarantined_record record ON record.file_id = file.id -- quarantined_record_pkey
WHERE ${IN_DAYS} AND file.quarantined > 0 GROUP BY 1, 2, 3 ORDER BY 4 DESC, 3`

interface OfDay {
  readonly source: string
  readonly day: string
}
type FilesRow = OfDay & { readonly files: number; readonly rows: string; readonly quarantined: string }
type PlaceRow = OfDay & { readonly country: string; readonly records: string }
type CodeRow = OfDay & { readonly code: string; readonly records: number }

interface CellsAsked {
  readonly query: QualityQuery
  readonly days: readonly CalendarDate[]
  readonly all: AllDays
}

/** How each of the days stands, by source. */
export async function cells(dataSource: DataSource, { query, days, all }: CellsAsked): Promise<DayOfSource[]> {
  const { source, country } = query
  const [last, first] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const range = [first, last, source]
  const [files, places, codes]: [FilesRow[], PlaceRow[], CodeRow[]] = await Promise.all([
    dataSource.query(FILES, range),
    dataSource.query(PLACES, [...range, country]),
    dataSource.query(CODES, range),
  ])
  const [filesOf, placesOf, codesOf] = [byDay(files), byDay(places), byDay(codes)]
  const sources = [...all.keys()].filter((each) => source === null || each === source)
  return days.flatMap((day) =>
    sources.flatMap((each) => {
      const { newest, bad } = all.get(each) ?? { newest: null, bad: [] }
      const own = bad.find((one) => one.day === day)
      const [held] = filesOf(each, day)
      if (held === undefined && own === undefined) return []
      const status = dayStatus(day, own, newest)
      const quarantine = codesOf(each, day).map(({ code, records }) => `${code} ${records}`)
      const reasons = [
        ...(own === undefined ? [] : reasonsOf(own)),
        ...(quarantine.length === 0 ? [] : [`in quarantine: ${quarantine.join(', ')}`]),
      ]
      return [{ ...countsOf(held, placesOf(each, day), country), source: sourceId(each), day, status, reasons }]
    }),
  )
}

function countsOf(
  files: FilesRow | undefined,
  places: readonly PlaceRow[],
  country: string | null,
): Pick<DayOfSource, 'files' | 'reported' | 'held' | 'quarantined' | 'places'> {
  if (files === undefined) return { files: 0, reported: null, held: 0, quarantined: 0, places: [] }
  const quarantined = Number(files.quarantined)
  const ofCountry = places.map(({ country: code, records }) => ({ country: code, records: Number(records) }))
  const held = country === null ? Number(files.rows) - quarantined : (ofCountry[0]?.records ?? 0)
  const reported = country === null || country === '' ? held + quarantined : held
  return { files: files.files, reported, held, quarantined, places: ofCountry }
}

function byDay<Row extends OfDay>(rows: readonly Row[]): (source: string, day: string) => readonly Row[] {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const key = `${row.source} ${row.day}`
    const own = found.get(key)
    if (own === undefined) found.set(key, [row])
    else own.push(row)
  }
  return (source, day) => found.get(`${source} ${day}`) ?? []
}
