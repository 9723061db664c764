import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import { toldValue } from '../../domain/disclosure.ts'
import type { AdFormat, Source } from '../../ports/source.ts'
import { xCollecting } from './collecting.ts'
import { columnDrift, missingColumns, PUBLIC_COLUMNS } from './columns.ts'
import { xManifest } from './manifest.ts'
import { normaliseXRow } from './normalise.ts'
import { releaseDay } from './releases.ts'

/** a CSV one month, a workbook the next, with the same columns. */
function table(shape: 'csv' | 'xlsx'): AdFormat {
  return {
    tells: 'ads',
    id: `x-${shape}`,
    shape,
    version: 1,
    publicKeys: PUBLIC_COLUMNS,
    recognises: (head) => head.shape === shape && missingColumns(head).length === 0,
    lacks: (head) => (head.shape === shape ? missingColumns(head) : []),
    drift: columnDrift,
    normalise: normaliseXRow,
  }
}

export const x: Source = {
  manifest: xManifest,
  formats: [table('csv'), table('xlsx')],
  dateInName,
  collecting: xCollecting,
  latestDay: ({ fields }) => toldValue(fields.startsOn),
  seriesOf: () => ({ name: 'political', kind: 'standing' }),
  refuseArchive,
}

/** X’s own name, or ours; of an archive its own name, since members are named at will. */
function dateInName(fileName: string): CalendarDate | null {
  const [own = ''] = fileName.split('!')
  const [day] = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(own) ?? []
  return releaseDay(own) ?? (day === undefined ? null : calendarDateOrNull(day))
}

/** A second table would read as a later release, in which all of the first are missing. */
function refuseArchive(members: readonly string[]): string | null {
  const tables = members.filter((name) => /\.(?:csv|xlsx)$/i.test(name))
  if (tables.length === 1) return null
  return tables.length === 0
    ? 'it holds neither a CSV nor a workbook'
    : `it holds ${tables.length} tables, where a release has one: import the right one by itself`
}
