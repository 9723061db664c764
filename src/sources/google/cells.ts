import { malformed } from './malformed.ts'

/** Cells of a row by plain column name. */
export type Cells = ReadonlyMap<string, string>

const plainNames = new Map<string, string>()

/**
 * A column under one spelling: the bundle writes `Ad_ID`, BigQuery `ad_id` (G-16). Blanks are dropped, as in the raw
 * view's list of public columns.
 */
export function plainName(column: string): string {
  const known = plainNames.get(column)
  if (known !== undefined) return known
  const plain = column.toLowerCase().replace(/\s+/g, '')
  plainNames.set(column, plain)
  return plain
}

/** Of columns alike but for case, the first. @throws {Problem} `record.malformed` when a cell is no text. */
export function cellsOf(record: Readonly<Record<string, unknown>>): Cells {
  const cells = new Map<string, string>()
  for (const column in record) {
    const value = record[column]
    if (typeof value !== 'string') throw malformed('A cell is no text', { field: column, value })
    const name = plainName(column)
    if (!cells.has(name)) cells.set(name, value)
  }
  return cells
}

/** The cell letter by letter; empty where there is none. */
export function cell(cells: Cells, name: string): string {
  return cells.get(name) ?? ''
}

/** Without blanks around it; null where nothing is left. */
export function word(cells: Cells, name: string): string | null {
  const text = cell(cells, name).trim()
  return text === '' ? null : text
}

/**
 * An id is opaque text: `AR` and 20 digits fit no number. What a spreadsheet has made a number of is no id any more.
 * @throws {Problem} `record.malformed`
 */
export function idIn(cells: Cells, name: string): string {
  const id = word(cells, name) ?? ''
  if (!/^[A-Za-z][A-Za-z0-9_-]{2,63}$/.test(id))
    throw malformed(`${name} is no readable id`, { field: name, value: id })
  return id
}

/** The name letter by letter, tabs and blanks at its ends included (G-9); null where it is blank. */
export function nameIn(cells: Cells, name: string): string | null {
  return word(cells, name) === null ? null : cell(cells, name)
}

/** What else the row tells, by label; blank cells are left out. */
export function factsIn(cells: Cells, labels: ReadonlyMap<string, string>): Record<string, string> {
  const facts: Record<string, string> = {}
  for (const [name, label] of labels) {
    const text = word(cells, name)
    if (text !== null) facts[label] = text
  }
  return facts
}
