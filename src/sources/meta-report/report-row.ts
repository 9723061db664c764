import { Problem } from '../../domain/errors.ts'
import type { Currency } from '../../domain/money.ts'
import { COLUMN_NAMES, columnNamed } from './columns.ts'

/** The cells of a row by what they hold, letter by letter; null where the file has no such column. */
export interface ReportRow {
  readonly pageId: string | null
  readonly pageName: string | null
  readonly disclaimer: string | null
  readonly location: string | null
  /** How many ads stand in the library; null also where the cell is blank. */
  readonly ads: number | null
  /** The column as the header spells it, for the sentence that refuses its value. */
  readonly amount: { readonly column: string; readonly currency: Currency; readonly text: string }
}

type Cells = { -readonly [Key in keyof ReportRow]: ReportRow[Key] | null }

/** @throws {Problem} `record.schema_changed` when it has no amount, or its number of ads is none */
export function reportRow(record: Readonly<Record<string, unknown>>): ReportRow {
  const cells: Cells = { pageId: null, pageName: null, disclaimer: null, location: null, ads: null, amount: null }
  for (const [name, value] of Object.entries(record)) {
    const column = columnNamed(name)
    if (column === null || typeof value !== 'string') continue
    if (column.holds === 'amount') cells.amount = { column: name, currency: column.currency, text: value }
    else if (column.holds === 'ads') cells.ads = adCount(name, value)
    else cells[column.holds] = column.holds === 'pageId' ? value.trim() : value
  }
  const { amount } = cells
  if (amount === null) throw new Problem('record.schema_changed', `it has no “${COLUMN_NAMES.amount}”`)
  return { ...cells, amount }
}

function adCount(column: string, text: string): number | null {
  const cell = text.trim()
  if (cell === '') return null
  if (/^\d{1,9}$/.test(cell)) return Number(cell)
  throw new Problem('record.schema_changed', `“${column}” says “${text.slice(0, 60)}”, which is no number of ads`)
}
