import type { CalendarDate } from '../domain/calendar.ts'
import { type Cell, csvHeader, csvRow } from '../domain/csv.ts'
import type { DayOfSource, Quality, QualityQuery, Reconciliation, SourceStanding } from '../ports/quality.ts'
import type { Json } from './disclosure-json.ts'
import type { ExportFormat } from './search-export.ts'
import type { StreamedBody } from './stream-response.ts'

/** A line of the file: what is held of a country in the files of a source of a day. */
export interface QualityRow {
  readonly source: string
  /** Empty: records whose country is not known, and days of which there is no file at all. */
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
export function reasonsTold({ status, reasons }: DayOfSource): readonly string[] {
  return status === 'unsettled' ? [...reasons, UNSETTLED] : reasons
}

/** The lines of a day, the most records first, and what has no country last. */
export function qualityRows(day: DayOfSource, asked: string | null): QualityRow[] {
  const shared = { source: day.source, day: day.day, status: day.status, reason: reasonsTold(day).join(' | ') }
  const unknown = { country: '', quarantined: day.quarantined }
  if (day.files === 0) return [{ ...shared, country: asked ?? '', reported: null, held: 0, quarantined: 0 }]
  const quarantined = day.quarantined === 0 ? 0 : null
  const of = (country: string, records: number) => ({
    ...shared,
    ...(country === ''
      ? { ...unknown, reported: records + day.quarantined, held: records }
      : { country, reported: records, held: records, quarantined }),
  })
  if (asked !== null) return [of(asked, day.held)]
  const places = day.places.filter(({ country }) => country !== '')
  const rest = day.places.find(({ country }) => country === '')?.records ?? 0
  const isRestTold = rest + day.quarantined > 0 || places.length === 0
  return [...places.map(({ country, records }) => of(country, records)), ...(isRestTold ? [of('', rest)] : [])]
}

export interface QualityFile {
  readonly quality: Quality
  readonly query: QualityQuery
  readonly days: readonly CalendarDate[]
  readonly standings: readonly SourceStanding[]
  readonly reconciliations: readonly Reconciliation[]
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

function headJson({ query, standings, reconciliations }: QualityFile): { readonly [key: string]: Json } {
  return {
    query: { ...query },
    sources: standings.map((standing) => ({ ...standing })),
    statedAds: reconciliations.map((each) => ({ ...each })),
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
