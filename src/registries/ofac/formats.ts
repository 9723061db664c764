import type { ReadRow, RegistryFormat, RegistryHead, RejectedRow } from '../../ports/registries.ts'
import { cellsOfLine } from '../../sources/shared/cut-csv.ts'
import { csvRows, headerColumns, plainColumn } from '../shared/csv-rows.ts'
import { fromUtf8 } from '../shared/decode.ts'
import { understood } from '../shared/understood.ts'
import { type OfacRow, ofacRows } from './cells.ts'
import { addressRow, alternateRow, commentRow, primaryRow } from './normalise.ts'
import { deniedRow, screeningRow } from './screening.ts'
import { tabbedRows } from './tabbed-rows.ts'

interface Kind {
  readonly id: string
  readonly width: number
  /** Cells of the first row by which the file is known, apart from how many there are. */
  readonly isFirst: (cells: readonly string[]) => boolean
  readonly understand: (row: OfacRow) => ReadRow | RejectedRow
}

const isNumber = (cell = '') => /^\d+$/.test(cell)

const KINDS: readonly Kind[] = [
  { id: 'primary', width: 12, isFirst: ([key]) => isNumber(key), understand: primaryRow },
  {
    id: 'alternate',
    width: 5,
    isFirst: ([key, alternate, type = '']) => isNumber(key) && isNumber(alternate) && /^(?:aka|fka|nka)$/.test(type),
    understand: alternateRow,
  },
  {
    id: 'address',
    width: 6,
    isFirst: ([key, address]) => isNumber(key) && isNumber(address),
    understand: addressRow,
  },
  {
    id: 'comments',
    width: 2,
    isFirst: ([key, text = '']) => isNumber(key) && text.length > 20,
    understand: commentRow,
  },
]

export const ofacFormats: readonly RegistryFormat[] = [
  ...KINDS.map(plainFormat),
  {
    id: 'us-csl',
    recognises: ({ start }) => hasColumns(start, ',', ['_id', 'source', 'entity_number', 'programs', 'alt_names']),
    series: () => 'screening list',
    rows: (content) => understood(csvRows(content, { decode: fromUtf8, nameOf: plainColumn }), screeningRow),
  },
  {
    id: 'us-bis-dpl',
    recognises: ({ start }) => hasColumns(start, '\t', ['Name', 'Effective_Date', 'Standard_Order', 'FR_Citation']),
    series: () => 'denied persons',
    rows: (content) => understood(tabbedRows(content), deniedRow),
  },
]

function plainFormat({ id, width, isFirst, understand }: Kind): RegistryFormat {
  return {
    id: `ofac-${id}`,
    recognises: ({ start }) => {
      const cells = cellsOfLine(/^[^\r\n]*/.exec(start)?.[0] ?? '')
      return cells?.length === width && isFirst(cells)
    },
    series: (head) => `${listOf(head)} ${id}`,
    rows: (content) => understood(ofacRows(content, width), understand),
  }
}

/** The consolidated list comes in files of the same shape: only the name tells them apart. */
function listOf({ name }: RegistryHead): string {
  return /(?:^|[^a-z])cons(?:[^a-z]|$)/i.test(name) ? 'consolidated' : 'sdn'
}

function hasColumns(start: string, mark: string, wanted: readonly string[]): boolean {
  const columns = headerColumns(start, mark)
  return wanted.every((name) => columns.has(plainColumn(name)))
}
