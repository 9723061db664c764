import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import { toldValue } from '../../domain/disclosure.ts'
import { passDay, passSeries } from '../../domain/pass-name.ts'
import type { Source } from '../../ports/source.ts'
import { apiJson } from './api-json.ts'
import { collectorCsv } from './collector-csv.ts'
import { metaCrawling } from './crawling.ts'
import { metaManifest } from './manifest.ts'
import { unitCountry } from './pass-country.ts'

/** Meta's Ad Library: its API, and files that collectors saved of the API's answers. */
export const meta: Source = {
  manifest: metaManifest,
  formats: [collectorCsv, apiJson],
  dateInName,
  // An end may lie in the future, so a start is the latest day that had surely come.
  latestDay: ({ fields }) => toldValue(fields.startsOn),
  // A whole pass lists each ad that ran in its days; a collector's file lists what its collector wanted.
  seriesOf: ({ name }) => passSeries(name),
  countryOfSeries: unitCountry,
  crawling: metaCrawling,
}

/** Of a pass the day on which it began; else `2019-10-10_ads.csv.gz` and `front-groups-032123.csv.gz` (month, day, year, before the extension). */
function dateInName(fileName: string): CalendarDate | null {
  const name = fileName.replace(/^.*[/\\]/, '')
  const asked = passDay(name)
  if (asked !== null) return asked
  const [iso] = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(name) ?? []
  if (iso !== undefined) return calendarDateOrNull(iso)
  const [, month, day, year] = /-(\d{2})(\d{2})(\d{2})\./.exec(name) ?? []
  return month === undefined ? null : calendarDateOrNull(`20${year}-${month}-${day}`)
}
