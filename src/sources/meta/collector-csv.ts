import type { AdFormat, FileHead } from '../../ports/source.ts'
import { headerDrift } from '../shared/header-drift.ts'
import { isHeaderOfAds, isSeenColumn, PUBLIC_COLUMNS } from './collector-columns.ts'
import { readCollectorRow } from './collector-row.ts'
import { normalise } from './normalise.ts'

/** Tables that collectors made of API answers, one ad a row, each with columns of its own naming. */
export const collectorCsv: AdFormat = {
  tells: 'ads',
  id: 'meta-collector-csv',
  shape: 'csv',
  version: 1,
  publicKeys: PUBLIC_COLUMNS,
  drift,
  recognises: (head) => head.shape === 'csv' && isHeaderOfAds(head.header),
  normalise: (record) => normalise(readCollectorRow(record)),
}

/** Each collector picks columns and their order, and saves as its tools do: new is what no collector at hand has had. */
function drift(head: FileHead): readonly string[] {
  const marks = ['byte_order_mark', 'crlf'] as const
  return headerDrift(head, { nameOf: (column) => column, isKnown: isSeenColumn, usual: [], marks })
}
