/** A cell of a CSV: text is guarded against spreadsheets, numbers and dates are bare. */
export interface Cell {
  readonly kind: 'text' | 'number' | 'date'
  /** Null is an empty cell. */
  readonly value: string | null
}

/** A cell; what is missing is an empty one. */
export function cell(kind: Cell['kind'], value: string | null | undefined): Cell {
  return { kind, value: value ?? null }
}

/**
 * What a spreadsheet would take for a formula: `= + - @`, their full-width forms, and TAB, CR or LF, also after blanks.
 * Quotes in front belong to the pattern: only so can the guard be taken off again without doubt.
 */
const FORMULA = /^'*\s*[=+\-@＝＋－＠\t\r\n]/u

/** One row by RFC 4180, with its CRLF. NUL, which no CSV reader keeps, is dropped. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** A header row: our own names, never guarded. */
export function csvHeader(names: readonly string[]): string {
  return `${names.map(quoted).join(',')}\r\n`
}

/**
 * Takes the guard of a text cell off again: one leading `'` goes, where what follows would be a formula. Of a column
 * that was written as text, this gives back what the advertiser wrote, letter by letter.
 */
export function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
}

/** One cell as it stands in a row. */
export function csvCell({ kind, value }: Cell): string {
  if (value === null || value === '') return ''
  const plain = value.includes('\0') ? value.replaceAll('\0', '') : value
  return quoted(kind === 'text' && !beginsPlainly(plain) && FORMULA.test(plain) ? `'${plain}` : plain)
}

/** With a Latin letter or a digit, as nearly all cells do: no formula begins so, and most cells need no closer look. */
function beginsPlainly(text: string): boolean {
  const code = text.charCodeAt(0)
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
