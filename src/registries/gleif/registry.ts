import type { ReadRow, Registry, RegistryFormat, RejectedRow } from '../../ports/registries.ts'
import { type CellRow, csvRows, headerColumns, plainColumn } from '../shared/csv-rows.ts'
import { fromUtf8 } from '../shared/decode.ts'
import { understood } from '../shared/understood.ts'
import { answerRows } from './answer.ts'
import { entityRow, relationshipRow, reportedExceptionRow } from './golden-copy.ts'
import { gleifManifest } from './manifest.ts'

const answer: RegistryFormat = {
  id: 'gleif-json',
  recognises: ({ start }) =>
    /^\s*\{/.test(start) && /"type"\s*:\s*"(?:lei-records|reporting-exceptions|relationship-records)"/.test(start),
  series: () => null,
  rows: answerRows,
}

export const gleif: Registry = {
  manifest: gleifManifest,
  formats: [
    answer,
    golden('entities', ['lei', 'entitylegalname', 'entitylegaladdresscountry'], entityRow),
    golden('relationships', ['relationshipstartnodenodeid', 'relationshipendnodenodeid'], relationshipRow),
    golden('exceptions', ['lei', 'exceptioncategory', 'exceptionreason1'], reportedExceptionRow),
  ],
}

/** The full file of a day is millions of rows: one at a time is in memory. */
function golden(
  name: string,
  columns: readonly string[],
  understand: (row: CellRow) => ReadRow | RejectedRow,
): RegistryFormat {
  return {
    id: `gleif-${name}`,
    recognises: ({ start }) => {
      const header = headerColumns(start)
      return columns.every((column) => header.has(column))
    },
    series: () => name,
    rows: (content) => understood(csvRows(content, { decode: fromUtf8, nameOf: plainColumn }), understand),
  }
}
