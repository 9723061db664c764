import { toldValue } from '../../domain/disclosure.ts'
import { dayInName, passNamed, passSeries } from '../../domain/pass-name.ts'
import type { AdFormat, FileHead, Source } from '../../ports/source.ts'
import { headerDrift } from '../shared/header-drift.ts'
import { recordKeys } from '../shared/json-keys.ts'
import { KNOWN_COLUMNS, missingAmong, missingColumns, PUBLIC_COLUMNS, plainName } from './columns.ts'
import { xEuCrawling } from './crawling.ts'
import { xEuManifest } from './manifest.ts'
import { normaliseXEuRow } from './normalise.ts'

const isKnown = (name: string) => KNOWN_COLUMNS.includes(plainName(name))

/** Exports as passes keep them. */
const kept: AdFormat = {
  tells: 'ads',
  id: 'x-eu-export',
  shape: 'json',
  items: [['items']],
  version: 1,
  publicKeys: PUBLIC_COLUMNS,
  recognises: (head, name) => head.shape === 'json' && (passNamed(name)?.source === 'x-eu' || holdsRows(head.start)),
  drift: (head) => newKeys(head).map((key) => `the column “${key}” is new`),
  normalise: normaliseXEuRow,
}

/** An export as it was downloaded by hand. */
const csv: AdFormat = {
  tells: 'ads',
  id: 'x-eu-csv',
  shape: 'csv',
  version: 1,
  publicKeys: PUBLIC_COLUMNS,
  recognises: (head) => head.shape === 'csv' && missingColumns(head).length === 0,
  lacks: missingColumns,
  drift: (head) =>
    headerDrift(head, {
      nameOf: plainName,
      isKnown,
      usual: KNOWN_COLUMNS,
      marks: ['crlf', 'byte_order_mark'],
    }),
  normalise: normaliseXEuRow,
}

export const xEu: Source = {
  manifest: xEuManifest,
  formats: [kept, csv],
  dateInName: dayInName,
  latestDay: ({ fields }) => toldValue(fields.startsOn),
  seriesOf: ({ name }) => passSeries(name),
  crawling: xEuCrawling,
}

function holdsRows(start: string): boolean {
  return missingAmong(recordKeys(start, isKnown)).length === 0
}

function newKeys(head: FileHead): readonly string[] {
  return head.shape === 'json' ? recordKeys(head.start, isKnown).filter((key) => !isKnown(key)) : []
}
