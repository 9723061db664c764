import type { FileHead, StatementFormat } from '../../ports/source.ts'
import { headerDrift } from '../shared/header-drift.ts'
import { COLUMN_NAMES, type Column, columnNamed } from './columns.ts'
import { normaliseLocationRow, normalisePageRow } from './normalise.ts'
import { type ReportName, reportName } from './report-name.ts'

type Holding = Column['holds']

const PAGE_COLUMNS: readonly Holding[] = ['pageName', 'disclaimer', 'amount']
const LOCATION_COLUMNS: readonly Holding[] = ['location', 'amount']
const A_NAME = 'a name such as FacebookAdLibraryReport_2025-07-12_BE_last_30_days_advertisers.csv'

/** Codes that money has changed from, which `Intl` no longer lists and headers may carry (MR-13). */
const OBSOLETE_CURRENCIES = ['VEF', 'BYR', 'HRK', 'LTL', 'LVL', 'MRO', 'SLL', 'STD', 'ZMK', 'ZWL', 'EEK', 'CUC', 'ANG']

/** The header tells a table of pages from one of locations; the name, of which place and days it is. */
export const metaReportFormats: readonly StatementFormat[] = [
  {
    ...format('advertisers', PAGE_COLUMNS),
    id: 'meta-report-advertisers',
    lacks,
    drift: (head) => drift(head, ['pageId', ...PAGE_COLUMNS, 'ads']),
    normalise: normalisePageRow,
  },
  {
    ...format('region', PAGE_COLUMNS),
    id: 'meta-report-region',
    drift: (head) => drift(head, ['pageId', ...PAGE_COLUMNS]),
    normalise: normalisePageRow,
  },
  {
    ...format('locations', LOCATION_COLUMNS),
    id: 'meta-report-locations',
    drift: (head) => drift(head, LOCATION_COLUMNS),
    normalise: normaliseLocationRow,
  },
]

function format(kind: ReportName['kind'], columns: readonly Holding[]) {
  return {
    tells: 'statements',
    shape: 'csv-lines',
    version: 1,
    publicKeys: publicKeys(),
    recognises: (head: FileHead, name: string) =>
      missing(head, columns).length === 0 && reportName(name)?.kind === kind,
    latestDay: () => null,
  } as const
}

/** All of its columns: the amount's name carries the currency. One of a code unknown here is masked in raw records. */
function publicKeys(): ReadonlySet<string> {
  const currencies = [...Intl.supportedValuesOf('currency'), ...OBSOLETE_CURRENCIES]
  const amounts = currencies.map((code) => `Amount spent (${code})`)
  return new Set([...Object.values(COLUMN_NAMES), 'Amount spent', ...amounts])
}

function holdings(head: FileHead): readonly (Holding | null)[] {
  return head.shape === 'csv' ? head.header.map((name) => columnNamed(name)?.holds ?? null) : []
}

/** Two columns of amounts would be two currencies, of which we know nothing yet. */
function missing(head: FileHead, columns: readonly Holding[]): readonly Holding[] {
  const held = holdings(head)
  return columns.filter((each) => held.filter((holding) => holding === each).length !== 1)
}

/** With every column there it is the name that tells too little. */
function lacks(head: FileHead): readonly string[] {
  if (missing(head, LOCATION_COLUMNS).length === 0) return [A_NAME]
  const absent = missing(head, PAGE_COLUMNS).map((each) => COLUMN_NAMES[each])
  return absent.length === 0 ? [A_NAME] : absent
}

/** Its files begin with a byte-order mark; copies may have lost it. */
function drift(head: FileHead, expected: readonly Holding[]): readonly string[] {
  const names: readonly string[] = expected.map((holding) => COLUMN_NAMES[holding])
  return headerDrift(head, {
    nameOf: (column) => labelOf(column) ?? column,
    isKnown: (name) => names.includes(name),
    usual: names,
    order: names,
    marks: ['byte_order_mark'],
  })
}

function labelOf(column: string): string | null {
  const known = columnNamed(column)
  return known === null ? null : COLUMN_NAMES[known.holds]
}
