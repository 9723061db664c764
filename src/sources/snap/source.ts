import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import { toldValue } from '../../domain/disclosure.ts'
import type { FileHead, Source, AdFormat } from '../../ports/source.ts'
import { snapManifest } from './manifest.ts'
import { normaliseSnapRow } from './normalise.ts'
import { KNOWN_COLUMNS, plainName, REQUIRED_COLUMNS } from './schema.ts'

const snapCsv: AdFormat = {
  tells: 'ads',
  id: 'snap-csv',
  shape: 'csv',
  version: 1,
  // The billing address may be where a person lives; a column that Snap adds is masked until someone has looked at it.
  publicKeys: new Set(KNOWN_COLUMNS.filter((column) => column !== 'billingaddress')),
  recognises: (head) => head.shape === 'csv' && missingColumns(head).length === 0,
  lacks: missingColumns,
  normalise: normaliseSnapRow,
}

export const snap: Source = {
  manifest: snapManifest,
  formats: [snapCsv],
  dateInName,
  latestDay: ({ fields }) => toldValue(fields.startsOn),
}

function missingColumns(head: FileHead): readonly string[] {
  const present = new Set(head.shape === 'csv' ? head.header.map(plainName) : [])
  return REQUIRED_COLUMNS.filter((column) => !present.has(column))
}

/** Copies are named `2026-08-05_2026.csv`: the day of the copy, then the year of the ads. */
function dateInName(fileName: string): CalendarDate | null {
  const [day] = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(fileName) ?? []
  return day === undefined ? null : calendarDateOrNull(day)
}
