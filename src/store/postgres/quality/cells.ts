import type { DataSource } from 'typeorm'
import { type CalendarDate, calendarDate } from '../../../domain/calendar.ts'
import { concerns } from '../../../domain/data-quality.ts'
import { touches } from '../../../domain/days.ts'
import { sourceId } from '../../../domain/ids.ts'
import { type BadDay, dayStatus, reasonsOf } from '../../../domain/source-days.ts'
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
  const { source, country, from, to } = query
  const most = from === null ? USUAL_DAYS : null
  const rows: { day: string }[] = await dataSource.query(FILE_DAYS, [source, from, to, most])
  const oldest = rows.length === most ? (rows.at(-1)?.day ?? null) : from
  const asked = [...all].filter(([each]) => source === null || each === source)
  const bad = asked.flatMap(([, known]) => known.bad.filter(isOf(country)))
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
  const asked = [...all].filter(([each]) => source === null || each === source)
  return days.flatMap((day) =>
    asked.flatMap(([each, { newest, bad }]) => {
      const own = bad.find((one) => one.day === day && isOf(country)(one))
      const [held] = filesOf(each, day)
      if (held === undefined && own === undefined) return []
      return [
        {
          ...countsOf(held, placesOf(each, day), { country, own }),
          source: sourceId(each),
          day,
          status: dayStatus(day, own, newest),
          reasons: reasonsTold(own, codesOf(each, day)),
          countries: own?.countries ?? null,
          elsewhere: dayStatus(day, undefined, newest),
        },
      ]
    }),
  )
}

function reasonsTold(own: BadDay | undefined, codes: readonly CodeRow[]): string[] {
  const quarantine = codes.map(({ code, records }) => `${code} ${records}`)
  return [
    ...(own === undefined ? [] : reasonsOf(own)),
    ...(quarantine.length === 0 ? [] : [`in quarantine: ${quarantine.join(', ')}`]),
  ]
}

/** Days of which something is known that is so of the country; null: of whichever. */
function isOf(country: string | null): (bad: BadDay) => boolean {
  return ({ countries }) => country === null || concerns(countries, country)
}

interface CountedFor {
  readonly country: string | null
  readonly own: BadDay | undefined
}

/** Where the files that tell of a country did not come, nobody knows how many records of it there are. */
function countsOf(
  files: FilesRow | undefined,
  places: readonly PlaceRow[],
  { country, own }: CountedFor,
): Pick<DayOfSource, 'files' | 'reported' | 'held' | 'quarantined' | 'places'> {
  if (files === undefined) return { files: 0, reported: null, held: 0, quarantined: 0, places: [] }
  const quarantined = Number(files.quarantined)
  const ofCountry = places.map(({ country: code, records }) => ({ country: code, records: Number(records) }))
  const counted = { files: files.files, quarantined, places: ofCountry }
  if (country === null) return { ...counted, reported: Number(files.rows), held: Number(files.rows) - quarantined }
  const held = ofCountry[0]?.records ?? 0
  const isLacking = own?.countries != null && held === 0
  const reported = country === '' ? held + quarantined : held
  return { ...counted, held, reported: isLacking ? null : reported }
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
