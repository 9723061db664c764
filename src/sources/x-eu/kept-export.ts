import { cutText } from '../shared/cut-csv.ts'
import { headerNames, readCells } from '../shared/read-csv.ts'
import { missingAmong } from './columns.ts'

export interface KeptExport {
  /** JSON: the rows by their columns, and the export itself, letter by letter. */
  readonly document: string
  readonly rows: number
}

/**
 * An export as one JSON document, since that is how passes are kept. A line that cannot be cut into the header’s cells
 * stands among the rows as the text that it is: it is put aside when the document is read.
 * @returns null where the text is no export
 */
export function keptExport(csv: string): KeptExport | null {
  const [first, ...rest] = cutText(Buffer.from(csv, 'utf8').toString('latin1'))
  if (first?.cells == null) return null
  const header = headerNames(first)
  if (missingAmong(header).length > 0) return null
  const items = rest.map((record, index) => {
    const read = readCells(record, header, index + 2)
    return 'problem' in read ? Buffer.from(record.raw, 'latin1').toString('utf8') : read.value
  })
  return { document: JSON.stringify({ items, csv }), rows: items.length }
}
