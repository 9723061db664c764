import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import { toldValue } from '../../domain/disclosure.ts'
import type { AdFormat, FileContext, FileHead, Series, Source } from '../../ports/source.ts'
import { headerDrift } from '../shared/header-drift.ts'
import { snapCollecting } from './collecting.ts'
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
  drift,
  normalise: normaliseSnapRow,
}

export const snap: Source = {
  manifest: snapManifest,
  formats: [snapCsv],
  dateInName,
  collecting: snapCollecting,
  latestDay: ({ fields }) => toldValue(fields.startsOn),
  seriesOf,
}

function missingColumns(head: FileHead): readonly string[] {
  const present = new Set(head.shape === 'csv' ? head.header.map(plainName) : [])
  return REQUIRED_COLUMNS.filter((column) => !present.has(column))
}

const LATER_COLUMNS = KNOWN_COLUMNS.filter((column) => !REQUIRED_COLUMNS.includes(column))

/** The columns of after 2022 come together: one of them alone that is not there is gone. Lines have ended in both ways. */
function drift(head: FileHead): readonly string[] {
  const names = new Set(head.shape === 'csv' ? head.header.map(plainName) : [])
  return headerDrift(head, {
    nameOf: plainName,
    isKnown: (name) => KNOWN_COLUMNS.includes(name),
    usual: LATER_COLUMNS.some((column) => names.has(column)) ? LATER_COLUMNS : [],
    order: KNOWN_COLUMNS,
    marks: ['crlf'],
  })
}

/** Copies are named `2026-08-05_2026.csv`: the day of the copy, then the year of the ads. */
function dateInName(fileName: string): CalendarDate | null {
  const [day] = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(fileName) ?? []
  return day === undefined ? null : calendarDateOrNull(day)
}

/** One file holds a year: `2026-08-05_2026.csv`. Where the name tells no year, the folder may: `2024/`. */
function seriesOf({ name, folder }: FileContext): Series | null {
  const year = /(?<!\d)(20\d{2})(?!\d|-)(?=[^/\\]*\.(?:csv|zip))/.exec(name)?.[1] ?? /^(20\d{2})$/.exec(folder)?.[1]
  return year === undefined ? null : { name: year, kind: 'standing' }
}
