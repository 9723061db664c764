import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'

/** The spans that the report page offers; `month`: a 30-day report of which only the month of its day is known. */
export type Preset = 'yesterday' | 'last_7_days' | 'last_30_days' | 'last_90_days' | 'lifelong' | 'month'

/** What stands in a report's name and nowhere in its rows. */
export interface ReportName {
  /** As written: two capital letters. */
  readonly country: string
  readonly preset: Preset
  /** The report's last day, which it includes; of a `month` the last day that it can be. */
  readonly day: CalendarDate
  readonly kind: 'advertisers' | 'locations' | 'region'
  /** As written, `_` read as a blank; null unless the file is of one region. */
  readonly region: string | null
}

const OWN_NAME =
  /^FacebookAdLibraryReport_(\d{4}-\d{2}-\d{2})_([A-Z]{2})_(yesterday|last_7_days|last_30_days|last_90_days|lifelong)(?:_(.+?))?(?: ?\(\d+\))?\.csv(?:\.gz)?$/

/**
 * MR-10: the name of the CSV itself tells; that of an archive around it carries another day. Null when it is no report's
 * name. Source: names within the zips of June 2020, June 2023 and July 2025.
 */
export function reportName(contentName: string): ReportName | null {
  const [, written = '', country = '', preset, rest = 'advertisers'] = OWN_NAME.exec(baseName(contentName)) ?? []
  const day = calendarDateOrNull(written)
  if (preset === undefined || day === null) return monthlyName(contentName)
  const named = { country, preset: preset as Preset, day }
  if (rest === 'advertisers' || rest === 'locations') return { ...named, kind: rest, region: null }
  return { ...named, kind: 'region', region: rest.normalize('NFC').replaceAll('_', ' ').trim() }
}

/** `2024-07_world_month.zip!AT.csv`: a collector's bundle of one 30-day report a country, without its day. */
function monthlyName(contentName: string): ReportName | null {
  const [, month = ''] = /(?<![\d-])(\d{4}-\d{2})(?![\d-])[^!/]*month[^!/]*!/.exec(contentName) ?? []
  const [, country] = /^([A-Z]{2})\.csv$/.exec(baseName(contentName)) ?? []
  const day = lastDayOf(month)
  return country === undefined || day === null
    ? null
    : { country, preset: 'month', day, kind: 'advertisers', region: null }
}

function lastDayOf(month: string): CalendarDate | null {
  if (calendarDateOrNull(`${month}-01`) === null) return null
  const [year, number] = month.split('-').map(Number) as [number, number]
  return calendarDateOrNull(new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10))
}

function baseName(contentName: string): string {
  return contentName.slice(Math.max(contentName.lastIndexOf('!'), contentName.lastIndexOf('/')) + 1)
}
