import type { RejectedRow } from '../../ports/registries.ts'
import { cutRecords } from '../../sources/shared/cut-csv.ts'
import { fromUtf8 } from '../shared/decode.ts'
import { rejected } from '../shared/rejected.ts'

export interface OfacRow {
  readonly number: number
  readonly raw: string
  /** Null: nothing told. */
  readonly cells: readonly (string | null)[]
}

const CTRL_Z = '\u001a'

/**
 * The rows of a file without a header. RG-12: nothing told is `-0- `, unquoted, mostly with a blank behind it. RG-13: a lone
 * 0x1A ends the file. RG-15: lines end in LF or in CR LF.
 */
export async function* ofacRows(content: AsyncIterable<Buffer>, width: number): AsyncGenerator<OfacRow | RejectedRow> {
  let number = 0
  for await (const { raw, cells } of cutRecords(content)) {
    if (raw.trim() === CTRL_Z) continue
    number++
    const decoded = cells?.map(fromUtf8) ?? null
    if (decoded === null) yield rejected(number, raw, 'a quotation mark stands where none may')
    else if (decoded.length !== width) yield rejected(number, raw, `the row has ${decoded.length} cells, not ${width}`)
    else if (decoded.includes(null)) yield rejected(number, raw, 'it is not UTF-8')
    else yield { number, raw, cells: decoded.map(told) }
  }
}

function told(cell: string | null): string | null {
  const text = cell?.trim() ?? ''
  return text === '' || text === '-0-' ? null : text
}
