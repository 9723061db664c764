import type { AdFormat } from '../../ports/source.ts'
import { isHeaderOfAds, PUBLIC_COLUMNS } from './collector-columns.ts'
import { readCollectorRow } from './collector-row.ts'
import { normalise } from './normalise.ts'

/** Tables that collectors made of API answers, one ad a row, each with columns of its own naming. */
export const collectorCsv: AdFormat = {
  tells: 'ads',
  id: 'meta-collector-csv',
  shape: 'csv',
  version: 1,
  publicKeys: PUBLIC_COLUMNS,
  recognises: (head) => head.shape === 'csv' && isHeaderOfAds(head.header),
  normalise: (record) => normalise(readCollectorRow(record)),
}
