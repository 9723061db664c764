import type { CalendarDate } from '../domain/calendar.ts'
import { type Cell, csvHeader, csvRow } from '../domain/csv.ts'
import { concerns } from '../domain/data-quality.ts'
import type { DayOfSource, Quality, QualityQuery, Reconciliation, SourceStanding } from '../ports/quality.ts'
import type { TotalsSummary } from '../ports/reconciling.ts'
import type { Json } from './disclosure-json.ts'
import type { ExportFormat } from './search-export.ts'
import type { StreamedBody } from './stream-response.ts'

/** A line of the file: what is held of a country in the files of a source of a day. */
export interface QualityRow {
  readonly source: string
  /** Empty: records whose country is not known, and days of which there is no file whose country one could tell. */
  readonly country: string
  readonly day: CalendarDate
  /** Null: there is no file that would tell. */
  readonly reported: number | null
  readonly held: number
  /** Null: there are such records of that day, and nobody knows of which country. */
  readonly quarantined: number | null
  readonly status: string
  readonly reason: string
}

const UNSETTLED = 'sources still change what they tell of the seven days before their newest file'

/** Why a day is not simply complete, in one sentence for each reason. */
export function reasonsTold({ status, reasons }: Pick<DayOfSource, 'status' | 'reasons'>): readonly string[] {
  return status === 'unsettled' ? [...reasons, UNSETTLED] : reasons
}

/**
 * The lines of a day, the most records first, then countries of which its files do not come, and what has no country last.
 * What is so of some countries alone is told of these.
 */
export function qualityRows(day: DayOfSource, asked: string | null): QualityRow[] {
  if (day.files === 0)
    return (asked === null ? (day.countries ?? ['']) : [asked]).map((country) => lacking(day, country))
  if (asked !== null) return [day.reported === null ? lacking(day, asked) : told(day, asked, day.held)]
  const places = day.places.filter(({ country }) => country !== '')
  const lacked = (day.countries ?? []).filter((code) => places.every(({ country }) => country !== code))
  const rest = day.places.find(({ country }) => country === '')?.records ?? 0
  const isRestTold = rest + day.quarantined > 0 || places.length + lacked.length === 0
  return [
    ...places.map(({ country, records }) => told(day, country, records)),
    ...lacked.map((country) => lacking(day, country)),
    ...(isRestTold ? [told(day, '', rest)] : []),
  ]
}

/** What could not be understood has no country: of a single one, its number is known only where there is none. */
function told(day: DayOfSource, country: string, held: number): QualityRow {
  const { quarantined } = day
  if (country === '') return { ...standing(day, country), reported: held + quarantined, held, quarantined }
  return { ...standing(day, country), reported: held, held, quarantined: quarantined === 0 ? 0 : null }
}

function lacking(day: DayOfSource, country: string): QualityRow {
  return { ...standing(day, country), reported: null, held: 0, quarantined: day.quarantined === 0 ? 0 : null }
}

function standing(
  day: DayOfSource,
  country: string,
): Pick<QualityRow, 'source' | 'country' | 'day' | 'status' | 'reason'> {
  const { source, day: of, countries, elsewhere } = day
  const own = concerns(countries, country) ? day : { status: elsewhere, reasons: [] }
  return { source, country, day: of, status: own.status, reason: reasonsTold(own).join(' | ') }
}

export interface QualityFile {
  readonly quality: Quality
  readonly query: QualityQuery
  readonly days: readonly CalendarDate[]
  readonly standings: readonly SourceStanding[]
  readonly reconciliations: readonly Reconciliation[]
  readonly totals: TotalsSummary
}

/** All days that were asked for, a row a day. */
export function qualityFile(file: QualityFile, format: ExportFormat): StreamedBody<readonly QualityRow[]> {
  const body = { total: file.days.length, rows: dayByDay(file) }
  if (format === 'csv') {
    return {
      ...body,
      head: csvHeader(['source', 'country', 'day', 'reported', 'held', 'quarantined', 'status', 'reason']),
      row: (rows) => rows.map(csvLine).join(''),
      complete: '',
      cutShort: (sentence) => `# ${sentence}\r\n`,
    }
  }
  return {
    ...body,
    head: `${JSON.stringify(headJson(file)).slice(0, -1)},"days":[`,
    row: (rows, index) => `${index === 0 ? '\n' : ',\n'}${JSON.stringify({ day: rows[0]?.day, cells: rows })}`,
    complete: '\n],"complete":true}\n',
    cutShort: (sentence) => `\n],"complete":false,"problem":${JSON.stringify(sentence)}}\n`,
  }
}

/** So many days are asked for at once. */
const DAYS_AT_ONCE = 60

async function* dayByDay({ quality, query, days }: QualityFile): AsyncGenerator<readonly QualityRow[]> {
  for (let first = 0; first < days.length; first += DAYS_AT_ONCE) {
    const some = days.slice(first, first + DAYS_AT_ONCE)
    const cells = await quality.cells(query, some)
    for (const day of some) {
      yield cells.filter((cell) => cell.day === day).flatMap((cell) => qualityRows(cell, query.country))
    }
  }
}

function headJson({ query, standings, reconciliations, totals }: QualityFile): { readonly [key: string]: Json } {
  return {
    query: { ...query },
    sources: standings.map((standing) => ({ ...standing })),
    statedAds: reconciliations.map((each) => ({ ...each })),
    totals: { ...totals },
  }
}

function csvLine(row: QualityRow): string {
  return csvRow([
    text(row.source),
    text(row.country),
    { kind: 'date', value: row.day },
    number(row.reported),
    number(row.held),
    number(row.quarantined),
    text(row.status),
    text(row.reason),
  ])
}

function text(value: string): Cell {
  return { kind: 'text', value }
}

function number(value: number | null): Cell {
  return { kind: 'number', value: value === null ? null : String(value) }
}
