/** Rows by RFC 4180, as platforms write them: unlike our own exports nothing is guarded against spreadsheets. */
export function csvText(rows: readonly (readonly (string | number)[])[], lineEnd: '\n' | '\r\n'): string {
  return rows.map((cells) => cells.map(quoted).join(',') + lineEnd).join('')
}

function quoted(cell: string | number): string {
  const text = String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
